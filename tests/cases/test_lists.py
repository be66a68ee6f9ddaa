"""The list of cases: whose, filtered, sorted, searched by pseudonym or by a real name."""

import re
from dataclasses import dataclass, replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from cases.actions import assign, close_case, delete_note
from cases.models import Case
from cases.pseudonymiser import KnownPerson
from cases.queries import CaseFilter, cases_of, counts_for
from tests import make
from tests.people import ANNA, BRAM, CHRIS, ELI

MINE = CaseFilter()
TEAM = CaseFilter(whose="team")


@dataclass
class Cases:
    """Three cases of team Noord: two of Anna's, one that nobody is assigned to."""

    beech: Case
    owl: Case
    nobodys: Case


@pytest.fixture
def three(db: None) -> Cases:
    with make.at(ANNA) as anna:
        beech = make.case(anna, pseudonym="Rustige Beuk")
        owl = make.case(anna, pseudonym="Late Uil", people=(KnownPerson("jongere", "Yara Verhulst"),))
        nobodys = make.case(anna, pseudonym="Verre Duin", people=(KnownPerson("jongere", "Lotte Claes"),))
        assign(nobodys, members=[])
        owl.birth_year, owl.access_track = owl.birth_year - 3, "crisis"
        owl.save()
        return Cases(beech, owl, nobodys)


def listed(wanted: CaseFilter) -> list[str]:
    with make.at(ANNA) as anna:
        return [case.pseudonym for case in cases_of(anna, wanted)]


def test_mine_are_those_she_is_assigned_to_and_the_teams_are_more(three: Cases) -> None:
    assert set(listed(MINE)) == {"Rustige Beuk", "Late Uil"}
    assert set(listed(TEAM)) == {"Rustige Beuk", "Late Uil", "Verre Duin"}


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("pseudonym", ["Late Uil", "Rustige Beuk", "Verre Duin"]),
        ("birth_year", ["Late Uil"]),
        ("-touched_at", ["Late Uil", "Verre Duin", "Rustige Beuk"]),
        ("text; drop table", ["Late Uil", "Verre Duin", "Rustige Beuk"]),
    ],
)
def test_the_order_is_what_she_chose(three: Cases, sort: str, order: list[str]) -> None:
    assert listed(replace(TEAM, sort=sort))[: len(order)] == order


@pytest.mark.parametrize("typed", ["lotte", "Lotte", " beuk", "Dewit"])
def test_a_search_reads_pseudonyms_and_real_names(three: Cases, typed: str) -> None:
    assert listed(replace(MINE, search=typed)) == ["Rustige Beuk"]


def test_a_search_on_a_name_finds_every_case_she_may_see(three: Cases) -> None:
    assert set(listed(replace(TEAM, search="Lotte"))) == {"Rustige Beuk", "Verre Duin"}


def test_access_and_team_narrow_the_list(three: Cases) -> None:
    assert listed(replace(TEAM, access="crisis")) == ["Late Uil"]
    assert len(listed(replace(TEAM, team=str(three.owl.team_id)))) == 3
    assert listed(replace(TEAM, team=str(three.owl.id))) == []


def test_closed_cases_have_a_list_of_their_own(three: Cases) -> None:
    with make.at(ANNA):
        close_case(three.owl)
    assert listed(MINE) == ["Rustige Beuk"]
    assert listed(replace(MINE, closed=True)) == ["Late Uil"]
    with make.at(ANNA) as anna:
        assert counts_for(anna) == {"mine": 1, "team": 2, "closed": 1}


def test_each_case_tells_its_notes_and_the_last_date_without_deleted_ones(three: Cases) -> None:
    with make.at(ANNA) as anna:
        make.note(anna, three.beech)
        delete_note(make.note(anna, three.beech))
        found = cases_of(anna, replace(MINE, search="Beuk"))[0]
        assert (found.notes_kept, found.last_note) == (1, three.beech.opened_at.date())  # type: ignore[attr-defined]


def test_a_colleague_of_two_teams_sees_each_case_once(three: Cases) -> None:
    with make.at(BRAM) as bram:
        assign(three.beech, members=[bram, make.member(ANNA)])
        assert cases_of(bram, TEAM).count() == 3


def test_another_organisation_finds_nothing_by_the_same_name(three: Cases) -> None:
    with make.at(CHRIS) as chris:
        make.case(chris, pseudonym="Wilde Wilg")
        found = [case.pseudonym for case in cases_of(chris, replace(TEAM, search="Lotte"))]
        assert found == ["Wilde Wilg"]


def test_an_editor_has_no_list(three: Cases) -> None:
    with make.at(ELI) as eli:
        assert not cases_of(eli, TEAM).exists()
    assert make.browser(ELI).get(make.url("cases")).status_code == 403


@pytest.mark.parametrize(
    "query",
    ["?page=999", "?page=x", "?team=geen", "?team=%00", "?toegang=x", "?sort=x", "?whose=x", "?afgesloten=x"],
)
def test_a_strange_address_gives_a_list_and_no_error(three: Cases, query: str) -> None:
    assert make.browser(ANNA).get(make.url("cases") + query).status_code == 200


@pytest.mark.parametrize("typed", ["\0Beuk", "x" * 500, "%", "'; drop table cases_case", "😀", "   "])
def test_a_strange_search_gives_a_list_and_no_error(three: Cases, typed: str) -> None:
    assert make.browser(ANNA).post(make.url("cases"), {"q": typed}).status_code == 200


def test_the_page_holds_pseudonyms_and_no_names(three: Cases) -> None:
    page = make.browser(ANNA).post(make.url("cases"), {"q": "Verhulst"}).content.decode()
    assert "Late Uil" in page
    assert "Rustige Beuk" not in page
    assert "Yara" not in page


def test_a_searched_name_stands_in_no_address(three: Cases) -> None:
    page = make.browser(ANNA).post(make.url("cases") + "?whose=team", {"q": "Lotte"}).content.decode()
    assert "Verre Duin" in page
    assert all("Lotte" not in address for address in re.findall(r'(?:href|action)="([^"]*)"', page))


def test_the_list_takes_no_more_queries_for_thirty_cases_than_for_three(
    three: Cases, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = make.browser(ANNA)
    browser.get(make.url("cases"))
    with CaptureQueriesContext(connection) as few:
        browser.get(make.url("cases"))
    with make.at(ANNA) as anna:
        for number in range(27):
            make.note(anna, make.case(anna, pseudonym=f"Stille Els {number}", people=()), text="Het gaat goed.")
    with django_assert_num_queries(len(few)):
        page = browser.get(make.url("cases"))
    assert page.content.count(b'class="list__item"') == 25


def test_a_coach_to_whom_no_case_is_assigned_is_shown_the_way_to_those_of_her_team(three: Cases) -> None:
    html = make.browser(BRAM).get(make.url("cases")).content.decode()
    assert "Er is geen casus aan jou toegewezen." in html
    assert 'href="?whose=team">Toon casussen van mijn team</a>' in html
