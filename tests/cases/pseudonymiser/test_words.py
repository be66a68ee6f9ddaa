"""What is looked up once, or passed over to be quick, never changes what is found."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from cases.pseudonymiser import Key, find, forms
from cases.pseudonymiser.gaps import GAPS
from cases.pseudonymiser.here import Here
from cases.pseudonymiser.names import _worth_a_look
from cases.pseudonymiser.numbers import longest_number
from cases.pseudonymiser.starts import strength
from cases.pseudonymiser.words import words_of
from tests.cases.pseudonymiser.stress import notes

TEXTS = [text for note in notes("built") for text in (note.text, note.text.lower(), note.text.upper())]


def test_no_name_starts_at_a_word_that_is_passed_over() -> None:
    for text in TEXTS:
        words = words_of(text)
        weighed = set(_worth_a_look(words))
        passed_over = [at for at in range(len(words)) if at not in weighed and strength(Here(words, at))]
        assert [words.raw[at] for at in passed_over] == []


def test_words_and_gaps_together_are_the_text() -> None:
    for text in (*TEXTS, "", "...", " 𝐍𝐨𝐨𝐫 e\u0301n\u00adé 12", "🙂"):
        words = words_of(text)
        pieces = [piece for pair in zip(words.raw, words.gaps, strict=True) for piece in pair]
        assert text[: words.starts[0] if words.starts else len(text)] + "".join(pieces) == text
        assert [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)] == words.raw


def test_a_plain_text_and_one_with_an_accent_are_cut_alike() -> None:
    plain = "Noor (12) belde d'Haese, 't was laat.\nMama-lief kwam om 17u30."
    assert words_of(plain).raw == words_of(f"{plain} é").raw[:-1]


def test_what_is_forgotten_is_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    before = [find(text, key=Key()) for text in TEXTS[:30]]
    monkeypatch.setattr(forms, "_MOST", 20)
    forms.FORMS.clear()
    GAPS.clear()
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda text: find(text, key=Key()), TEXTS[:30])) == before
    assert len(forms.FORMS) <= 20 + 4


def test_a_number_counts_with_all_that_is_written_inside_it() -> None:
    assert longest_number("Noor is 12 en belt 0478 12 34 56.") == len("0478 12 34 56")
    assert longest_number("geen enkel getal") == 0
