"""A word that is no name in one case, or in the whole organisation, and nowhere beyond it."""

import json
from typing import Any

import pytest

from cases.actions import Marks, write_note
from cases.models import Case, SharedWord, TextReading
from cases.pseudonymiser import KnownPerson
from cases.rules import may_be_shared
from cases.vault import read_vault
from organisations.models import TrailEntry
from tests import make
from tests.people import ANNA, BRAM, CHRIS, ELI, FAY, HANNE, Person

TEXT = "Ze gaat naar Sofie Claes op zaterdag."
NOTHING = Marks()
NO_NAME = Marks(dismissed=("Sofie Claes",), shared=("Sofie Claes",))


def write(case: Case, text: str = TEXT, *, marks: Marks = NOTHING, person: Person = ANNA) -> str:
    with make.at(person) as her:
        note = write_note(her, case, text=text, kind="talk", happened_on=case.opened_at.date(), marks=marks)
        return str(note.text)


def other_case(person: Person, *people: KnownPerson) -> Case:
    with make.at(person) as her:
        return make.case(her, pseudonym=f"Stille {person.name}", people=people or make.PEOPLE)


def test_a_word_stays_hidden_in_other_cases_unless_it_was_shared(case: Case) -> None:
    assert "Sofie Claes" in write(case, marks=Marks(dismissed=("Sofie Claes",)))
    assert "Sofie" not in write(other_case(ANNA))


def test_a_shared_word_is_readable_in_every_case_of_the_organisation(case: Case) -> None:
    write(case, marks=NO_NAME)
    assert "Sofie Claes" in write(other_case(HANNE), person=HANNE)


def test_it_never_leaves_the_organisation(case: Case) -> None:
    write(case, marks=NO_NAME)
    assert "Sofie" not in write(other_case(CHRIS), person=CHRIS)


def test_who_is_known_in_another_case_stays_hidden_there(case: Case) -> None:
    write(case, marks=NO_NAME)
    theirs = other_case(ANNA, KnownPerson("jongere", "Sofie Claes"))
    assert "Sofie" not in write(theirs)


def test_who_was_named_in_the_case_is_shared_nowhere(case: Case) -> None:
    write(case, "Lotte sliep.", marks=Marks(dismissed=("Lotte",), shared=("Lotte",)))
    with make.at(ANNA):
        assert not SharedWord.objects.exists()


def test_a_word_that_was_not_dismissed_is_not_shared(case: Case) -> None:
    write(case, marks=Marks(shared=("Sofie Claes",)))
    with make.at(ANNA):
        assert not SharedWord.objects.exists()


@pytest.mark.parametrize(
    ("word", "shared"),
    [("Roos", True), ("De Zonnebloem", True), ("0479552103", False), ("a@b.be", False), ("", False), ("?", False)],
)
def test_only_words_are_shared_and_never_a_number(word: str, shared: bool) -> None:
    assert may_be_shared(word) is shared


def test_the_table_holds_a_hash_and_no_word(case: Case) -> None:
    write(case, marks=NO_NAME)
    with make.at(ANNA):
        row = SharedWord.objects.get()
        assert len(bytes(row.digest)) == 32
        assert b"ofie" not in bytes(row.digest)
        held = [str(getattr(row, field.name)) for field in row._meta.concrete_fields]
        assert not any("ofie" in value for value in held)


def test_the_editor_posts_what_is_shared(case: Case) -> None:
    sent = {
        "text": TEXT, "kind": "talk", "happened_on": "2025-03-04",
        "dismissed": json.dumps(["Sofie Claes"]), "shared": json.dumps(["Sofie Claes"]),
    }  # fmt: skip
    make.browser(ANNA).post(make.url("note_write", case_id=case.id), sent)
    with make.at(ANNA):
        assert SharedWord.objects.count() == 1


def page(person: Person) -> Any:
    return make.browser(person).get(make.url("shared_words"))


def test_a_coach_reads_the_words_of_her_cases_and_takes_one_back(case: Case) -> None:
    write(case, marks=NO_NAME)
    with make.at(BRAM):
        row = SharedWord.objects.get()
    assert "Sofie Claes" in page(BRAM).content.decode()
    with make.at(BRAM):
        assert TrailEntry.objects.filter(event="words.shown", case_id=case.id, actor_name="Bram").exists()
    make.browser(BRAM).post(make.url("shared_word_take_back", word_id=row.id))
    with make.at(BRAM):
        assert not SharedWord.objects.exists()
        assert read_vault(case).dismissed == ()
    assert "Sofie" not in write(other_case(ANNA))


@pytest.mark.parametrize("person", [FAY, ELI], ids=lambda person: person.name)
def test_who_runs_the_organisation_reads_a_count_and_no_word(case: Case, person: Person) -> None:
    write(case, marks=NO_NAME)
    shown = page(person).content.decode()
    assert "Er is 1 woord onthouden." in shown
    assert "Sofie" not in shown


def test_all_words_are_taken_back_unread_and_texts_are_read_again(case: Case) -> None:
    write(case, marks=NO_NAME)
    with make.at(ANNA):
        TextReading.objects.create(case=case, text="cases.note.text", row_id=case.id, version="x", stamp=b"")
    make.browser(FAY).post(make.url("shared_words_clear"))
    with make.at(ANNA):
        assert not SharedWord.objects.exists()
        assert TextReading.objects.get().version == ""
        assert read_vault(case).dismissed == ("Sofie Claes",)
    assert "Nog geen woorden." in page(FAY).content.decode()
