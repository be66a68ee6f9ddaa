"""Names show only when asked for, only to who asked, only for a while, and it is written down."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cases.models import Case
from organisations.actions.members import policy_here
from organisations.models import TrailEntry
from tests import make
from tests.people import ANNA, BRAM, DANA, HANNE


def page(browser: Client, case: Case) -> Any:
    return browser.get(make.url("case", case_id=case.id))


def showings(case: Case) -> int:
    with make.at(DANA):
        return TrailEntry.objects.filter(event="names.shown", case_id=case.id).count()


def test_names_show_after_asking_and_the_page_says_when_it_ends(case: Case) -> None:
    browser = make.browser(ANNA)
    assert "Vermassen" not in page(browser, case).content.decode()
    browser.post(make.url("names_show", case_id=case.id))
    shown = page(browser, case)
    assert "Lotte Vermassen" in shown.content.decode()
    assert 0 < int(shown["Refresh"]) <= policy_minutes() * 60 + 1
    assert showings(case) == 1


def policy_minutes() -> int:
    with make.at(ANNA):
        return policy_here().names_shown_minutes


def test_they_are_over_by_themselves(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = make.browser(ANNA)
    browser.post(make.url("names_show", case_id=case.id))
    later = timezone.now() + timedelta(minutes=policy_minutes(), seconds=1)
    monkeypatch.setattr("cases.names.timezone.now", lambda: later)
    over = page(browser, case)
    assert "Vermassen" not in over.content.decode()
    assert "Refresh" not in over


def test_the_organisation_decides_how_long(case: Case) -> None:
    with make.at(ANNA):
        policy = policy_here()
        policy.names_shown_minutes = 1
        policy.save()
    browser = make.browser(ANNA)
    browser.post(make.url("names_show", case_id=case.id))
    assert int(page(browser, case)["Refresh"]) <= 61


def test_they_can_be_hidden_earlier(case: Case) -> None:
    browser = make.browser(ANNA)
    browser.post(make.url("names_show", case_id=case.id))
    browser.post(make.url("names_hide", case_id=case.id))
    assert "Vermassen" not in page(browser, case).content.decode()


def test_they_show_in_this_case_and_this_browser_alone(case: Case) -> None:
    with make.at(ANNA) as anna:
        other = make.case(anna, pseudonym="Stille Wulp")
    browser = make.browser(ANNA)
    browser.post(make.url("names_show", case_id=case.id))
    assert "Vermassen" not in page(browser, other).content.decode()
    assert "Vermassen" not in page(make.browser(ANNA), case).content.decode()
    assert "Vermassen" not in page(make.browser(BRAM), case).content.decode()


def test_a_stranger_to_the_case_cannot_show_them(case: Case) -> None:
    assert make.browser(HANNE).post(make.url("names_show", case_id=case.id)).status_code == 404
    assert showings(case) == 0


def test_the_people_page_counts_as_showing(case: Case) -> None:
    shown = make.browser(ANNA).get(make.url("case_people", case_id=case.id))
    assert "Ilse Dewit" in shown.content.decode()
    assert showings(case) == 1


def test_the_trail_holds_the_minutes_and_no_name(case: Case) -> None:
    make.browser(ANNA).post(make.url("names_show", case_id=case.id))
    with make.at(DANA):
        entry = TrailEntry.objects.get(event="names.shown")
        assert entry.additional_data == {"minutes": policy_minutes()}
        assert (entry.actor_name, entry.role, entry.purpose) == ("Anna", "caregiver", "zorg")
