"""The page for erasing: a coach, a closed case, a reason, and the pseudonym typed."""

from typing import Any

import pytest
from django.http import HttpResponse

from cases.actions import close_case
from cases.models import Case, Erasure
from tests import make
from tests.people import ANNA, BRAM, HANNE, Person


@pytest.fixture
def closed(case: Case) -> Case:
    with make.at(ANNA) as anna:
        make.note(anna, case)
        close_case(case)
    return case


def page(case: Case, by: Person = BRAM, **query: str) -> Any:
    return make.browser(by).get(make.url("case_erase", case_id=case.id), query)


def post(case: Case, by: Person = BRAM, /, **changes: str) -> HttpResponse:
    sent = {"reden": "asked", "pseudonym": "Rustige Beuk", **changes}
    return make.browser(by).post(make.url("case_erase", case_id=case.id), sent)  # type: ignore[return-value]


def test_an_open_case_says_to_close_it_first(case: Case) -> None:
    shown = page(case).content.decode()
    assert "Sluit ze eerst af" in shown
    assert '<form method="get" novalidate>' not in shown


def test_the_first_step_says_what_goes_and_asks_why(closed: Case) -> None:
    shown = page(closed).content.decode()
    assert "1 notitie en 1 doel, ook verwijderde" in shown
    assert "Stap 1 van 2" in shown
    assert "Voorgoed wissen" not in shown


def test_the_second_step_repeats_the_reason_and_asks_for_the_pseudonym(closed: Case) -> None:
    shown = page(closed, reden="expired").content.decode()
    assert "Stap 2 van 2" in shown
    assert "Reden: de bewaartermijn is voorbij." in shown
    assert "Voorgoed wissen" in shown


def test_a_reason_that_does_not_exist_is_asked_again(closed: Case) -> None:
    shown = page(closed, reden="zomaar").content.decode()
    assert "Stap 1 van 2" in shown
    assert "Kies een reden uit de lijst." in shown


def test_the_right_pseudonym_erases_and_says_where_the_proof_is(closed: Case) -> None:
    browser = make.browser(BRAM)
    sent = {"reden": "asked", "pseudonym": "rustige beuk"}
    answer = browser.post(make.url("case_erase", case_id=closed.id), sent, follow=True)
    assert "De casus Rustige Beuk is gewist." in answer.content.decode()
    assert browser.get(make.url("case", case_id=closed.id)).status_code == 404
    with make.at(BRAM):
        assert Erasure.objects.get().case_id == closed.id


@pytest.mark.parametrize(
    "changes", [{"pseudonym": "Rustige Eik"}, {"pseudonym": ""}, {"reden": "zomaar"}, {"reden": ""}]
)
def test_anything_else_erases_nothing_and_says_so(changes: dict[str, str], closed: Case) -> None:
    answer = post(closed, **changes)
    assert answer.status_code == 422
    assert "Er is niets gewist." in answer.content.decode()
    with make.at(ANNA):
        assert Case.objects.count() == 1


def test_an_open_case_is_not_erased_by_posting_either(case: Case) -> None:
    assert post(case).status_code == 422


@pytest.mark.parametrize(("who", "status"), [(ANNA, 403), (HANNE, 403)])
def test_a_caregiver_does_not_erase(who: Person, status: int, closed: Case) -> None:
    assert (page(closed, who).status_code, post(closed, who).status_code) == (status, status)


def test_the_case_page_leads_a_coach_there_once_it_is_closed(case: Case) -> None:
    where = make.url("case_erase", case_id=case.id)
    assert where not in make.browser(BRAM).get(make.url("case", case_id=case.id)).content.decode()
    with make.at(ANNA):
        close_case(case)
    assert where in make.browser(BRAM).get(make.url("case", case_id=case.id)).content.decode()
    assert where not in make.browser(ANNA).get(make.url("case", case_id=case.id)).content.decode()
