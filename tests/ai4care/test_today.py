"""Vandaag: what each role finds there, at a cost that does not grow with what there is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisations.models import TeamMember
from tests import make
from tests.people import ANNA, BRAM, CHRIS, DANA, ELI, FAY, GIL, HANNE, VERA, Person

CASES, WAITING = "Jouw casussen", "Wacht op jou"
ALL = (CASES, WAITING, "Nieuwe casus", "Feedback beantwoorden", "Sociale Kaart bijwerken", "Logboek bekijken",
       "Leden en teams beheren", "Kennisbank lezen")  # fmt: skip
SEEN = {
    ANNA: {CASES, WAITING, "Nieuwe casus"},
    BRAM: {CASES, WAITING, "Nieuwe casus"},
    HANNE: {CASES, WAITING, "Nieuwe casus"},
    ELI: {"Feedback beantwoorden", "Sociale Kaart bijwerken"},
    DANA: {"Logboek bekijken"},
    FAY: {"Leden en teams beheren"},
    VERA: {"Kennisbank lezen"},
}


def page(person: Person) -> str:
    answer = make.browser(person).get(make.url("today", organisation=person.organisation or "horizon"))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture(autouse=True)
def _everyone(db: None) -> None:
    make.cast()


@pytest.mark.parametrize("person", SEEN, ids=lambda person: person.name)
def test_each_role_finds_what_is_hers_to_do_and_nothing_else(person: Person) -> None:
    shown = page(person)
    assert f"Dag {person.name}" in shown
    assert {part for part in ALL if part in shown} == SEEN[person]


def test_every_link_of_every_role_leads_somewhere() -> None:
    for person in SEEN:
        browser = make.browser(person)
        for link in browser.get(make.url("today")).context["navigation"]:
            assert browser.get(link["url"]).status_code == 200, (person.name, link["url"])


def test_her_own_cases_stand_there_and_no_others() -> None:
    with make.at(ANNA) as anna:
        make.case(anna, pseudonym="Rustige Beuk")
    with make.at(BRAM) as bram:
        make.case(bram, pseudonym="Stille Wulp")
    assert "Rustige Beuk" in page(ANNA)
    assert "Stille Wulp" not in page(ANNA)
    with make.at(CHRIS) as chris:
        make.case(chris, pseudonym="Wilde Wilg")
    assert "Wilde Wilg" not in page(ANNA)


def test_thirty_cases_cost_no_more_queries_than_one() -> None:
    with make.at(ANNA) as anna:
        make.case(anna, people=())
    browser = make.browser(ANNA)
    browser.get(make.url("today"))
    with CaptureQueriesContext(connection) as one:
        browser.get(make.url("today"))
    with make.at(ANNA) as anna:
        for number in range(29):
            make.note(anna, make.case(anna, pseudonym=f"Stille Els {number}", people=()), text="Het gaat goed.")
    with CaptureQueriesContext(connection) as thirty:
        shown = browser.get(make.url("today")).content.decode()
    assert len(thirty) == len(one)
    assert shown.count("Stille Els") == 8


def test_who_is_in_no_team_reads_what_to_do() -> None:
    with make.at(HANNE) as hanne:
        TeamMember.objects.get(membership=hanne).delete()
    assert "Je hoort nog bij geen team." in page(HANNE)
    assert "Nieuwe casus" not in page(HANNE)


def test_a_stranger_gets_404_and_who_is_not_logged_in_the_login_page() -> None:
    make.account(GIL)
    assert make.browser(GIL).get(make.url("today")).status_code == 404
    assert make.browser(CHRIS).get(make.url("today")).status_code == 404
    from django.test import Client

    answer = Client().get(make.url("today"))
    assert answer.status_code == 302
    assert answer["Location"] == "/account/login/?next=/o/horizon/"
