"""Choosing which passages answer, and which part of a long one is quoted."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.rules.quoting import LONGEST, MOST_QUOTED, NEAR_THE_BEST, Piece, opening_of, parts_of, speaking

TEXT = "Een geit heeft elke dag hooi nodig.\n- Vraag de boer om een uur op woensdag.\n2. Spreek af wie."
SENTENCE = "Deze geit loopt elke dag langs de haag en eet wat er groeit. "
LONG = SENTENCE * 20


def test_a_short_passage_is_quoted_whole() -> None:
    assert parts_of(0, f"  {TEXT}\n") == [Piece(0, 2, 2 + len(TEXT))]
    assert parts_of(0, " \n ") == []


def test_a_long_passage_is_quoted_by_runs_of_whole_sentences_that_fit() -> None:
    parts = parts_of(3, LONG)
    assert len(parts) > 1
    for one in parts:
        quote = LONG[one.start : one.end]
        assert len(quote) <= LONGEST
        assert quote.startswith("Deze geit")
        assert quote.endswith("groeit.")
    assert parts[-1].end == len(LONG.rstrip())


def test_a_quote_does_not_end_on_a_colon_that_announces_more() -> None:
    text = f"{SENTENCE * 9}Dit moet je weten:\n- {SENTENCE * 9}"
    assert text[parts_of(0, text)[0].end - 1] == "."


@given(st.text(max_size=1500))
def test_a_part_is_an_unbroken_part_of_its_passage(text: str) -> None:
    for piece in parts_of(0, text):
        quote = text[piece.start : piece.end]
        assert quote
        assert quote == quote.strip()
    start, end = opening_of(text)
    assert 0 <= start <= end <= len(text)


def test_the_best_source_speaks_with_all_its_passages_and_one_near_it_with_its_best() -> None:
    sources, scores = ["geit", "geit", "schaap", "schaap", "koe"], [7.5, 7.5, 7.45, 7.45, 7.2]
    assert speaking(sources, scores) == [0, 1, 2]


def test_another_source_that_stays_behind_does_not_speak() -> None:
    assert speaking(["geit", "schaap"], [7.5, 7.5 - 2 * NEAR_THE_BEST]) == [0]
    assert speaking([], []) == []


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.floats(0, 9)), max_size=12))
def test_few_speak_and_the_best_source_first(rows: list[tuple[str, float]]) -> None:
    ordered = sorted(rows, key=lambda row: -row[1])
    chosen = speaking([source for source, _ in ordered], [score for _, score in ordered])
    assert len(chosen) <= MOST_QUOTED
    assert not ordered or chosen[0] == 0
    assert chosen == sorted(chosen)
