"""How well words fit: rare terms count for more, alternatives for one word once, and only what lives counts."""

import math
import struct
from uuid import UUID

import pytest

from knowledge.rules.terms import Term
from knowledge.rules.weights import SATURATION, Posted, word_scores

LIVE = [UUID(int=(number + 1) << 8) for number in range(4)]
"""Ids that end in a zero byte, which a careless comparison of bytes would drop."""
GONE = UUID(int=99 << 8)


def posted(term: str, weights: dict[UUID, float]) -> Posted:
    return Posted(term, b"".join(one.bytes for one in weights), struct.pack(f">{len(weights)}d", *weights.values()))


def asked(*texts: str, weight: float = 1.0, group: int | None = None) -> list[Term]:
    return [Term(text, weight, number if group is None else group, text) for number, text in enumerate(texts)]


def idf(versions: int) -> float:
    return math.log(1 + (len(LIVE) - versions + 0.5) / (versions + 0.5))


def test_a_term_counts_by_its_rarity_and_saturates() -> None:
    words = word_scores(asked("geit"), [posted("geit", {LIVE[2]: 3.0, LIVE[0]: 1.0})], live=LIVE)
    assert words.rarity == {"geit": pytest.approx(idf(2))}
    assert words.scores == {
        LIVE[0]: pytest.approx(idf(2) * 1 / (1 + SATURATION)),
        LIVE[2]: pytest.approx(idf(2) * 3 / (3 + SATURATION)),
    }
    assert words.ideal == pytest.approx(idf(2))


def test_what_does_not_live_has_no_score_and_makes_no_term_more_common() -> None:
    words = word_scores(asked("geit"), [posted("geit", {GONE: 9.0, LIVE[1]: 1.0})], live=LIVE)
    assert set(words.scores) == {LIVE[1]}
    assert words.rarity["geit"] == pytest.approx(idf(1))


def test_of_the_terms_for_one_word_the_best_counts_and_other_words_add_up() -> None:
    postings = [posted("geit", {LIVE[0]: 2.0}), posted("bok", {LIVE[0]: 2.0}), posted("wei", {LIVE[0]: 2.0})]
    same = asked("geit", group=0) + asked("bok", weight=0.5, group=0)
    alone = word_scores(asked("geit", group=0), postings[:1], live=LIVE)
    assert word_scores(same, postings[:2], live=LIVE).scores == alone.scores
    both = word_scores([*same, *asked("wei", group=1)], postings, live=LIVE)
    assert both.scores[LIVE[0]] == pytest.approx(2 * alone.scores[LIVE[0]])
    assert both.ideal == pytest.approx(2 * alone.ideal)


def test_a_term_that_stands_nowhere_is_the_rarest_and_raises_the_ideal() -> None:
    words = word_scores(asked("geit", "draak"), [posted("geit", {LIVE[0]: 1.0})], live=LIVE)
    assert words.rarity["draak"] == pytest.approx(idf(0))
    assert words.ideal == pytest.approx(idf(0) + idf(1))


def test_where_nothing_lives_or_nothing_is_asked_there_are_no_scores() -> None:
    assert word_scores(asked("geit"), [posted("geit", {GONE: 1.0})], live=[]).scores == {}
    assert word_scores([], [], live=LIVE).ideal == 0


def test_a_guess_that_stands_nowhere_asks_for_no_more_than_the_word_that_does() -> None:
    standing = [posted("geit", {LIVE[0]: 1.0, LIVE[1]: 1.0})]
    alone = word_scores(asked("geit"), standing, live=LIVE)
    guessed = word_scores(asked("geit", "gei", group=0), standing, live=LIVE)
    assert guessed.ideal == alone.ideal
    assert word_scores(asked("wolf"), standing, live=LIVE).ideal == pytest.approx(idf(0))
