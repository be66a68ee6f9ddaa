"""Reporting a claim: who may, what is kept, and what happens when it cannot be kept."""

import html
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assistant.models import Claim
from cases.actions import close_case
from cases.pseudonymiser import PseudonymiserError
from feedback.models import ClaimFeedback
from tests import make
from tests.people import ANNA, BRAM, CHRIS, DANA, ELI, FAY, HANNE, VERA, Person

TYPED = "Lotte woont bij haar mama Ilse Dewit, dit klopt dus niet."
LogIn = Callable[[Person], Client]


def url(claim: Claim, slug: str = "horizon") -> str:
    return reverse("give_feedback", kwargs={"organisation": slug, "claim_id": claim.id})


def reports() -> list[ClaimFeedback]:
    with make.at(ANNA):
        return list(ClaimFeedback.objects.all())


def give(client: Client, claim: Claim, **changes: str) -> Any:
    return client.post(url(claim), {"reason": "onjuist", "comment": TYPED, **changes})


def test_a_report_is_kept_without_names_and_with_its_source(as_: LogIn, claim: Claim) -> None:
    answer = give(as_(ANNA), claim)
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"#claim-{claim.id}")
    (report,) = reports()
    with make.at(ANNA):
        assert report.case_id == claim.analysis.case_id
    assert str(report.comment) == "[JONGERE] woont bij haar mama [MOEDER], dit klopt dus niet."
    assert (report.reason, report.slug, report.state) == ("onjuist", "schoolverzuim", "open")


def test_reporting_again_before_the_answer_changes_the_report(as_: LogIn, claim: Claim) -> None:
    give(as_(ANNA), claim)
    give(as_(ANNA), claim, reason="onveilig", comment="")
    (report,) = reports()
    assert (report.reason, report.comment) == ("onveilig", None)


def test_two_people_each_make_their_own_report(as_: LogIn, claim: Claim) -> None:
    give(as_(ANNA), claim)
    give(as_(BRAM), claim)
    assert len(reports()) == 2


@pytest.mark.parametrize("person", [HANNE, DANA, ELI, FAY, VERA], ids=lambda person: person.name)
def test_who_may_not_see_the_case_gets_404(as_: LogIn, claim: Claim, person: Person) -> None:
    assert as_(person).get(url(claim)).status_code == 404
    assert give(as_(person), claim).status_code == 404
    assert not reports()


@pytest.mark.parametrize("slug", ["horizon", "kompas"])
def test_the_other_organisation_gets_404(as_: LogIn, claim: Claim, slug: str) -> None:
    assert as_(CHRIS).get(url(claim, slug)).status_code == 404


def test_htmx_gets_only_the_form_and_a_browser_without_it_a_page(as_: LogIn, claim: Claim) -> None:
    fragment = as_(ANNA).get(url(claim), headers={"HX-Request": "true"}).content.decode()
    assert "<form" in fragment
    assert "<html" not in fragment
    page = as_(ANNA).get(url(claim)).content.decode()
    assert "<html" in page
    assert "<form" in page
    assert "wat schoolverzuim zegt" in page


@pytest.mark.parametrize(
    ("reason", "sentence"), [("", "Kies wat er mis is."), ("saai", "Kies één van de redenen uit de lijst.")]
)
def test_a_wrong_reason_gives_one_sentence_and_keeps_the_text(
    as_: LogIn, claim: Claim, reason: str, sentence: str
) -> None:
    answer = give(as_(ANNA), claim, reason=reason)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert TYPED in html.unescape(answer.content.decode())
    assert not reports()


def test_a_text_that_is_too_long_comes_back_whole(as_: LogIn, claim: Claim) -> None:
    answer = give(as_(ANNA), claim, comment="ab " * 2000)
    assert answer.status_code == 422
    assert "langer dan 5.000 tekens" in answer.content.decode()
    assert "ab " * 1999 in answer.content.decode()


def test_nothing_is_kept_when_the_pseudonymiser_fails(
    as_: LogIn, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise PseudonymiserError("kapot")

    monkeypatch.setattr("cases.actions.hide", broken)
    answer = give(as_(ANNA), claim)
    assert answer.status_code == 503
    assert "Er is niets bewaard" in answer.content.decode()
    assert TYPED in html.unescape(answer.content.decode())
    assert not reports()


def test_a_comment_in_a_closed_case_is_refused_and_given_back(as_: LogIn, claim: Claim) -> None:
    with make.at(ANNA):
        close_case(claim.analysis.case)
    answer = give(as_(ANNA), claim)
    assert answer.status_code == 409
    assert "Heropen ze" in answer.content.decode()
    assert TYPED in html.unescape(answer.content.decode())
    assert not reports()
