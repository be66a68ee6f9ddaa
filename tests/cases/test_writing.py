"""Notes, goals and people: written, changed, deleted and put back, always without names."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.actions import (
    CaseClosed,
    Marks,
    add_goal,
    change_note,
    change_people,
    close_case,
    delete_note,
    reach_goal,
    reopen_case,
    restore_note,
    write_note,
)
from cases.models import Case, Goal, Note, Vault
from cases.pseudonymiser import KnownPerson, PseudonymiserError, reveal
from cases.queries import case_brief, deleted_notes, timeline_of
from cases.vault import read_vault
from tests import make
from tests.people import ANNA

TODAY = timezone.localdate()


def test_a_note_is_kept_without_names_and_can_be_read_back_with_the_key(case: Case) -> None:
    with make.at(ANNA) as anna:
        note = make.note(anna, case)
        assert str(note.text).startswith("[JONGERE] (14) bleef vandaag weg van school. Haar mama [MOEDER] belde")
        assert "0479" not in note.text.text
        assert reveal(note.text, key=read_vault(case).key) == make.NOTE


def test_the_same_person_keeps_one_token_over_many_notes(case: Case) -> None:
    with make.at(ANNA) as anna:
        for text in ("Jolien Baetens kwam mee.", "Lotte speelt met Jolien.", "Mevrouw Baetens belde voor Jolien."):
            make.note(anna, case, text=text)
        tokens = [entry.token for entry in read_vault(case).key.entries if "Jolien" in (*entry.forms, entry.name)]
        assert len(tokens) == 1


def test_a_note_moves_its_case_to_the_top(case: Case) -> None:
    with make.at(ANNA) as anna:
        before = Case.objects.get(id=case.id).touched_at
        make.note(anna, case)
        assert Case.objects.get(id=case.id).touched_at > before


def test_a_changed_note_is_hidden_again_and_says_so(case: Case) -> None:
    with make.at(ANNA) as anna:
        note = make.note(anna, case)
        change_note(note, text="Lotte ging met Wannes mee.", kind="visit", happened_on=TODAY - timedelta(days=1))
        held = Note.objects.get()
        assert str(held.text) == "[JONGERE] ging met [BROER-1] mee."
        assert (held.kind, held.happened_on, held.edited_at is None) == ("visit", TODAY - timedelta(days=1), False)


def test_a_deleted_note_leaves_the_timeline_and_the_brief_and_comes_back(case: Case) -> None:
    with make.at(ANNA) as anna:
        note = make.note(anna, case)
        delete_note(note)
        assert not timeline_of(case).exists()
        assert list(deleted_notes(case)) == [note]
        assert case_brief(case).notes == 0
        restore_note(note)
        assert list(timeline_of(case)) == [note]
        assert not deleted_notes(case).exists()


def test_a_goal_is_hidden_reached_and_open_again(case: Case) -> None:
    with make.at(ANNA):
        goal = add_goal(case, text="Lotte eet samen met Ilse")
        assert str(goal.text) == "[JONGERE] eet samen met [MOEDER]"
        reach_goal(goal)
        assert Goal.objects.get(id=goal.id).reached_at
        reach_goal(goal)
        assert Goal.objects.get(id=goal.id).reached_at is None


def test_the_brief_holds_open_goals_then_notes_from_old_to_new(case: Case) -> None:
    with make.at(ANNA) as anna:
        reach_goal(add_goal(case, text="Al bereikt"))
        write_note(anna, case, text="Vandaag was beter.", kind="talk", happened_on=TODAY)
        write_note(anna, case, text="Gisteren ging het slecht.", kind="talk", happened_on=TODAY - timedelta(days=1))
        brief = case_brief(case)
        assert str(brief.text) == (
            "Opnieuw met plezier naar school gaan\n\nGisteren ging het slecht.\n\nVandaag was beter."
        )
        assert (brief.notes, brief.age, brief.municipality) == (2, 14, "Lokeren")


def test_people_are_added_and_nobody_leaves_the_key(case: Case) -> None:
    with make.at(ANNA) as anna:
        change_people(case, people=[KnownPerson("vader", "Joris Vermassen")], municipality="Zele")
        held = read_vault(case)
        assert held.municipality == "Zele"
        assert held.key.entry("VADER") is not None
        assert held.key.entry("BROER-1") is not None
        assert str(make.note(anna, case, text="Joris kwam niet.").text) == "[VADER] kwam niet."


def test_a_closed_case_takes_no_new_text_and_an_open_one_does(case: Case) -> None:
    with make.at(ANNA) as anna:
        note = make.note(anna, case)
        close_case(case)
        for write in (
            lambda: make.note(anna, case),
            lambda: add_goal(case, text="x"),
            lambda: change_note(Note.objects.get(id=note.id), text="x", kind="talk", happened_on=TODAY),
        ):
            with pytest.raises(CaseClosed, match="Heropen ze"):
                write()
        reopen_case(case)
        assert make.note(anna, case)


def test_a_dismissed_word_stays_readable_from_then_on_in_this_case_alone(case: Case) -> None:
    with make.at(ANNA) as anna:
        hidden = make.note(anna, case, text="Daarna ging Sanne mee naar huis.")
        assert "Sanne" not in str(hidden.text)
        text = "Daarna ging Sanne mee naar huis."
        first = write_note(anna, case, text=text, kind="talk", happened_on=TODAY, marks=Marks(dismissed=("sanne",)))
        assert "Sanne" in str(first.text)
        assert "Sanne" in str(make.note(anna, case, text="Sanne bleef slapen.").text)
        other = make.case(anna, pseudonym="Stille Wulp")
        assert "Sanne" not in str(make.note(anna, other, text=text).text)


def test_a_person_she_named_herself_cannot_be_dismissed(case: Case) -> None:
    with make.at(ANNA) as anna:
        marks = Marks(dismissed=("Lotte", "Ilse"))
        note = write_note(anna, case, text="Lotte belde Ilse.", kind="talk", happened_on=TODAY, marks=marks)
        assert str(note.text) == "[JONGERE] belde [MOEDER]."


def test_a_mark_she_added_is_hidden_wherever_the_words_stand(case: Case) -> None:
    text = "In de gele caravan is het warm. Lotte wil naar de gele caravan."
    with make.at(ANNA) as anna:
        marks = Marks(added=((3, 18, "PLACE"),))
        note = write_note(anna, case, text=text, kind="talk", happened_on=TODAY, marks=marks)
        assert "caravan" not in note.text.text
        assert reveal(note.text, key=read_vault(case).key) == text


def test_when_hiding_fails_nothing_at_all_is_kept(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise PseudonymiserError("kapot")

    with make.at(ANNA) as anna:
        sealed = bytes(Vault.objects.get(case=case).sealed)
        monkeypatch.setattr("cases.actions.hide", broken)
        with pytest.raises(PseudonymiserError):
            make.note(anna, case)
        with pytest.raises(PseudonymiserError):
            make.case(anna, pseudonym="Stille Wulp")
        assert not Note.objects.exists()
        assert bytes(Vault.objects.get(case=case).sealed) == sealed
