"""Answering: for editors only, without the case, and seen by who reported it."""

import html
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assistant.models import Claim
from cases.actions import close_case
from cases.pseudonymiser import PseudonymiserError
from feedback.actions import answer_feedback, report_claim
from feedback.models import ClaimFeedback, Reason
from feedback.queries import answered_for, open_for_editors
from knowledge.actions.sources import add_version
from tests import make
from tests.knowledge.making import APPROVED, article
from tests.people import ANNA, BRAM, CHRIS, DANA, ELI, FAY, HANNE, VERA, Person

LogIn = Callable[[Person], Client]


@pytest.fixture
def report(claim: Claim) -> ClaimFeedback:
    with make.at(ANNA) as anna:
        return report_claim(anna, claim, reason=Reason.WRONG, comment="Ilse Dewit zegt iets anders.")


def url(name: str, report: ClaimFeedback, slug: str = "horizon") -> str:
    return reverse(name, kwargs={"organisation": slug, "feedback_id": report.id})


def now(report: ClaimFeedback) -> ClaimFeedback:
    with make.at(ANNA):
        found: ClaimFeedback = ClaimFeedback.objects.get(id=report.id)
        return found


def test_the_editor_reads_claim_source_and_comment_but_nothing_of_the_case(as_: LogIn, report: ClaimFeedback) -> None:
    page = as_(ELI).get(url("answer_feedback", report)).content.decode()
    for part in ("wat schoolverzuim zegt", "Artikel schoolverzuim", "zegt iets anders", "Onjuist"):
        assert part in page
    for part in ("Rustige Beuk", "Ilse", str(report.case_id), str(report.claim.analysis_id)):
        assert part not in page


def test_an_answer_is_kept_without_names_and_waits_for_her(as_: LogIn, report: ClaimFeedback) -> None:
    answer = as_(ELI).post(url("answer_feedback", report), {"answer": "Je hebt gelijk over Ilse Dewit."})
    assert answer.status_code == 302
    kept = now(report)
    assert str(kept.answer) == "Je hebt gelijk over [MOEDER]."
    assert (kept.state, kept.answered_by_id) == ("answered", make.member(ELI).id)
    with make.at(ANNA) as anna:
        assert list(answered_for(anna)) == [kept]
        assert open_for_editors() == 0
    with make.at(BRAM) as bram:
        assert not answered_for(bram)


def test_an_answer_no_longer_waits_once_she_looked(as_: LogIn, report: ClaimFeedback) -> None:
    as_(ELI).post(url("answer_feedback", report), {"answer": "Je hebt gelijk."})
    page = as_(ANNA).get(reverse("feedback", kwargs={"organisation": "horizon"}))
    assert "Je hebt gelijk." in page.content.decode()
    with make.at(ANNA) as anna:
        assert not answered_for(anna)


def test_a_better_answer_waits_again(as_: LogIn, report: ClaimFeedback) -> None:
    for text in ("Je hebt gelijk.", "Je hebt gelijk, het artikel is aangepast."):
        as_(ANNA).get(reverse("feedback", kwargs={"organisation": "horizon"}))
        as_(ELI).post(url("answer_feedback", report), {"answer": text})
    with make.at(ANNA) as anna:
        assert answered_for(anna).count() == 1


def test_a_report_in_a_closed_case_can_be_answered(as_: LogIn, report: ClaimFeedback) -> None:
    with make.at(ANNA):
        close_case(report.case)
    assert as_(ELI).post(url("answer_feedback", report), {"answer": "Klopt."}).status_code == 302
    assert now(report).state == "answered"


@pytest.mark.parametrize("person", [ANNA, BRAM, HANNE, DANA, FAY, VERA], ids=lambda person: person.name)
def test_only_an_editor_answers(as_: LogIn, report: ClaimFeedback, person: Person) -> None:
    assert as_(person).get(url("answer_feedback", report)).status_code == 403
    assert as_(person).post(url("answer_feedback", report), {"answer": "x"}).status_code == 403
    assert now(report).state == "open"


@pytest.mark.parametrize("slug", ["horizon", "kompas"])
@pytest.mark.parametrize("name", ["answer_feedback", "take_back_feedback"])
def test_the_other_organisation_gets_404(as_: LogIn, report: ClaimFeedback, name: str, slug: str) -> None:
    assert as_(CHRIS).post(url(name, report, slug), {"answer": "x"}).status_code == 404
    assert now(report).state == "open"


def test_an_empty_answer_is_refused_in_one_sentence(as_: LogIn, report: ClaimFeedback) -> None:
    answer = as_(ELI).post(url("answer_feedback", report), {"answer": "  "})
    assert answer.status_code == 422
    assert "Schrijf eerst een antwoord." in answer.content.decode()


def test_nothing_is_kept_when_the_pseudonymiser_fails(
    as_: LogIn, report: ClaimFeedback, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise PseudonymiserError("kapot")

    monkeypatch.setattr("cases.actions.hide", broken)
    answer = as_(ELI).post(url("answer_feedback", report), {"answer": "Ilse's zoon is 'n ander."})
    assert answer.status_code == 503
    assert "Ilse's zoon is 'n ander." in html.unescape(answer.content.decode())
    assert (now(report).state, now(report).answer) == ("open", None)


def test_she_takes_her_own_open_report_back(as_: LogIn, report: ClaimFeedback) -> None:
    assert as_(ANNA).post(url("take_back_feedback", report)).status_code == 302
    with make.at(ANNA):
        assert not ClaimFeedback.objects.exists()


@pytest.mark.parametrize("person", [BRAM, ELI, FAY], ids=lambda person: person.name)
def test_nobody_takes_back_the_report_of_another(as_: LogIn, report: ClaimFeedback, person: Person) -> None:
    assert as_(person).post(url("take_back_feedback", report)).status_code == 404
    assert now(report).state == "open"


def test_an_answered_report_stays(as_: LogIn, report: ClaimFeedback) -> None:
    as_(ELI).post(url("answer_feedback", report), {"answer": "Klopt."})
    page = as_(ANNA).post(url("take_back_feedback", report), follow=True)
    assert "intussen beantwoord" in page.content.decode()
    assert now(report).state == "answered"


def test_taking_back_by_following_a_link_does_nothing(as_: LogIn, report: ClaimFeedback) -> None:
    assert as_(ANNA).get(url("take_back_feedback", report)).status_code == 405


BODY = "## Wat het is\nMarieke Desmedt en Ilse onderzochten dit in het zuiden van het land.\n"


def test_an_author_of_the_cited_source_keeps_her_name_and_a_colleague_does_not(report: ClaimFeedback) -> None:
    with make.at(ELI) as eli:
        add_version(article(slug="schoolverzuim", body=BODY), after=None, approval=APPROVED, content_hash="0" * 32)
        kept = answer_feedback(eli, report, answer="Marieke Desmedt schrijft het, en Sofie Claesens van ons ook.")
    assert "Marieke Desmedt schrijft" in str(kept.answer)
    assert "Sofie" not in str(kept.answer)
    assert "Claesens" not in str(kept.answer)


def test_a_name_of_the_case_never_stays_although_the_source_says_it(report: ClaimFeedback) -> None:
    with make.at(ELI) as eli:
        add_version(article(slug="schoolverzuim", body=BODY), after=None, approval=APPROVED, content_hash="0" * 32)
        kept = answer_feedback(eli, report, answer="Ilse Dewit en Ilse, zoals Marieke Desmedt zegt.")
    assert "Ilse" not in str(kept.answer)
    assert "Dewit" not in str(kept.answer)
    assert "Marieke Desmedt" in str(kept.answer)


def test_a_name_in_a_source_that_is_not_cited_does_not_stay(report: ClaimFeedback) -> None:
    with make.at(ELI) as eli:
        add_version(article(slug="een-andere-bron", body=BODY), after=None, approval=APPROVED, content_hash="0" * 32)
        kept = answer_feedback(eli, report, answer="Marieke Desmedt schrijft het.")
    assert "Desmedt" not in str(kept.answer)
