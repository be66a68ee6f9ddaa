"""The embedded composer says only what its sources say, and what it says depends on nothing but its material."""

from dataclasses import replace
from itertools import chain, count
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.composer import Material, compose
from assistant.composer.signals import Danger, dangers_in, signs_in
from assistant.rules.domains import DOMAINS, untouched
from assistant.rules.draft import Draft, Statement, Suggested, lines_of
from assistant.rules.manner import Manner
from assistant.rules.note import Note
from knowledge.queries.articles import ArticleFacts, Fact
from tests.machinery.seeds import said_under_seeds

LISTS = ("indications", "contra_indications", "first_steps", "questions", "reflection", "protocol", "rights")
NAMES = {"systeem": "Systeem", "kracht": "Kracht", "veiligheid": "Veiligheid"}
CHUNKS: dict[UUID, str] = {}
_numbers = count(1)


def facts(*texts: str) -> tuple[Fact, ...]:
    """These sentences as one chunk, each with its place."""
    chunk_id, start, made = UUID(int=next(_numbers)), 0, []
    CHUNKS[chunk_id] = "\n".join(texts)
    for text in texts:
        made.append(Fact(text, chunk_id, start, start + len(text)))
        start += len(text) + 1
    return tuple(made)


def article(slug: str, *, signals: tuple[str, ...] = (), against: str = "", **facts_by_list: Any) -> ArticleFacts:
    held = {name: facts(*facts_by_list.pop(name, ())) if name in facts_by_list else () for name in LISTS}
    contradicts = ((against, facts(f"{slug} spreekt {against} tegen.")[0]),) if against else ()
    chosen: dict[str, Any] = {"type": "methodiek", "perspective": "systeem", **facts_by_list, **held}
    return ArticleFacts(
        slug=slug, version_id=UUID(int=next(_numbers)), version_number=1, title=f"Over {slug}", jurisdiction="vlaams",
        age_min=0, age_max=25, summary=facts(f"{slug} in het kort.")[0], signals=signals, contradicts=contradicts,
        **chosen,
    )  # fmt: skip


def material(*articles: ArticleFacts, **changes: Any) -> Material:
    start = Material(
        text="[JONGERE] blijft weg van school.", question="", perspectives=("systeem", "kracht"),
        perspective_names=NAMES, articles=articles, services=(),
    )  # fmt: skip
    return replace(start, **changes)


def dangers(*articles: ArticleFacts, text: str) -> tuple[Danger, ...]:
    """What of these dangers the text shows."""
    return dangers_in(Note.of(text), articles, themes=())


def statements(draft: Draft) -> list[Statement]:
    return [line.statement for line in lines_of(draft)]


letters = st.characters(exclude_characters="\n", codec="utf-8")
sentences = st.lists(st.text(letters, min_size=1, max_size=60), max_size=4)
articles = st.lists(
    st.builds(
        lambda number, kind, perspective, signals, held: article(
            f"artikel-{number}", type=kind, perspective=perspective, signals=tuple(signals), **held
        ),
        st.integers(0, 9),
        st.sampled_from(["methodiek", "tool", "kader", "wetgeving", "veiligheid"]),
        st.sampled_from(list(NAMES)),
        sentences,
        st.fixed_dictionaries(dict.fromkeys(LISTS, sentences)),
    ),
    max_size=6,
    unique_by=lambda one: one.slug,
)


@settings(max_examples=60, deadline=None)
@given(articles, st.text(max_size=200), st.text(max_size=60))
def test_every_statement_rests_on_exactly_the_words_it_cites(
    found: list[ArticleFacts], text: str, question: str
) -> None:
    intake = article("intake")
    shown = dangers(*found, text=text)
    draft = compose(material(*found, dangers=shown, text=text, question=question, intake=intake))
    for statement in statements(draft):
        for quote in statement.quotes:
            assert CHUNKS[quote.chunk_id][quote.start : quote.end] == quote.quote
        assert bool(statement.quotes) == (statement.support not in ("none", "note"))
        assert statement.support != "supported" or statement.text == statement.quotes[0].quote


@settings(max_examples=30, deadline=None)
@given(articles, st.text(max_size=200))
def test_the_same_material_gives_the_same_draft(found: list[ArticleFacts], text: str) -> None:
    given_once = material(*found, dangers=dangers(*found, text=text), text=text)
    assert compose(given_once) == compose(given_once)


@settings(max_examples=30, deadline=None)
@given(articles)
def test_no_service_is_named_that_was_not_given(found: list[ArticleFacts]) -> None:
    offered = (Suggested(id=UUID(int=5), name="Huis", why=("dichtbij",)),)
    assert compose(material(*found)).services == ()
    assert compose(material(*found, services=offered)).services == offered


def test_a_contradiction_shows_when_both_articles_are_there_and_once() -> None:
    one = article("gezin", against="alleen", indications=("Thuis loopt het vast.",))
    other = article("alleen", against="gezin", perspective="kracht", indications=("De jongere wil alleen.",))
    shown = [s for group in compose(material(one, other)).perspectives for s in group.contradicted]
    assert [s.text for s in shown] == ["gezin spreekt alleen tegen."]
    assert not [s for group in compose(material(one)).perspectives for s in group.contradicted]


def test_perspectives_come_in_the_order_she_chose_and_no_others() -> None:
    found = [article(name, perspective=name, indications=(f"Past bij {name}.",)) for name in NAMES]
    draft = compose(material(*found, perspectives=("kracht", "systeem")))
    assert [group.subject for group in draft.perspectives] == ["kracht", "systeem"]


def test_what_is_close_to_the_case_comes_first() -> None:
    steps = ("Bel de voetbalclub.", "Bel de school samen.", "Bel de huisarts.")
    draft = compose(material(article("bellen", first_steps=steps), text="[JONGERE] blijft weg van school."))
    assert draft.next_steps == () or draft.next_steps[0].text != "Bel de voetbalclub."
    assert draft.methods[0].steps[0].text == "Bel de school samen."


def test_nothing_is_said_twice() -> None:
    found = [
        article("een", first_steps=("Bel de school.",), questions=("Wie belt?",)),
        article("twee", first_steps=("Bel de school.",), questions=("Wie belt?",)),
    ]
    said = [s.text for s in statements(compose(material(*found)))]
    assert said.count("Wie belt?") == 1
    assert said.count("Bel de school.") == 1


def test_domains_that_the_notes_do_not_touch_become_questions_without_words_of_their_own_source() -> None:
    asked = compose(material(article("een"))).unknowns
    assert "Hoe loopt het op school of overdag, en wie is daar het aanspreekpunt?" not in [s.text for s in asked]
    assert all(s.support == "none" for s in asked)
    carried = compose(material(article("een"), intake=article("intake"))).unknowns
    assert {s.support for s in carried} == {"partial"}


def test_a_text_that_touches_every_domain_leaves_none_open() -> None:
    words = " ".join(domain.shown_by.pattern.removeprefix("\\b(?:").split("|")[0] for domain in DOMAINS)
    assert untouched(words) == []
    assert untouched("") == list(DOMAINS)


def seen(text: str, *signals: str) -> list[str]:
    return [sign.text for sign in signs_in(Note.of(text), article("donker", signals=signals))]


def test_a_signal_is_seen_in_other_forms_but_not_across_sentences() -> None:
    danger = ("doodswens", "niet meer leven")
    assert seen("Ze sprak over doodswensen.", *danger) == ["doodswens"]
    assert seen("Doodswensgedachten, zegt hij.", *danger) == ["doodswens"]
    assert seen("Hij wil niet meer blijven leven.", *danger) == ["niet meer leven"]
    assert seen("Ze wil niet. Meer leven in huis zou helpen.", *danger) == []
    assert seen("", *danger) == []


def test_a_signal_in_another_order_is_meant_only_side_by_side() -> None:
    assert seen("Ik ben bang dat hij dood wil.", "wil dood") == ["wil dood"]
    assert seen("Toen moeder aandrong sloeg hij op tafel.", "sloeg moeder") == []


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("Ze had een doodswens.", Manner.SAID),
        ("Ze heeft geen doodswens.", Manner.DENIED),
        ("Een doodswens heeft ze niet.", Manner.SAID),
        ("Ze ontkent elke doodswens.", Manner.DENIED),
        ("Ik weet niet of ze een doodswens heeft.", Manner.SAID),
        ("Ze zei niet alleen dat ze een doodswens had.", Manner.SAID),
        ("Vroeger had ze een doodswens.", Manner.LONG_AGO),
        ("Drie jaar geleden sprak ze van een doodswens.", Manner.LONG_AGO),
        ("[VADER] schreef over een doodswens.", Manner.OF_ANOTHER),
        ("[VADER] zegt dat zij een doodswens heeft.", Manner.SAID),
    ],
)
def test_how_a_signal_is_meant_is_read_from_the_words_around_it(text: str, manner: Manner) -> None:
    (sign,) = signs_in(Note.of(text), article("donker", signals=("doodswens",)))
    assert sign.manner == manner


def test_a_danger_shows_its_whole_protocol_and_the_words_that_raised_it() -> None:
    protocol = ("Vraag rechtuit.", "Blijf erbij.", "Bel de huisarts.")
    danger = article("donker", type="veiligheid", signals=("doodswens",), protocol=protocol)
    (group,) = compose(material(dangers=dangers(danger, text="Ze had een doodswens."))).safety
    assert group.heading == "Over donker: na te gaan (doodswens)"
    assert tuple(s.text for s in group.statements) == protocol


def test_a_danger_that_is_denied_is_a_question_and_no_alarm() -> None:
    danger = article("donker", type="veiligheid", signals=("doodswens",), protocol=("Vraag rechtuit.",))
    draft = compose(material(dangers=dangers(danger, text="Ze heeft geen doodswens.")))
    assert draft.safety == ()
    assert [s.quotes[0].slug for s in draft.unknowns if "doodswens" in s.text] == ["donker"]


def test_a_danger_of_long_ago_or_of_another_is_raised_with_those_words() -> None:
    danger = article("donker", signals=("doodswens",), protocol=("Vraag rechtuit.",))
    (long_ago,) = compose(material(dangers=dangers(danger, text="Vroeger had hij een doodswens."))).safety
    (other,) = compose(material(dangers=dangers(danger, text="Zijn broer had een doodswens."))).safety
    assert long_ago.heading.endswith("(doodswens, vroeger)")
    assert other.heading.endswith("(doodswens, bij iemand anders)")


def test_steps_are_ordered_by_when_they_are_due_and_say_with_whom() -> None:
    law = article("recht", type="wetgeving", first_steps=("Lees de brief met de ouders.",))
    danger = article("donker", type="veiligheid", signals=("doodswens",), protocol=("Vraag.",), first_steps=("Blijf.",))
    held = material(article("praten", type="taal", first_steps=("Praat met de school.",)), law,
                    dangers=dangers(danger, text="Ze had een doodswens."))  # fmt: skip
    assert [(s.when, s.who) for s in compose(held).next_steps] == [
        ("Vandaag", "jij"), ("Deze week", "jij, met de ouders"), ("Daarna", "jij, met school of CLB"),
    ]  # fmt: skip


def test_a_method_names_the_sentence_that_called_for_it() -> None:
    held = material(article("een", indications=("Zo.",)), because={"een": "[JONGERE] bleef thuis."})
    (method,) = compose(held).methods
    assert method.because == "[JONGERE] bleef thuis."
    trigger = next(line for line in lines_of(compose(held)) if line.section == "trigger")
    assert (trigger.statement.support, trigger.subject) == ("note", "een")


def test_every_article_is_cited_somewhere() -> None:
    found = [article(f"artikel-{number}", type="taal") for number in range(9)]
    assert compose(material(*found)).cited_slugs() == {one.slug for one in found}


def test_lines_are_numbered_from_zero_without_gaps() -> None:
    draft = compose(material(article("een", questions=("Wie?",), indications=("Zo.",), rights=("Recht.",))))
    assert [line.position for line in lines_of(draft)] == list(range(len(statements(draft))))
    assert list(chain(lines_of(Draft()))) == []


WEIGHED = """
from tests.machinery import services
services.furnish()
import django
django.setup()
from assistant.composer.closeness import Closeness
from knowledge.starter_set import embeddable_texts, starter_articles
texts = [text for item in starter_articles()[:12] for text in embeddable_texts(item.article)]
weighing = Closeness(about=" ".join(texts[::5]), candidates=texts)
print([weighing.of(text) for text in texts])
"""


def test_how_close_a_sentence_is_depends_on_no_order_of_its_words() -> None:
    assert len(said_under_seeds(WEIGHED)) == 1
