"""What the organisation chose about ages and dates is what its texts keep; a mark of hers survives an edit."""

import json
from typing import Any

import pytest

from cases.models import Case, Note
from organisations.actions.members import policy_here
from tests import make
from tests.people import ANNA

TEXT = "Lotte is 14 jaar. Op 3 maart 2024 liep ze weg."


def choose(**choices: str) -> None:
    with make.at(ANNA):
        policy = policy_here()
        for name, value in choices.items():
            setattr(policy, name, value)
        policy.save()


def stored(case: Case) -> str:
    with make.at(ANNA) as anna:
        return str(make.note(anna, case, text=TEXT).text)


@pytest.mark.parametrize(
    ("ages", "kept"), [("keep", "is 14 jaar."), ("band", "is [LEEFTIJD: 12-14]."), ("hide", "is [LEEFTIJD-1].")]
)
def test_an_age_becomes_what_the_organisation_chose(case: Case, ages: str, kept: str) -> None:
    choose(ages=ages)
    assert kept in stored(case)


@pytest.mark.parametrize(("dates", "kept"), [("relative", "voor aanmelding]"), ("month", "[DATUM: maart 2024]")])
def test_a_date_becomes_what_the_organisation_chose(case: Case, dates: str, kept: str) -> None:
    choose(dates=dates)
    assert kept in stored(case)


def test_what_she_marked_herself_stays_hidden_when_she_edits_the_note(case: Case) -> None:
    browser = make.browser(ANNA)
    data: dict[str, Any] = {"kind": "talk", "happened_on": "2025-03-04", "text": "De gele caravan staat er nog."}
    browser.post(make.url("note_write", case_id=case.id), {**data, "added": '[[3, 15, "PLACE"]]'})
    with make.at(ANNA):
        note = Note.objects.get()
    address = make.url("note_change", case_id=case.id, note_id=note.id)
    form = browser.get(address).context["form"]
    assert json.loads(form.initial["added"]) == [[3, 15, "PLACE"]]
    browser.post(address, {**data, "added": form.initial["added"]})
    with make.at(ANNA):
        assert "caravan" not in str(Note.objects.get().text)
