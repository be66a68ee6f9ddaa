"""The figures of a ranking, on questions small enough to work out by hand."""

import math

import pytest

from benchmarks.scoring.ranking import score_ranking, score_rankings

QUESTIONS = [
    {"id": "1", "relevant": {"rouw": 3, "verlies": 2, "troost": 1}},
    {"id": "2", "relevant": {"pesten": 3}},
    {"id": "3", "relevant": {"school": 3}},
]


def test_the_ideal_order_scores_one_on_everything() -> None:
    assert score_ranking({"rouw": 3, "verlies": 2}, ["rouw", "verlies"]) == (1.0, 1.0, 1.0)


def test_a_lower_place_is_discounted_and_misses_the_first_hit() -> None:
    ndcg, hit, recall = score_ranking({"pesten": 3}, ["school", "pesten"])
    assert ndcg == pytest.approx(1 / math.log2(3))
    assert (hit, recall) == (0.0, 1.0)


def test_a_source_of_the_lowest_grade_is_no_answer_but_does_count_for_the_order() -> None:
    ndcg, hit, recall = score_ranking({"rouw": 3, "troost": 1}, ["troost"])
    assert ndcg > 0
    assert (hit, recall) == (0.0, 0.0)


def test_a_slug_that_comes_back_counts_once_and_what_stands_after_ten_not_at_all() -> None:
    assert score_ranking({"pesten": 3}, ["a"] * 9 + ["pesten"]) == score_ranking({"pesten": 3}, ["a", "pesten"])
    assert score_ranking({"pesten": 3}, [*"abcdefghij", "pesten"]) == (0.0, 0.0, 0.0)


def test_a_question_without_a_ranking_counts_as_nothing_found() -> None:
    figures = score_rankings(QUESTIONS, {"1": ["rouw", "verlies", "troost"], "2": ["pesten"]})
    assert figures.hit == pytest.approx(2 / 3)
    assert figures.ndcg == pytest.approx(2 / 3)
    assert figures.recall == pytest.approx(2 / 3)
