"""The page on which a caregiver decides about what a reading found."""

import html
from typing import Any

import pytest
from django.utils.timezone import localdate

from cases.actions import Marks, write_note
from cases.models import Case, Finding, FindingState, Note, SharedWord
from cases.pseudonymiser import PseudonymiserError
from cases.rereading.reading import Reading, read_case
from tests import make
from tests.people import ANNA

TEXT = "Jolien belde. Sofie kwam mee."


@pytest.fixture
def note(case: Case) -> Note:
    """Two names that an older pseudonymiser left, found by a reading."""
    with make.at(ANNA) as anna:
        note = write_note(
            anna, case, text=TEXT, kind="talk", happened_on=localdate(), marks=Marks(left=("Jolien", "Sofie"))
        )
        read_case(case, into=Reading())
        return note


def findings(state: str = FindingState.OPEN) -> list[Finding]:
    with make.at(ANNA):
        return list(Finding.objects.filter(state=state).order_by("start"))


def get(name: str, case: Case) -> str:
    return html.unescape(make.browser(ANNA).get(make.url(name, case_id=case.id)).content.decode())


def post(name: str, case: Case, data: dict[str, str] | None = None, **ids: Any) -> str:
    address = make.url(name, case_id=case.id, **ids)
    return html.unescape(make.browser(ANNA).post(address, data or {}, follow=True).content.decode())


def text_of(note: Note) -> str:
    with make.at(ANNA):
        return str(Note.objects.get(id=note.id).text)


def test_the_case_and_vandaag_say_where_a_name_may_stand(case: Case, note: Note) -> None:
    assert "In 1 tekst staat misschien nog een naam." in get("case", case)
    today = make.browser(ANNA).get(make.url("today")).content.decode()
    assert "In 1 tekst van Rustige Beuk staat misschien nog een naam" in today


def test_each_place_is_shown_in_its_text(case: Case, note: Note) -> None:
    shown = get("findings", case)
    assert "Alles vervangen" in shown
    assert '<mark class="finding__words">Jolien</mark>' in shown


def test_one_place_is_replaced_and_the_other_waits(case: Case, note: Note) -> None:
    shown = post("finding_decide", case, {"doe": "vervangen"}, finding_id=findings()[0].id)
    assert "Vervangen door een token." in shown
    assert "Jolien" not in text_of(note)
    assert "Sofie" in text_of(note)
    assert "Ongedaan maken" in shown


def test_everything_is_replaced_and_the_page_is_empty(case: Case, note: Note) -> None:
    assert "Er wacht niets." in post("findings_replace", case)
    assert "Sofie" not in text_of(note)
    assert "misschien nog een naam" not in get("case", case)


@pytest.mark.parametrize(("ticked", "shared"), [({}, 0), ({"overal": "on"}, 1)], ids=["here", "everywhere"])
def test_what_is_no_name_is_remembered_here_or_everywhere(
    case: Case, note: Note, ticked: dict[str, str], shared: int
) -> None:
    post("finding_decide", case, {"doe": "geen-naam", **ticked}, finding_id=findings()[1].id)
    assert len(findings()) == 1
    with make.at(ANNA):
        assert SharedWord.objects.count() == shared


def test_a_decision_is_taken_back(case: Case, note: Note) -> None:
    first = findings()[0]
    post("finding_decide", case, {"doe": "vervangen"}, finding_id=first.id)
    assert "Het wacht weer op jou." in post("finding_undo", case, finding_id=first.id)
    assert "Jolien" in text_of(note)
    assert len(findings()) == 2


def test_deciding_twice_changes_nothing_more(case: Case, note: Note) -> None:
    first = findings()[0]
    post("finding_decide", case, {"doe": "vervangen"}, finding_id=first.id)
    held = text_of(note)
    post("finding_decide", case, {"doe": "geen-naam"}, finding_id=first.id)
    assert text_of(note) == held
    assert len(findings(FindingState.REPLACED)) == 1


@pytest.mark.parametrize("name", ["finding_decide", "findings_replace"])
def test_when_the_pseudonymiser_is_away_nothing_changes(
    case: Case, note: Note, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise PseudonymiserError("kapot")

    ids = {"finding_id": findings()[0].id} if name == "finding_decide" else {}
    with monkeypatch.context() as patched:
        patched.setattr("cases.actions.hide", broken)
        shown = post(name, case, {"doe": "vervangen"}, **ids)
    assert "De tekst staat er zoals hij stond." in shown
    assert "Jolien" in text_of(note)
    assert len(findings()) == 2


def test_adding_somebody_reads_the_case_again(case: Case, note: Note) -> None:
    with make.at(ANNA):
        Finding.objects.all().delete()
    data = {
        "people-TOTAL_FORMS": "1", "people-INITIAL_FORMS": "0",
        "people-0-role": "vriend", "people-0-name": "Jolien", "municipality": "Lokeren",
    }  # fmt: skip
    assert "staat misschien nog een naam." in post("case_people", case, data)
    assert len(findings()) == 2
