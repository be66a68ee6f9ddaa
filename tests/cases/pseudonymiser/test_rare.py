"""A warning where a description names somebody without a name, and silence elsewhere."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.pseudonymiser import Facts, rare_combinations
from tests.cases.pseudonymiser.stress import notes


@pytest.mark.parametrize(
    "text",
    [
        "Het meisje van 9 uit Herne overleefde de woningbrand van vorig jaar.",
        "De moord op zijn vader haalde het nieuws.",
        "Mama is de enige bakker van het dorp.",
        "Haar vader is burgemeester van Zuienkerke.",
        "Het Tibetaanse gezin met tien kinderen verhuist.",
    ],
)
def test_a_combination_that_stands_out_gives_one_sentence_with_its_places(text: str) -> None:
    (warning,) = rare_combinations(text)
    assert warning.sentence.endswith(".")
    assert all(0 <= start < end <= len(text) for start, end in warning.spans)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Het meisje van 9 uit Gent slaapt slecht na de woningbrand.",
        "Hij is 14 en woont in Herne met zijn mama.",
        "We bellen de burgemeester over het speelplein in Herne.",
        "De brandweer kwam naar school, iedereen stond buiten in Herne. Noor (12) vond dat spannend.",
        "Papa leest de krant en mama kijkt naar het nieuws.",
        "De tweeling slaapt in Herne.",
    ],
)
def test_what_many_families_share_gives_no_warning(text: str) -> None:
    assert rare_combinations(text) == ()


def test_the_facts_of_the_case_count_as_if_the_text_said_them() -> None:
    text = "Sinds de huisbrand slaapt ze slecht."
    assert rare_combinations(text) == ()
    assert rare_combinations(text, facts=Facts(age=9, municipality="Gent")) == ()
    (warning,) = rare_combinations(text, facts=Facts(age=9, municipality="Herne"))
    assert "huisbrand" in warning.sentence


@given(text=st.text(max_size=300), municipality=st.text(max_size=20))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read_and_every_place_lies_in_it(text: str, municipality: str) -> None:
    for warning in rare_combinations(text, facts=Facts(age=9, municipality=municipality)):
        assert all(0 <= start < end <= len(text) for start, end in warning.spans)


def test_few_ordinary_notes_are_warned_of() -> None:
    texts = [note.text for half in ("built", "kept") for note in notes(half)]
    assert sum(bool(rare_combinations(text)) for text in texts) <= 0.03 * len(texts)


def test_a_long_text_and_odd_characters_are_read() -> None:
    assert rare_combinations("\x00👩‍👧 e\u0301 [JONGERE] " * 5_000) == ()


def _share_warned(half: str, *, rare: bool) -> float:
    lines = Path(__file__).with_name("rare.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [row["text"] for row in map(json.loads, lines) if row["half"] == half and row["rare"] == rare]
    return sum(bool(rare_combinations(text)) for text in texts) / len(texts)


@pytest.mark.parametrize(("half", "found", "needless"), [("built", 0.88, 0.02), ("kept", 0.3, 0.05)])
def test_the_share_of_rare_combinations_that_is_warned_of(half: str, found: float, needless: float) -> None:
    """Of the notes the lists were made with nearly all; of those written afterwards a third: lists are short."""
    assert _share_warned(half, rare=True) >= found
    assert _share_warned(half, rare=False) <= needless


@pytest.mark.parametrize(
    "text",
    [
        "Hij is acht, woont in Herne en vertelt over een film met een moord.",
        "Ze is 13, komt uit Herne en is bang voor brand in huis.",
        "Papa heeft de burgemeester van Herne een brief geschreven. Lotte is 9.",
        "De buurman is notaris in Herne, mama poetst bij hem.",
    ],
)
def test_what_is_watched_feared_or_done_by_others_gives_no_warning(text: str) -> None:
    assert rare_combinations(text) == ()
