"""Fits the matrix that turns a question towards what answers it: python -m benchmarks.adapter.

From the starter set alone: each situation asked as a question (which may not find itself), and the questions of
calibration.jsonl that have an answer. What is made smaller is the surprise at the right article, by the closeness that
retrieval measures: three passages and two situations of each. Prints how often the right one comes first on a tenth
that was left out, then fits on all and writes the file. Some ten minutes on two cores.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.questions import calibration
from benchmarks.starting import start_platform

STEPS, FOLLOWED, RATE = 60, 10, 0.003
"""Every FOLLOWED steps is looked anew which passages and situations stand nearest."""
SHARPNESS = 30.0
QUESTION_WEIGHT = 2.0
"""What a question of a person counts beside a situation of an article."""
LEFT_OUT = 10
PASSAGES, SITUATIONS = 3, 2
CLOSENESS = 2.1
"""What a point of the turned cosine weighs beside the words; flat between 1.8 and 2.4."""


@dataclass(frozen=True)
class Asked:
    """Questions: their vectors, the article that answers each, the situation each one is (-1: none) and its weight."""

    vectors: Any
    articles: Any
    own: Any
    weights: Any

    def part(self, chosen: Any) -> "Asked":
        """Some of them."""
        return Asked(self.vectors[chosen], self.articles[chosen], self.own[chosen], self.weights[chosen])


@dataclass(frozen=True)
class Held:
    """The vectors of the passages and of the situations, and which article (0 to n) each belongs to."""

    passages: Any
    passage_of: Any
    situations: Any
    situation_of: Any


def main() -> None:
    """Fit on nine tenths and report, fit on all and write."""
    start_platform()
    from knowledge.fitted.adapter import Adapter, write_adapter

    held, asked = _material(calibration())
    order = np.random.default_rng(0).permutation(len(asked.vectors))
    tested, rest = asked.part(order[::LEFT_OUT]), asked.part(np.setdiff1d(order, order[::LEFT_OUT]))
    plain = np.eye(held.passages.shape[1], dtype=np.float32)
    print(f"{'':<10}{'situaties':>12}{'vragen':>12}")
    for name, matrix in (("gewoon", plain), ("gedraaid", fitted(rest, held=held))):
        right = _closeness(tested, matrix, held=held).argmax(1) == tested.articles
        print(f"{name:<10}{right[tested.own >= 0].mean():>12.3f}{right[tested.own < 0].mean():>12.3f}", flush=True)
    write_adapter(Adapter(fitted(asked, held=held), CLOSENESS))


def adapter_without(left_out: Sequence[dict[str, Any]]) -> Any:
    """An adapter that never saw these questions of the calibration set: for what must be fitted on unseen ones."""
    from knowledge.fitted.adapter import Adapter

    unseen = {one["id"] for one in left_out}
    held, asked = _material([one for one in calibration() if one["id"] not in unseen])
    return Adapter(fitted(asked, held=held), CLOSENESS)


def fitted(asked: Asked, *, held: Held) -> Any:
    """The matrix (384 by 384) after STEPS steps of Adam over all questions at once, from the identity."""
    matrix = np.eye(held.passages.shape[1], dtype=np.float32)
    mean, square = np.zeros_like(matrix), np.zeros_like(matrix)
    near: Sequence[Any] = ()
    for step in range(1, STEPS + 1):
        if step % FOLLOWED == 1:
            near = _nearest(asked, _unit(asked.vectors @ matrix), held=held)
        slope = _slope(asked, matrix, near, held=held)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        matrix -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return matrix


def _slope(asked: Asked, matrix: Any, near: Sequence[Any], *, held: Held) -> Any:
    """How the surprise changes with each number of the matrix."""
    long = asked.vectors @ matrix
    length = np.linalg.norm(long, axis=1, keepdims=True)
    unit, rows = long / length, np.arange(len(long))
    kinds = list(zip(near, (held.passages, held.situations), strict=True))
    close = sum(_mean_of(unit @ vectors.T, chosen) for chosen, vectors in kinds)
    odds = np.exp(SHARPNESS * (close - close.max(1, keepdims=True)))
    odds /= odds.sum(1, keepdims=True)
    odds[rows, asked.articles] -= 1
    odds *= SHARPNESS * asked.weights[:, None] / asked.weights.sum()
    pull = np.zeros_like(unit)
    for chosen, vectors in kinds:
        share = np.zeros((len(unit), len(vectors)), dtype=np.float32)
        flat = np.repeat(odds / chosen.shape[2], chosen.shape[2], axis=1)
        np.put_along_axis(share, chosen.reshape(len(unit), -1), flat, axis=1)
        pull += share @ vectors
    return asked.vectors.T @ ((pull - unit * (pull * unit).sum(1, keepdims=True)) / length)


def _nearest(asked: Asked, unit: Any, *, held: Held) -> tuple[Any, Any]:
    """Of each article the places of its nearest passages and situations: questions by articles by how many."""
    situations = unit @ held.situations.T
    itself = np.flatnonzero(asked.own >= 0)
    situations[itself, asked.own[itself]] = -1.0
    return _tops(unit @ held.passages.T, held.passage_of, PASSAGES), _tops(situations, held.situation_of, SITUATIONS)


def _tops(close: Any, article_of: Any, most: int) -> Any:
    groups = (np.flatnonzero(article_of == article) for article in range(article_of.max() + 1))
    return np.stack([group[np.argpartition(-close[:, group], most - 1, axis=1)[:, :most]] for group in groups], axis=1)


def _mean_of(close: Any, chosen: Any) -> Any:
    return np.take_along_axis(close, chosen.reshape(len(close), -1), axis=1).reshape(chosen.shape).mean(2)


def _closeness(asked: Asked, matrix: Any, *, held: Held) -> Any:
    unit = _unit(asked.vectors @ matrix)
    passages, situations = _nearest(asked, unit, held=held)
    return _mean_of(unit @ held.passages.T, passages) + _mean_of(unit @ held.situations.T, situations)


def _unit(vectors: Any) -> Any:
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def _material(asked: Sequence[dict[str, Any]]) -> tuple[Held, Asked]:
    from knowledge.embedding import EMBEDDED, embed_queries
    from knowledge.models import Chunk, Situation
    from knowledge.queries.live import EVERYTHING, live_ones, live_parameters
    from organisations.scope import SHARED, organisation_scope

    questions = [one for one in asked if one["relevant"]]
    with organisation_scope(SHARED):
        slugs = {one.version_id: one.slug for one in live_ones(live_parameters(EVERYTHING))}
        passages = Chunk.objects.filter(version_id__in=list(slugs)).order_by("version_id", "position")
        situations = Situation.objects.filter(version_id__in=list(slugs)).order_by("version_id", "text")
        spoken = list(passages.values_list("version_id", "embedding"))
        told = list(situations.values_list("version_id", "text", "embedding"))
    place = {slug: number for number, slug in enumerate(sorted(set(slugs.values())))}
    of_situations = np.array([place[slugs[version]] for version, _, _ in told])
    held = Held(
        _matrix(vector for _, vector in spoken), np.array([place[slugs[version]] for version, _ in spoken]),
        _matrix(vector for _, _, vector in told), of_situations,
    )  # fmt: skip
    vectors = embed_queries([text for _, text, _ in told] + [one["question"] for one in questions], by=EMBEDDED)
    best = [place[max(one["relevant"], key=one["relevant"].get)] for one in questions]
    return held, Asked(
        np.array(vectors, dtype=np.float32),
        np.concatenate([of_situations, np.array(best)]),
        np.concatenate([np.arange(len(told)), np.full(len(best), -1)]),
        np.concatenate([np.ones(len(told)), np.full(len(best), QUESTION_WEIGHT)]).astype(np.float32),
    )


def _matrix(vectors: Any) -> Any:
    return np.array(list(vectors), dtype=np.float32)


if __name__ == "__main__":
    main()
