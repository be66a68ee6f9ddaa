"""The pages of notes and goals: a refusal says why in one sentence and gives the text back."""

import html
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.utils import timezone

from cases.actions import close_case
from cases.models import Case, Goal, Note
from cases.pseudonymiser import Policy, PseudonymiserError
from organisations.models import TrailEntry
from tests import make
from tests.people import ANNA, CHRIS, DANA, HANNE

TEXT = "Lotte zei: 'ik wil \"niet\" meer', & Ilse <huilde>."
BROKEN = "De pseudonimiseerder antwoordt niet. Er is niets bewaard; je tekst staat hieronder."


def fields(**changes: Any) -> dict[str, Any]:
    return {"text": TEXT, "kind": "talk", "happened_on": timezone.localdate().isoformat(), **changes}


def post(case: Case, **changes: Any) -> HttpResponse:
    return make.browser(ANNA).post(make.url("note_write", case_id=case.id), fields(**changes))  # type: ignore[return-value]


def notes() -> list[Note]:
    with make.at(ANNA):
        return list(Note.objects.all())


def shown(page: HttpResponse) -> str:
    return html.unescape(page.content.decode())


def test_a_note_is_kept_and_shown_with_tokens(case: Case) -> None:
    assert post(case).status_code == 302
    page = shown(make.browser(ANNA).get(make.url("case", case_id=case.id)))  # type: ignore[arg-type]
    assert "JONGERE</span>" in page
    assert "Lotte" not in page
    (note,) = notes()
    assert note.author_id == make.member(ANNA).id


def test_when_the_pseudonymiser_fails_nothing_is_kept_and_the_text_comes_back(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise PseudonymiserError("kapot")

    monkeypatch.setattr("cases.actions.hide", broken)
    page = post(case)
    assert page.status_code == 503
    assert BROKEN in shown(page)
    assert TEXT in shown(page)
    assert notes() == []


def test_when_it_takes_too_long_nothing_is_kept_and_the_text_comes_back(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hurried(**choices: Any) -> Policy:
        return Policy(**choices, seconds=0.0)

    monkeypatch.setattr("cases.actions.Policy", hurried)
    page = post(case)
    assert page.status_code == 503
    assert TEXT in shown(page)
    assert notes() == []


def test_a_closed_case_gives_409_and_the_text_back(case: Case) -> None:
    with make.at(ANNA):
        close_case(case)
    page = post(case)
    assert page.status_code == 409
    assert "Deze casus is afgesloten. Heropen ze om verder te schrijven" in shown(page)
    assert TEXT in shown(page)
    assert notes() == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": ""}, "Schrijf eerst iets."),
        ({"text": " \n\t\u00a0 "}, "Schrijf eerst iets."),
        ({"text": "Lotte " + "x" * 99_995}, "Deze tekst is langer dan 100.000 tekens."),
        ({"text": "Lotte\0 zei"}, "Null-tekens zijn niet toegestaan."),
        ({"happened_on": (timezone.localdate() + timedelta(days=1)).isoformat()}, "Deze datum ligt in de toekomst."),
        ({"happened_on": "2025-02-30"}, "Deze datum bestaat niet."),
        ({"happened_on": ""}, "Kies een datum."),
        ({"kind": "roddel"}, "Selecteer een geldige keuze."),
    ],
    ids=lambda value: str(value)[:30],
)
def test_bad_input_gets_a_sentence_beside_its_field(case: Case, changes: dict[str, str], sentence: str) -> None:
    page = post(case, **changes)
    assert page.status_code == 422
    assert sentence in shown(page)
    assert changes.get("text", TEXT).strip() in shown(page)
    assert notes() == []


def test_a_hundred_thousand_characters_is_allowed(case: Case) -> None:
    assert post(case, text="zo gaat het. " * 7692 + "tien").status_code == 302


def test_a_belgian_date_is_read(case: Case) -> None:
    assert post(case, happened_on="1/9/2025").status_code == 302
    assert notes()[0].happened_on.isoformat() == "2025-09-01"


@pytest.mark.parametrize(
    "nonsense",
    [
        "{", "null", "7", '"tekst"', "[[1]]", '[[1, 2, "NIETS"]]', '[[5, 2, "PERSON"]]', '[[-1, 2, "PERSON"]]',
        '[[true, 2, "PERSON"]]', '[["a", "b", "PERSON"]]', '[{"start": 1}]', "[null, 3]", "[" * 50_000,
        '[[0, 999999, "PERSON"]]', f"[[0, {10**30}, \"PERSON\"]]", "NaN",
    ],
    ids=lambda nonsense: nonsense[:25],
)  # fmt: skip
def test_nonsense_for_marks_counts_as_no_marks(case: Case, nonsense: str) -> None:
    assert post(case, text="Lotte sliep slecht.", added=nonsense, dismissed=nonsense).status_code == 302
    assert str(notes()[0].text) == "[JONGERE] sliep slecht."


def test_marks_of_the_editor_are_followed(case: Case) -> None:
    text = "De gele caravan van Sanne."
    assert post(case, text=text, added='[[3, 15, "PLACE"]]', dismissed='["Sanne"]').status_code == 302
    assert "caravan" not in str(notes()[0].text)
    assert "Sanne" in str(notes()[0].text)


def test_marks_count_lines_as_the_browser_does(case: Case) -> None:
    assert post(case, text="Een.\r\nDe gele caravan.", added='[[8, 20, "PLACE"]]').status_code == 302
    assert str(notes()[0].text).startswith("Een.\nDe [")
    assert "caravan" not in str(notes()[0].text)


def test_changing_a_note_gives_its_own_words_and_records_it_as_showing_names(case: Case) -> None:
    with make.at(ANNA) as anna:
        note = make.note(anna, case)
    browser, address = make.browser(ANNA), make.url("note_change", case_id=case.id, note_id=note.id)
    assert make.NOTE in shown(browser.get(address))  # type: ignore[arg-type]
    with make.at(DANA):
        entry = TrailEntry.objects.get(event="names.shown")
        assert (entry.case_id, entry.actor_name) == (case.id, "Anna")
    assert browser.post(address, fields(text="Lotte at mee.")).status_code == 302
    assert str(notes()[0].text) == "[JONGERE] at mee."


def test_a_refused_change_keeps_the_old_note_and_the_new_words(case: Case) -> None:
    with make.at(ANNA) as anna:
        note = make.note(anna, case)
        close_case(case)
    address = make.url("note_change", case_id=case.id, note_id=note.id)
    page = make.browser(ANNA).post(address, fields())
    assert page.status_code == 409
    assert TEXT in shown(page)  # type: ignore[arg-type]
    assert notes()[0].text == note.text


def test_a_note_is_deleted_and_put_back(case: Case) -> None:
    with make.at(ANNA) as anna:
        note = make.note(anna, case)
    browser, ids = make.browser(ANNA), {"case_id": str(case.id), "note_id": str(note.id)}
    browser.post(make.url("note_delete", **ids))
    assert "1 verwijderde notitie" in shown(browser.get(make.url("case", case_id=case.id)))  # type: ignore[arg-type]
    assert browser.get(make.url("note_change", **ids)).status_code == 404
    browser.post(make.url("note_restore", **ids))
    assert notes()[0].deleted_at is None


@pytest.mark.parametrize("name", ["note_change", "note_delete", "note_restore"])
def test_a_note_of_another_case_or_for_another_person_is_not_there(case: Case, name: str) -> None:
    with make.at(ANNA) as anna:
        other = make.case(anna, pseudonym="Stille Wulp")
        note = make.note(anna, other)
    for person, of, place in ((ANNA, case, "horizon"), (HANNE, other, "horizon"), (CHRIS, other, "kompas")):
        address = make.url(name, organisation=place, case_id=of.id, note_id=note.id)
        assert make.browser(person).post(address, fields()).status_code == 404
    assert notes()[0].deleted_at is None


def test_a_goal_is_added_and_reached(case: Case) -> None:
    browser = make.browser(ANNA)
    browser.post(make.url("goal_add", case_id=case.id), {"text": "Lotte slaapt weer bij Ilse"})
    with make.at(ANNA):
        goal = Goal.objects.order_by("created_at")[1]
    assert str(goal.text) == "[JONGERE] slaapt weer bij [MOEDER]"
    browser.post(make.url("goal_reach", case_id=case.id, goal_id=goal.id))
    assert "bereikt" in shown(browser.get(make.url("case", case_id=case.id)))  # type: ignore[arg-type]
    assert browser.post(make.url("goal_reach", case_id=case.id, goal_id=uuid4())).status_code == 404


@pytest.mark.parametrize(("close", "status"), [(True, 409), (False, 503)])
def test_a_refused_goal_says_why_and_comes_back(
    case: Case, monkeypatch: pytest.MonkeyPatch, close: bool, status: int
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise PseudonymiserError("kapot")

    monkeypatch.setattr("cases.actions.hide", broken)
    if close:
        with make.at(ANNA):
            close_case(case)
    page = make.browser(ANNA).post(make.url("goal_add", case_id=case.id), {"text": "Lotte lacht weer"})
    assert page.status_code == status
    assert "Lotte lacht weer" in shown(page)  # type: ignore[arg-type]
    assert ("Deze casus is afgesloten" if close else BROKEN) in shown(page)  # type: ignore[arg-type]


def test_an_empty_goal_is_refused_in_one_sentence(case: Case) -> None:
    page = make.browser(ANNA).post(make.url("goal_add", case_id=case.id), {"text": " "})
    assert page.status_code == 422
    assert "Schrijf het doel eerst op." in shown(page)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["case_close", "names_show", "names_hide", "marks_find"])
def test_what_changes_something_is_not_asked_for_with_get(case: Case, name: str) -> None:
    assert make.browser(ANNA).get(make.url(name, case_id=case.id)).status_code == 405


@pytest.mark.parametrize("name", ["note_write", "goal_add"])
def test_the_address_of_a_refused_form_leads_back_to_the_case(case: Case, name: str) -> None:
    page = make.browser(ANNA).get(make.url(name, case_id=case.id))
    assert (page.status_code, page["Location"]) == (302, make.url("case", case_id=case.id))
