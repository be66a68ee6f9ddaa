"""The figures of a pseudonymiser, on notes small enough to count by hand."""

from typing import Any

import pytest

from benchmarks.scoring.identifiers import score_identifiers


def _span(text: str, part: str, label: str) -> dict[str, Any]:
    start = text.index(part)
    return {"start": start, "end": start + len(part), "label": label, "text": part}


FIRST = "Noor belt 0470 12 34 56."
SECOND = "Juf Els woont in Mol, zie de dr."
THIRD = "Alles goed."
NOTES: list[dict[str, Any]] = [
    {"id": "1", "text": FIRST, "entities": [_span(FIRST, "Noor", "PERSON"), _span(FIRST, "0470 12 34 56", "PHONE")]},
    {
        "id": "2",
        "text": SECOND,
        "entities": [_span(SECOND, "Els", "PERSON"), _span(SECOND, "Mol", "PLACE")],
        "optional": [_span(SECOND, "Juf", "PERSON")],
    },
    {"id": "3", "text": THIRD, "entities": []},
]


def test_a_perfect_answer_protects_all_and_masks_nothing_for_nothing() -> None:
    figures = score_identifiers(NOTES, {note["id"]: note["entities"] for note in NOTES})
    assert (figures.protected, figures.precision, figures.named_right) == (1.0, 1.0, 1.0)
    assert (figures.leaking, figures.notes) == (0, 3)


def test_an_identifier_that_is_half_covered_leaks() -> None:
    figures = score_identifiers(NOTES, {"1": [_span(FIRST, "Noor", "PERSON"), _span(FIRST, "0470", "PHONE")]})
    assert figures.recall("PHONE") == 0.0
    assert figures.recall("PERSON") == 0.5
    assert figures.protected == pytest.approx(1 / 3)
    assert figures.leaking == 2, "a place is no direct identifier, a telephone and a name are"


def test_gaps_and_dots_between_letters_and_digits_need_no_mask() -> None:
    pieces = [_span(FIRST, piece, "PHONE") for piece in ("0470", "12", "34", "56")]
    assert score_identifiers(NOTES[:1], {"1": pieces}).recall("PHONE") == 1.0


def test_another_label_protects_as_well_and_is_counted_apart() -> None:
    figures = score_identifiers(NOTES[:1], {"1": [_span(FIRST, "Noor", "PLACE")]})
    assert (figures.recall("PERSON"), figures.named_right) == (1.0, 0.0)


def test_optional_text_is_left_out_of_precision_and_plain_text_is_not() -> None:
    spans = [_span(SECOND, "Juf Els", "PERSON"), _span(SECOND, "zie", "PERSON")]
    assert score_identifiers(NOTES, {"2": spans}).precision == pytest.approx(3 / 6)


def test_a_span_outside_the_text_is_ignored_and_an_absent_note_counts_as_empty() -> None:
    figures = score_identifiers(NOTES, {"3": [{"start": 5, "end": 99, "label": "PERSON"}]})
    assert (figures.masked, figures.precision, figures.protected) == (0, None, 0.0)
