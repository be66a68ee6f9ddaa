"""Figures of a ranking against graded judgements: nDCG@10, hit@1 and recall@10."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

DEPTH = 10
RELEVANT = 2
"""From this grade on a source counts as an answer for hit and recall."""


@dataclass(frozen=True)
class RankingFigures:
    """Means over questions, between 0 and 1."""

    ndcg: float
    hit: float
    recall: float


def score_rankings(questions: Sequence[Mapping[str, Any]], ranked: Mapping[str, Sequence[str]]) -> RankingFigures:
    """Score slugs, best first, by question id; a question without a ranking counts as 0."""
    scores = [score_ranking(question["relevant"], ranked.get(question["id"], ())) for question in questions]
    means = [sum(column) / len(scores) for column in zip(*scores, strict=True)]
    return RankingFigures(*means)


def score_ranking(relevant: Mapping[str, int], ranked: Sequence[str]) -> tuple[float, float, float]:
    """Return nDCG@10 (gain 2^grade - 1), hit@1 and recall@10 of one question; a repeated slug counts once."""
    first = list(dict.fromkeys(ranked))[:DEPTH]
    wanted = {slug for slug, grade in relevant.items() if grade >= RELEVANT}
    ideal = _gain(sorted(relevant.values(), reverse=True)[:DEPTH])
    return (
        _gain(relevant.get(slug, 0) for slug in first) / ideal,
        float(bool(first) and first[0] in wanted),
        len(wanted.intersection(first)) / len(wanted),
    )


def _gain(grades: Iterable[int]) -> float:
    return sum((2.0**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))
