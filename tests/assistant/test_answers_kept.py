"""What becomes of an answer: replies to a filed question, sources that change or go, a history that is wiped."""

from uuid import uuid4

import pytest
from django.utils import timezone

from assistant.actions.questions import KEPT_DAYS, forget_old_questions
from assistant.models import Part, Question
from assistant.queries.questions import MOST_SHOWN
from assistant.tasks import forget_questions
from cases.pseudonymiser import Key, hide
from knowledge.actions.gaps import answer_gap, decline_gap, file_gap, reopen_gap
from knowledge.actions.lifecycle import withdraw_version
from knowledge.actions.recalls import recall_withdrawn
from knowledge.models import KnowledgeGap
from tests import make
from tests.assistant.questioning import BEYOND, age, ask, kept, only_source
from tests.knowledge.making import article, days, publish, withdraw
from tests.people import ANNA, BRAM, ELI

pytestmark = pytest.mark.usefixtures("goats")


def test_who_filed_a_question_reads_what_the_editors_decided() -> None:
    ask(BEYOND)
    question = kept()
    address = make.url("question", question_id=question.id)
    make.browser(ANNA).post(make.url("question_file", question_id=question.id))
    assert "Antwoord van de kennisredacteurs" not in make.browser(ANNA).get(address).content.decode()
    with make.at(ELI) as eli:
        gap = KnowledgeGap.objects.get()
        answer_gap(eli, gap, slug="geitenwandeling")
    told = "De kennisredacteurs antwoordden op je vraag"
    assert told in make.browser(ANNA).get(make.url("today")).content.decode()
    assert told not in make.browser(BRAM).get(make.url("today")).content.decode()
    page = make.browser(ANNA).get(address).content.decode()
    assert told not in make.browser(ANNA).get(make.url("today")).content.decode()
    assert "Je vraag wordt beantwoord in" in page
    assert "antwoord van de redactie" in make.browser(ANNA).get(make.url("questions")).content.decode()
    assert make.url("source", slug="geitenwandeling") in page[page.index("Je vraag wordt beantwoord in") :]
    with make.at(ELI) as eli:
        decline_gap(eli, gap, reason="Koken hoort hier niet.")
    assert "Hierover komt geen bron. Koken hoort hier niet." in make.browser(ANNA).get(address).content.decode()
    with make.at(ELI) as eli:
        reopen_gap(eli, gap)
    assert "antwoord van de redactie" not in make.browser(ANNA).get(make.url("questions")).content.decode()
    assert "Antwoord van de kennisredacteurs" not in make.browser(ANNA).get(address).content.decode()


def test_who_filed_nothing_reads_no_reply_to_what_another_filed() -> None:
    ask(BEYOND, person=BRAM)
    with make.at(BRAM) as bram, make.at(ELI) as eli:
        decline_gap(eli, file_gap(bram, kept(BRAM).text), reason="Koken hoort hier niet.")
    assert "Koken hoort hier niet." not in ask(BEYOND).content.decode()


def test_a_source_that_was_withdrawn_is_not_quoted_for_a_day_before_its_last_version_either() -> None:
    first = only_source()
    yesterday = days(-1).isoformat()
    ask(on_date=yesterday)
    with make.at(ANNA):
        assert kept().quotations.filter(slug="onze-geiten", part=Part.ANSWER).exists()
        withdraw(publish(article(slug="onze-geiten", valid_from=days(0)), after=first))
    ask(on_date=yesterday)
    assert not kept().answered
    with make.at(ANNA):
        assert not kept().quotations.filter(slug="onze-geiten").exists()


def test_her_whole_history_is_wiped_also_what_the_list_does_not_show_and_nobody_elses() -> None:
    ask(person=BRAM)
    with make.at(ANNA) as anna:
        for _ in range(MOST_SHOWN + 2):
            Question.objects.create(asked_by=anna, text=hide("Waarom?", key=Key()).safe, idempotency_key=uuid4())
    make.browser(ANNA).post(make.url("questions_forget"))
    with make.at(ANNA):
        assert [one.asked_by.name for one in Question.objects.all()] == ["Bram"]


def test_an_answer_says_first_that_its_source_was_withdrawn_and_who_asked_hears_of_it_until_it_is_wiped() -> None:
    own = only_source()
    ask()
    question = kept()
    address, today = make.url("question", question_id=question.id), make.url("today")
    assert "Ingetrokken na je vraag" not in make.browser(ANNA).get(address).content.decode()
    with make.at(ELI) as eli:
        withdraw_version(eli, own, reason="De geiten zijn ziek.")
        assert recall_withdrawn(now=timezone.now()) == 1
    page = make.browser(ANNA).get(address).content.decode()
    assert (
        page.index("Ingetrokken na je vraag") < page.index("De geiten zijn ziek.") < page.index("Wat de bronnen zeggen")
    )
    told = make.browser(ANNA).get(today).content.decode()
    assert (
        told.index("Wacht op jou") < told.index("Een bron in je antwoord is ingetrokken") < told.index("casussen</h2>")
    )
    assert "Antwoord van" in make.browser(ELI).get(make.url("version", version_id=own.pk)).content.decode()
    make.browser(ANNA).post(make.url("question_forget", question_id=question.id))
    assert "Een bron in je antwoord" not in make.browser(ANNA).get(today).content.decode()


@pytest.mark.parametrize("ends", ["replaced", "expired"])
def test_an_answer_says_that_its_source_changed_since_unless_it_was_asked_about_another_day(ends: str) -> None:
    own, said = only_source(), "Sinds je vraag veranderde een bron"
    assert said not in ask().content.decode()
    today = kept()
    ask(on_date=days(-1).isoformat())
    past = kept()
    with make.at(ANNA):
        if ends == "replaced":
            publish(article(slug="onze-geiten", valid_from=days(0)), after=own)
        else:
            own.valid_until = days(-1)
            own.save()
    browser = make.browser(ANNA)
    assert said in browser.get(make.url("question", question_id=today.id)).content.decode()
    assert said not in browser.get(make.url("question", question_id=past.id)).content.decode()


@pytest.mark.parametrize(
    ("dates", "word"),
    [
        ({"valid_until": 40}, "vervalt binnenkort"),
        ({"valid_until": 400, "review_by": 0}, "nog te herlezen"),
        ({"valid_until": 400, "review_by": 30}, ""),
    ],
)
def test_an_answer_says_that_its_source_ends_soon_or_was_to_be_reread(dates: dict[str, int], word: str) -> None:
    own = only_source(valid_until=days(dates["valid_until"]))
    with make.at(ANNA):
        own.review_by = days(dates["review_by"]) if "review_by" in dates else None
        own.save()
    page = ask().content.decode()
    said = [one for one in ("vervalt binnenkort", "nog te herlezen") if one in page]
    assert said == ([word] if word else [])


def test_the_history_can_be_wiped_and_ends_by_itself() -> None:
    ask()
    ask(BEYOND)
    first = kept()
    make.browser(ANNA).post(make.url("question_forget", question_id=first.id))
    with make.at(ANNA):
        assert Question.objects.count() == 1
        age(days=KEPT_DAYS - 1)
        assert forget_old_questions() == 0
        age(days=KEPT_DAYS + 1)
    assert forget_questions() == 1
    ask()
    make.browser(ANNA).post(make.url("questions_forget"))
    with make.at(ANNA):
        assert not Question.objects.exists()
