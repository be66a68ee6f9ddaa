"""Stored texts are read again: nothing changes by itself, and what a caregiver decides about it holds."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.utils.timezone import localdate

from cases.actions import CaseClosed, Marks, change_note, close_case, safe_text_in, write_note
from cases.fields import SafeTextField
from cases.models import Case, Finding, FindingState, Note, TextReading
from cases.pseudonymiser import PseudonymiserError, reveal
from cases.rereading.deciding import StaysHidden, TextChanged, dismiss_found, replace_found, undo_decision
from cases.rereading.reading import Reading, forget_readings, read_case
from cases.rereading.showing import cases_waiting, found_in, texts_waiting
from cases.standing import pieces_of, typed
from cases.texts import kept_texts
from cases.vault import read_vault
from organisations.models import TenantModel, TrailEntry
from tests import make
from tests.people import ANNA, DANA, HANNE

TEXT = "Lotte zag Jolien Baetens in Lokeren. Jolien Baetens bracht Lotte terug. [Wie? belde Sofie?"
WRITTEN_BY_THE_PLATFORM = {
    "assistant.claim.text": "composed from the knowledge bank, or a model's words that passed the pseudonymiser",
    "assistant.analysis.sent": "what left the building stays as it left",
    "assistant.analysis.came_back": "the record of what a model answered",
    "assistant.question.text": "belongs to no case and goes after thirty days",
    "assistant.sentence.text": "a model's words that passed the pseudonymiser, gone with their question",
    "knowledge.knowledgegap.question": "belongs to no case, so no key opens it and no caregiver decides",
}


@pytest.fixture
def blind(case: Case) -> Note:
    """A note of an older pseudonymiser that did not yet know Jolien or Sofie."""
    unseen = Marks(left=("Jolien Baetens", "Jolien", "Baetens", "Sofie"))
    with make.at(ANNA) as anna:
        return write_note(anna, case, text=TEXT, kind="talk", happened_on=localdate(), marks=unseen)


def read(case: Case) -> Reading:
    with make.at(ANNA):
        reading = Reading()
        read_case(case, into=reading)
        return reading


def found(case: Case, state: FindingState = FindingState.OPEN) -> list[Finding]:
    return list(Finding.objects.filter(case=case, state=state).select_related("reading"))


def words(note: Note, findings: list[Finding]) -> list[str]:
    return [TEXT[finding.start : finding.end] for finding in findings]


def test_a_reading_finds_what_an_older_one_left_and_changes_no_text(case: Case, blind: Note) -> None:
    reading = read(case)
    assert (reading.cases, reading.failed, reading.texts_with_findings) == (1, 0, 1)
    assert reading.labels["PERSON"] >= 2
    with make.at(ANNA):
        assert words(blind, found(case))[:2] == ["Jolien Baetens", "Jolien Baetens"]
        assert Note.objects.get(id=blind.id).text == blind.text
        assert texts_waiting(case) == 1


def test_a_text_that_todays_version_read_is_not_read_again(case: Case, blind: Note) -> None:
    first = read(case)
    again = read(case)
    assert (again.read, again.known) == (0, first.read)
    with make.at(ANNA):
        forget_readings(case)
    assert read(case).read == first.read


def test_a_finding_holds_no_words(case: Case, blind: Note) -> None:
    read(case)
    with make.at(ANNA):
        for row in (*Finding.objects.all(), *TextReading.objects.all()):
            held = " ".join(str(getattr(row, field.name)) for field in row._meta.concrete_fields)
            assert "Jolien" not in held
            assert "Sofie" not in held


def test_what_is_shown_is_the_record_with_the_words_in_it(case: Case, blind: Note) -> None:
    read(case)
    with make.at(ANNA):
        (text,) = found_in(case)
        first = text.findings[0]
        assert (text.word, first.before, first.words) == ("notitie", "[JONGERE] zag ", "Jolien Baetens")
        assert first.after.startswith(" in [PLAATS-1]. Jolien")


def test_replacing_hides_every_place_of_these_words_and_nothing_else(case: Case, blind: Note) -> None:
    read(case)
    with make.at(ANNA):
        assert [shown.times for shown in found_in(case)[0].findings] == [2, 1]
        replace_found(case, found(case)[:1])
        note = Note.objects.get(id=blind.id)
        key = read_vault(case).key
        assert reveal(note.text, key=key) == TEXT
        assert "Jolien" not in str(note.text)
        assert str(note.text).startswith("[JONGERE] zag [PERSOON")
        assert "[JONGERE] terug. [Wie? belde Sofie?" in str(note.text)
        assert TrailEntry.objects.filter(event="text.replaced", case_id=case.id).exists()


def test_replacing_everything_leaves_no_finding(case: Case, blind: Note) -> None:
    read(case)
    with make.at(ANNA):
        replace_found(case, found(case))
        assert texts_waiting(case) == 0
        assert "Sofie" not in str(Note.objects.get(id=blind.id).text)


def test_replacing_is_taken_back(case: Case, blind: Note) -> None:
    read(case)
    with make.at(ANNA):
        sofie = next(f for f in found(case) if TEXT[f.start : f.end] == "Sofie")
        replace_found(case, [sofie])
        undo_decision(case, Finding.objects.select_related("reading").get(id=sofie.id))
        assert Note.objects.get(id=blind.id).text == blind.text
        replace_found(case, found(case)[:1])
        undo_decision(case, found(case, FindingState.REPLACED)[0])
        assert Note.objects.get(id=blind.id).text == blind.text
        assert sofie in found(case)


def test_somebody_of_the_case_cannot_be_shown_again(case: Case, blind: Note) -> None:
    read(case)
    with make.at(ANNA):
        reading = TextReading.objects.get(row_id=blind.id)
        lotte = Finding.objects.create(
            case=case, reading=reading, start=0, end=5, label="PERSON", state=FindingState.REPLACED
        )
        with pytest.raises(StaysHidden):
            undo_decision(case, lotte)
        assert Note.objects.get(id=blind.id).text == blind.text


def test_what_is_no_name_is_remembered_settles_its_likes_and_is_taken_back(case: Case, blind: Note) -> None:
    read(case)
    with make.at(ANNA):
        before = len(found(case))
        dismiss_found(case, found(case)[0], everywhere=False)
        assert "Jolien Baetens" in read_vault(case).dismissed
        assert len(found(case)) == before - 2
        undo_decision(case, found(case, FindingState.DISMISSED)[0])
        assert "Jolien Baetens" not in read_vault(case).dismissed
        assert len(found(case)) == before


def test_a_note_that_changed_since_is_left_alone(case: Case, blind: Note) -> None:
    read(case)
    with make.at(ANNA):
        held = found(case)
        change_note(blind, text="Een rustige dag.", kind="talk", happened_on=blind.happened_on)
        with pytest.raises(TextChanged):
            replace_found(case, held[:1])
        assert found_in(case) == []
        assert texts_waiting(case) == 0


def test_a_closed_case_takes_no_new_text_and_still_loses_its_names(case: Case, blind: Note) -> None:
    read(case)
    with make.at(ANNA):
        close_case(case)
        with pytest.raises(CaseClosed):
            safe_text_in(case, text="Nieuw.")
        replace_found(case, found(case))
        assert "Jolien" not in str(Note.objects.get(id=blind.id).text)


def test_a_text_that_cannot_be_read_is_counted_and_tried_again(
    case: Case, blind: Note, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise PseudonymiserError("kapot")

    with monkeypatch.context() as patched:
        patched.setattr("cases.actions.hide", broken)
        assert read(case).failed == 2  # the note and the goal
    assert read(case).read == 2


def test_it_waits_for_the_caregivers_of_the_case_and_for_nobody_else(case: Case, blind: Note) -> None:
    read(case)
    with make.at(ANNA) as anna:
        assert [(row.id, row.texts_waiting) for row in cases_waiting(anna)] == [(case.id, 1)]  # type: ignore[attr-defined]
    for person in (HANNE, DANA):
        with make.at(person) as her:
            assert cases_waiting(her) == []


def test_the_pieces_of_a_text_are_the_text(case: Case) -> None:
    with make.at(ANNA) as anna:
        note = make.note(anna, case, text=TEXT)
        pieces = pieces_of(note.text, key=read_vault(case).key)
    assert typed(pieces) == TEXT
    assert [piece.start for piece in pieces[1:]] == [piece.end for piece in pieces[:-1]]
    assert "".join(piece.readable for piece in pieces) == str(note.text)


def test_every_stored_text_is_read_again_or_is_the_platforms_own() -> None:
    kept = {text.name for text in kept_texts()}
    fields = {
        f"{model._meta.label_lower}.{field.name}"
        for model in TenantModel.tenant_models()
        for field in model._meta.get_fields()
        if isinstance(field, SafeTextField)
    }
    assert fields == kept | set(WRITTEN_BY_THE_PLATFORM)


def test_the_command_reports_numbers_and_no_words(case: Case, blind: Note) -> None:
    said = io.StringIO()
    call_command("reread", organisation="horizon", stdout=said)
    assert "Horizon: 1 casussen, 2 teksten gelezen" in said.getvalue()
    assert "naam van iemand" in said.getvalue()
    assert "Jolien" not in said.getvalue()
    again = io.StringIO()
    call_command("reread", stdout=again)
    assert "0 teksten gelezen, 2 al eerder gelezen" in again.getvalue()
    with make.at(ANNA):
        assert TrailEntry.objects.get(event="case.reread").role == "platform"


def test_the_command_refuses_an_organisation_that_is_not_there(db: None) -> None:
    with pytest.raises(CommandError, match="geen organisatie"):
        call_command("reread", organisation="nergens")
