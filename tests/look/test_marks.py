"""Marks count in UTF-16 inside the editor and in code points outside, and move with the text."""

from typing import Any

import pytest
from playwright.sync_api import Page


@pytest.fixture
def marks(page: Page) -> Page:
    page.goto("/stijl/")
    page.evaluate("async () => { window.marks = await import('/static/js/marks.js') }")
    return page


def call(page: Page, expression: str, *values: Any) -> Any:
    return page.evaluate(f"([a, b, c, d]) => {expression}", [*values, *[None] * (4 - len(values))])


def test_code_points_become_utf16_and_back(marks: Page) -> None:
    text = "😀 Jana belt 👋🏽 Noor"
    found = call(marks, "window.marks.fromPoints(a, b)", text, [{"start": 2, "end": 6}, {"start": 15, "end": 19}])
    assert [call(marks, "a.slice(b, c)", text, one["start"], one["end"]) for one in found] == ["Jana", "Noor"]
    back = call(marks, "window.marks.toPoints(a, b)", text, [{**one, "label": "PERSON"} for one in found])
    assert back == [[2, 6, "PERSON"], [15, 19, "PERSON"]]


def test_a_span_outside_the_text_is_left_out(marks: Page) -> None:
    assert call(marks, "window.marks.fromPoints(a, b)", "kort", [{"start": 2, "end": 9}, {"start": 3, "end": 3}]) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Jana belt", "Vandaag Jana belt", "Jana"),
        ("Jana belt", "Jana belt nu", "Jana"),
        ("Jana belt", "Jana, belt", "Jana"),
        ("Jana belt", "Jaana belt", "Jaana"),
        ("Jana belt", "belt", None),
        ("Jana belt", "Jan", None),
        ("zie Jana belt", "zie 😀 Jana belt", "Jana"),
        ("", "Jana", None),
    ],
)
def test_a_mark_moves_with_its_words_or_goes(marks: Page, before: str, after: str, expected: str | None) -> None:
    at = before.find("Jana")
    old = [{"start": at, "end": at + 4}] if at >= 0 else []
    moved = call(marks, "window.marks.shift(a, b, c).map((one) => c.slice(one.start, one.end))", old, before, after)
    assert moved == ([expected] if expected else [])


def test_the_summary_counts_in_dutch(marks: Page) -> None:
    found = [{"label": label} for label in ("PERSON", "PERSON", "SCHOOL", "PHONE")]
    assert call(marks, "window.marks.summary(a)", found) == "4 herkend: 2 personen, 1 school, 1 telefoonnummer."


def test_every_label_of_the_pseudonymiser_has_a_word(marks: Page) -> None:
    from cases.pseudonymiser.spans import LABELS

    assert set(call(marks, "Object.keys(window.marks.WORDS)")) == set(LABELS)


def test_marking_without_a_selection_takes_the_word_around_the_caret(marks: Page) -> None:
    text = "Met Anne-Sophie erbij"
    assert call(marks, "window.marks.stretch(a, b, c)", text, 8, 8) == {"start": 4, "end": 15}
    assert call(marks, "window.marks.stretch(a, b, c)", text, 3, 16) == {"start": 4, "end": 15}
