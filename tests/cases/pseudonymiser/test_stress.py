"""Floors under what is found in the stress set; the figures themselves are in docs/pseudonymisation.md."""

import pytest

from cases.pseudonymiser import Key, find
from tests.cases.pseudonymiser.stress import DIRECT, notes, score
from tests.cases.pseudonymiser.unlisted import unlisted_notes

_FLOORS = [("built", 0.99, 0.99, 0.03), ("kept", 0.97, 0.97, 0.07)]


@pytest.mark.parametrize(("half", "people", "direct", "leaking"), _FLOORS)
def test_names_and_direct_identifiers_of_the_stress_set_are_hidden(
    half: str, people: float, direct: float, leaking: float
) -> None:
    result = score(notes(half))
    assert result.recall(["PERSON"]) >= people
    assert result.recall(DIRECT) >= direct
    assert len(result.leaking) <= leaking * result.notes


@pytest.mark.parametrize("half", ["built", "kept"])
def test_most_of_what_is_hidden_in_the_stress_set_needed_it(half: str) -> None:
    assert score(notes(half)).precision() >= 0.95


def test_the_halves_share_no_note_and_every_mark_is_read() -> None:
    built, kept = notes("built"), notes("kept")
    assert len(built) + len(kept) >= 150
    assert not {note.text for note in built} & {note.text for note in kept}
    assert all("⟦" not in note.text and "⟧" not in note.text for note in (*built, *kept))


def test_names_that_no_list_has_are_hidden_as_well() -> None:
    assert score(unlisted_notes(seed=1)).recall(["PERSON"]) >= 0.96


@pytest.mark.parametrize(
    ("of", "half", "people", "needed"),
    [
        ("small", "built", 0.97, 0.95),
        ("small", "kept", 0.95, 0.93),
        ("capitals", "built", 0.95, 0.95),
        ("capitals", "kept", 0.9, 0.9),
        ("languages", "built", 0.95, 0.9),
        ("languages", "kept", 0.94, 0.9),
    ],
)
def test_names_are_hidden_in_other_letters_and_languages(of: str, half: str, people: float, needed: float) -> None:
    result = score(notes(half, of=of))
    assert result.recall(["PERSON"]) >= people
    assert result.precision() >= needed


@pytest.mark.parametrize(("half", "houses"), [("built", 0.65), ("kept", 0.6)])
def test_schools_and_houses_are_hidden_in_small_letters(half: str, houses: float) -> None:
    assert score(notes(half, of="small")).recall(["SCHOOL", "ORGANISATION"]) >= houses


@pytest.mark.parametrize(
    "text",
    [
        "de roos in de tuin bloeit en de linde ook, in jan of mei gaan we terug naar het bos",
        "hij vond 20 mark in een jas. de storm was luid en de beer ligt in bed",
        "juf van de derde belt, de sleutel ligt op de bank. we wandelen over de brug",
        "de directeur van de school en de begeleider van de nacht zien elkaar bij de ingang van de zaal",
    ],
)
def test_ordinary_words_in_small_letters_stay(text: str) -> None:
    assert find(text, key=Key()) == ()
