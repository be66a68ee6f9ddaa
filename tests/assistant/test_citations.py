"""Citations are checked, not believed."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.rules.citations import SHORTEST_QUOTE, Cited, Passage, checked

TEXT = "Spreek een rustig uur af.\nLaat ieder eerst vertellen wat goed gaat (zonder oordeel)."
PASSAGE = Passage(chunk_id=UUID(int=1), slug="gezinsgesprek", title="Gezinsgesprek", version=2, text=TEXT)
PASSAGES = {1: PASSAGE}


def held(quote: str, *, source: int = 1, text: str = "Laat ieder vertellen wat goed gaat.") -> list[str]:
    statement = checked(text, [Cited(source=source, quote=quote)], passages=PASSAGES)
    return [one.quote for one in statement.quotes]


def test_a_true_quote_is_kept_with_its_place_and_version() -> None:
    statement = checked("x", [Cited(source=1, quote="Spreek een rustig uur af.")], passages=PASSAGES)
    (quote,) = statement.quotes
    assert (quote.start, quote.end, quote.slug, quote.version) == (0, 25, "gezinsgesprek", 2)
    assert TEXT[quote.start : quote.end] == quote.quote


@pytest.mark.parametrize(
    "quote",
    [
        "rustig uur af.\n\n  Laat ieder", "  Spreek\teen rustig uur  ", "SPREEK EEN RUSTIG UUR", '"vertellen wat goed"',
        "“vertellen wat goed”", "goed gaat (zonder oordeel).",
    ],
)  # fmt: skip
def test_white_space_capitals_and_quotation_marks_do_not_matter(quote: str) -> None:
    (kept,) = held(quote)
    assert kept in TEXT


@pytest.mark.parametrize(
    "quote",
    [
        "Spreek een druk uur af.", "rustig uur", "", " ", "Spreek ... vertellen", "Spreek.{3,40}uur af",
        "[a-z ]+ [a-z ]+ uur", "wat goed gaat zonder oordeel",
    ],
)  # fmt: skip
def test_an_invented_or_too_short_quote_is_dropped(quote: str) -> None:
    assert held(quote) == []


@pytest.mark.parametrize("source", [0, 2, -1, 10**9])
def test_a_wrong_source_number_is_dropped(source: int) -> None:
    assert held("Spreek een rustig uur af.", source=source) == []


@pytest.mark.parametrize(
    ("text", "quote", "support"),
    [
        ("Laat ieder vertellen wat goed gaat.", "Laat ieder eerst vertellen wat goed gaat", "supported"),
        ("Plan drie therapiesessies bij een psychiater.", "Laat ieder eerst vertellen wat goed gaat", "partial"),
        ("Laat ieder vertellen wat goed gaat.", "Dit staat nergens in de bron", "none"),
        ("Het is er.", "Laat ieder eerst vertellen wat goed gaat", "partial"),
    ],
)
def test_how_far_a_claim_is_carried(text: str, quote: str, support: str) -> None:
    assert checked(text, [Cited(source=1, quote=quote)], passages=PASSAGES).support == support


def test_one_true_quote_among_false_ones_is_enough() -> None:
    cited = [
        Cited(source=9, quote=TEXT),
        Cited(source=1, quote="Verzonnen woorden hier"),
        Cited(source=1, quote="Spreek een rustig uur af."),
    ]
    assert len(checked("Spreek een rustig uur af.", cited, passages=PASSAGES).quotes) == 1


@given(st.text(max_size=300), st.text(max_size=80), st.integers(-2, 3))
def test_whatever_is_quoted_is_an_exact_piece_of_its_passage(text: str, quote: str, source: int) -> None:
    passage = Passage(chunk_id=UUID(int=1), slug="s", title="t", version=1, text=text)
    statement = checked("x", [Cited(source=source, quote=quote)], passages={1: passage})
    for one in statement.quotes:
        assert text[one.start : one.end] == one.quote
        assert one.end > one.start


@given(st.text(min_size=40, max_size=300), st.data())
def test_a_real_piece_is_always_found(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 20))
    piece = text[start : start + 20].strip().strip('"“”')
    if len(piece) < SHORTEST_QUOTE:
        return
    passage = Passage(chunk_id=UUID(int=1), slug="s", title="t", version=1, text=text)
    assert checked("x", [Cited(source=1, quote=piece)], passages={1: passage}).quotes
