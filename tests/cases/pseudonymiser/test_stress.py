"""Floors under what is found in the stress set; the figures themselves are in docs/pseudonymisation.md."""

import pytest

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
