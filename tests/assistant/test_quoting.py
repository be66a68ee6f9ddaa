"""Choosing which passages answer, and which part of a long one is quoted."""

import pytest
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


@pytest.mark.parametrize(("opens", "closes"), ['""', "“”", "„”", "«»"])
def test_a_quote_does_not_end_halfway_what_somebody_says(opens: str, closes: str) -> None:
    said = f"Zeg dan rustig: {opens}Ik zie dat het vandaag niet lukt. Zullen we samen buiten wandelen?{closes}"
    text = f"{SENTENCE * 9}{said} {SENTENCE * 9}"
    for one in parts_of(0, text):
        quote = text[one.start : one.end]
        assert quote.count("Ik zie dat") == quote.count(f"wandelen?{closes}")


def test_a_speech_mark_that_is_never_closed_keeps_no_sentence_together() -> None:
    text = f'{SENTENCE * 9}Een plank van 3" breed volstaat. {SENTENCE * 9}'
    assert all(one.end - one.start <= LONGEST for one in parts_of(0, text))


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("1. Maak kennis met de geit.\n2. Wandel.", "1. Maak kennis met de geit."),
        ("Bel een dienst, bv. Awel of het CLB. Wacht.", "Bel een dienst, bv. Awel of het CLB."),
        ("Dit zijn de dagen:\n| Dag | Geit |\n| ma | Bertha |", "Dit zijn de dagen:"),
        ("Dit vraag je:\n- Eet ze?", "Dit vraag je:\n- Eet ze?"),
        ("Dat was in 2026. Daarna niet meer.", "Dat was in 2026."),
        ('Zeg: "Kom maar. Ik wacht." Dan zwijg je.', 'Zeg: "Kom maar. Ik wacht."'),
    ],
)
def test_a_source_that_lies_near_is_shown_by_a_whole_sentence(text: str, opening: str) -> None:
    assert text[slice(*opening_of(text))] == opening


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
