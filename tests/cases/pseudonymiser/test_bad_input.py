"""Odd texts are handled, and what cannot be handled leaves nothing half done."""

import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Literal

import pytest

from cases.pseudonymiser import Hidden, Key, Policy, PseudonymiserError, SafeText, find, hide, reveal
from tests.cases.pseudonymiser.family import KEY
from tests.cases.pseudonymiser.stress import notes

ODD = [
    "",
    " \n\t ",
    "👩‍👧‍👦 Lotte 🏳️‍🌈 Fatima",
    "Lo\u0301tte",
    "مريم و Lotte عند الباب",
    "\u202eLotte\u202c",
    "<p>Lotte &amp; <a href='x'>Fatima</a></p>",
    "Lotte\x00Fatima",
    "[JONGERE] [JONGERE~2] [~x] [[MOEDER]] [DATUM: 3 weken voor aanmelding]",
    "\ud800 Lotte",
    "a" * 10_000,
    "Lotte" * 2_000,
    "." * 10_000,
    "1" * 10_000,
    "@" * 5_000,
    "a.b_" * 3_000,
    "A. " * 3_000,
    "De " * 3_000,
]
# Hexadecimal digits as letters, to count in made-up surnames.
_LETTERS = str.maketrans("0123456789", "ghijklmnop")


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_text_round_trips_in_bounded_time(text: str) -> None:
    started = time.perf_counter()
    hidden = hide(text, key=KEY)
    assert reveal(hidden.safe, key=hidden.key) == text
    assert time.perf_counter() - started < 20


def test_offsets_count_code_points_after_emoji_and_combining_marks() -> None:
    text = "👩‍👧 e\u0301 مريم Lotte"
    span = find(text, key=KEY)[-1]
    assert text[span.start : span.end] == "Lotte"


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
def test_a_name_is_found_in_every_form_of_its_accents(form: Literal["NFC", "NFD", "NFKD"]) -> None:
    text = unicodedata.normalize(form, "Gisteren sprak ik Zoë Łukasiewicz en Yıldırım in Brugge.")
    hidden = hide(text, key=Key())
    assert "Zo" not in hidden.safe.text
    assert "kasiewicz" not in hidden.safe.text
    assert reveal(hidden.safe, key=hidden.key) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Lotte\x00Fatima", "[JONGERE]\x00[MOEDER]"),
        ("<b>Lotte</b>&nbsp;Fatima", "<b>[JONGERE]</b>&nbsp;[MOEDER]"),
        ("\u202eLotte\u202c Fatima", "\u202e[JONGERE]\u202c [MOEDER]"),
        ("👩‍👧Lotte👍🏽Fatima", "👩‍👧[JONGERE]👍🏽[MOEDER]"),
        ("[Lotte] [LOTTE] [[Fatima]]", "[[JONGERE]] [[JONGERE]] [[[MOEDER]]]"),
        ("Lo\u200btte Fa\u00adtima", "[JONGERE] [MOEDER]"),
    ],
)
def test_names_are_found_between_marks_of_any_kind(text: str, left: str) -> None:
    hidden = hide(text, key=KEY)
    assert hidden.safe.for_model() == left
    assert reveal(hidden.safe, key=hidden.key) == text


def test_reading_hidden_text_again_finds_next_to_nothing() -> None:
    """A token is no name: the second reading of a record reports only what is new."""
    again = 0
    for note in notes("built"):
        hidden = hide(note.text, key=Key())
        stored = hidden.safe.for_model()
        again += sum(span.token != stored[span.start : span.end] for span in find(stored, key=hidden.key))
    assert again <= 3


def test_a_megabyte_is_hidden_within_the_time_limit() -> None:
    text = (
        "Lotte ging op 12 maart 2024 met Soufiane Azzouzi naar de Kerkstraat 12 in Gent en belde 0479 12 34 56.\n"
        * 10_000
    )
    hidden = hide(text, key=KEY, policy=Policy(seconds=120))
    assert "Lotte" not in hidden.safe.text
    assert reveal(hidden.safe, key=hidden.key) == text


@pytest.mark.parametrize(
    "piece",
    [
        "a", "BE", "ß", "中", "- a", "Van de ", "School ", "& Zonen ", "Wijk ", "dossier 1", "dossier nummer ",
        "plaat_", "Jan, 14 maanden, ",
    ],
)  # fmt: skip
def test_the_same_piece_over_and_over_takes_no_longer_a_letter_than_other_text(piece: str) -> None:
    """In microseconds a letter: ordinary text takes about 4, and 40 is still far from what a square would take."""
    hide("Lotte", key=KEY)
    text = piece * (100_000 // len(piece))
    started = time.process_time()
    hide(text, key=KEY, policy=Policy(seconds=300))
    assert time.process_time() - started < 100_000 * 40e-6


def test_a_thousand_people_with_one_first_name_are_told_apart_within_the_time_limit() -> None:
    text = " ".join(
        f"Sterre Maes{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}vd." for n in range(1_000)
    )
    hidden = hide(text, key=KEY, policy=Policy(seconds=60))
    assert reveal(hidden.safe, key=hidden.key) == text


def test_many_people_of_one_name_do_not_outlast_the_time_limit() -> None:
    text = " ".join(f"juf Sterre Qu{n:x}".translate(_LETTERS) for n in range(10_000))
    started = time.process_time()
    with suppress(PseudonymiserError):
        hide(text, key=KEY, policy=Policy(seconds=1))
    assert time.process_time() - started < 6


def test_running_out_of_time_gives_an_error_and_no_text() -> None:
    with pytest.raises(PseudonymiserError):
        hide("Lotte slaapt. " * 1000, key=KEY, policy=Policy(seconds=0))


@pytest.mark.parametrize("mark", [(0, 0, "PERSON"), (-1, 2, "PERSON"), (0, 99, "PERSON"), (0, 2, "NAAM")])
def test_a_mark_outside_the_text_or_with_a_strange_label_is_refused(mark: tuple[int, int, str]) -> None:
    with pytest.raises(PseudonymiserError):
        hide("Lotte", key=KEY, added=[mark])


def test_an_unexpected_error_does_not_quote_the_text() -> None:
    with pytest.raises(PseudonymiserError) as caught:
        hide(None, key=KEY)  # type: ignore[arg-type]
    assert caught.value.__cause__ is None
    assert "NoneType" not in str(caught.value)


def test_threads_get_the_answers_that_one_alone_gets() -> None:
    texts = [f"Lotte zag Bilal{n} in de Kerkstraat {n} om {n} uur." for n in range(1, 200)]
    alone = [hide(text, key=KEY) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda text: hide(text, key=KEY), texts))
    assert together == alone


def test_safe_text_cannot_be_made_or_changed_by_hand() -> None:
    with pytest.raises(TypeError):
        SafeText("Lotte")  # type: ignore[call-arg]
    safe = hide("Lotte", key=KEY).safe
    with pytest.raises(AttributeError):
        safe.text = "Lotte"


def test_a_stored_record_reads_back_as_the_same_text() -> None:
    hidden: Hidden = hide("Lotte en lotte", key=KEY)
    assert hidden.safe.text == "[JONGERE~3] en [JONGERE~4]"
    assert SafeText.from_record(hidden.safe.text) == hidden.safe
    assert str(hidden.safe) == "[JONGERE] en [JONGERE]"
