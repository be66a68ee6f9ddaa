"""An article is read whole, or refused with sentences that say what is wrong."""

import pytest

from knowledge.rules.article import ArticleProblem, parse_article
from knowledge.rules.passages import LONGEST, pieces_of
from knowledge.starter_set import starter_articles
from tests.knowledge.making import ARTICLE, TEXT, article


def test_an_article_is_read_into_plain_values() -> None:
    assert ARTICLE.slug == "geitenwandeling"
    assert ARTICLE.lists["first_steps"][1] == "Spreek af wie de leiband vasthoudt."
    assert ARTICLE.lists["protocol"] == ()
    assert ARTICLE.valid_until is None
    assert not ARTICLE.starter
    assert ARTICLE.body.startswith("## Wat het is")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("type: methodiek", "type: recept", "type is 'recept', maar kan alleen zijn: methodiek, kader"),
        ("age_min: 6", "age_min: zes", "age_min moet een leeftijd in hele jaren zijn."),
        ("age_max: 18", "age_max: 3", "age_min is hoger dan age_max."),
        ("valid_from: 2020-01-01", "valid_from: gisteren", "valid_from moet een datum zijn, zoals 2026-11-01."),
        ('owner: "Redactie Horizon"', "owner: ''", "Het veld owner ontbreekt of is leeg."),
        ("slug: geitenwandeling", "slug: Geit & bok", "slug 'Geit & bok' mag alleen kleine letters"),
        ('  - "bokkensprong"', "  - {a: b}", "lay_terms moet een lijst van zinnen zijn"),
        ("    publisher:", "    uitgever:", "sources moet een lijst zijn met telkens title en publisher en date."),
        ("## Wat het is", "Wat het is", ""),
        ('title: "Geit', 'title: "Geit"en', "Het blok bovenaan is geen geldige YAML (regel 3)"),
        ("---\nslug", "slug", "Het artikel begint niet met een blok tussen twee regels '---'."),
    ],
)
def test_a_faulty_article_is_refused_with_a_dutch_sentence(old: str, new: str, sentence: str) -> None:
    text = TEXT.replace(old, new, 1)
    if not sentence:  # one heading less is fine, none is not
        parse_article(text)
        text, sentence = text.replace("## ", ""), "De tekst heeft geen tussentitels"
    with pytest.raises(ArticleProblem) as refused:
        parse_article(text)
    assert sentence in str(refused.value)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(ArticleProblem) as refused:
        parse_article(TEXT.replace("type: methodiek", "type: x").replace("perspective: kracht", "perspective: y"))
    assert len(refused.value.sentences) == 2


def test_every_list_item_is_an_exact_line_of_its_passage() -> None:
    pieces = {piece.kind: piece.text for piece in pieces_of(ARTICLE)}
    for kind, items in ARTICLE.lists.items():
        assert tuple(pieces.get(kind, "").split("\n")) == (items or ("",))
    assert pieces["summary"] == ARTICLE.summary


def test_situations_and_search_words_are_in_no_citable_passage() -> None:
    text = "\n".join(piece.text for piece in pieces_of(ARTICLE))
    assert "bokkensprong" not in text
    assert ARTICLE.situations[0] not in text


def test_a_passage_reads_without_markdown_marks() -> None:
    body = "## Kop\n- **plan:** zie `agenda`\n- [Awel](https://awel.example) 2 * 3 ** 4"
    prose = [piece.text for piece in pieces_of(article(body=body)) if piece.kind == "prose"]
    assert prose == ["- plan: zie agenda\n- Awel 2 * 3 ** 4"]


@pytest.mark.parametrize("glue", ["\n\n", "\n", " ", ""])
def test_a_long_section_is_cut_without_losing_a_word(glue: str) -> None:
    sentences = [f"Dit is zin nummer {number} over de geit." for number in range(90)]
    pieces = [piece for piece in pieces_of(article(body="## Lang\n" + glue.join(sentences))) if piece.kind == "prose"]
    assert len(pieces) > 1
    assert {piece.heading for piece in pieces} == {"Lang"}
    assert all(len(piece.text) <= LONGEST for piece in pieces)
    assert "".join("".join(piece.text.split()) for piece in pieces) == "".join("".join(sentences).split())


def test_every_starter_article_can_be_read_and_points_to_others_that_exist() -> None:
    articles = {item.article.slug: item.article for item in starter_articles()}
    assert all(item.starter for item in articles.values())
    assert {row.slug for item in articles.values() for row in item.contradicts} <= articles.keys()
