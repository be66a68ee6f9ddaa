"""Choosing whole sentences of passages to quote."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.rules.quoting import MOST_EACH, MOST_QUOTED, Piece, chosen, pieces_of

TEXT = "Een geit heeft elke dag hooi nodig. Te kort.\n- Vraag de boer om een uur op woensdag.\n2. Spreek af wie."


def test_sentences_and_items_come_without_bullets_and_scraps() -> None:
    assert [TEXT[piece.start : piece.end] for piece in pieces_of([TEXT])] == [
        "Een geit heeft elke dag hooi nodig.",
        "Vraag de boer om een uur op woensdag.",
    ]


@given(st.lists(st.text(max_size=300), max_size=4))
def test_a_piece_is_an_unbroken_part_of_its_passage(texts: list[str]) -> None:
    for piece in pieces_of(texts):
        quote = texts[piece.passage][piece.start : piece.end]
        assert quote
        assert quote == quote.strip()


@given(st.lists(st.tuples(st.integers(0, 3), st.floats(0, 1)), max_size=24))
def test_few_are_chosen_and_the_best_passage_always_speaks(rows: list[tuple[int, float]]) -> None:
    rows = sorted(rows, key=lambda row: row[0])
    pieces = [Piece(passage, 100 * index, 100 * index + 50) for index, (passage, _) in enumerate(rows)]
    kept = chosen(pieces, [closeness for _, closeness in rows])
    assert len(kept) <= MOST_QUOTED
    assert all(sum(one.passage == passage for one in kept) <= MOST_EACH for passage in range(4))
    if pieces:
        assert kept[0].passage == pieces[0].passage
        assert kept == sorted(kept, key=lambda one: (one.passage, one.start))


def test_neighbours_read_as_one_quote_and_far_ones_stay_out() -> None:
    pieces = [Piece(0, 0, 30), Piece(0, 31, 60), Piece(0, 61, 90), Piece(1, 0, 40)]
    assert chosen(pieces, [0.9, 0.89, 0.5, 0.6]) == [Piece(0, 0, 60)]
