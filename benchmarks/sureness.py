"""Fits the weights by which the knowledge bank knows that it has an answer: python -m benchmarks.sureness.

On the questions of tests/knowledge/calibration.jsonl and the examples of knowledge/beyond, each against the others.
Prints the weights, and what they do on questions they were not fitted on (ten parts). Needs the starter set alone.
"""

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.starting import start_platform

QUESTIONS = Path(__file__).resolve().parent.parent / "tests" / "knowledge" / "calibration.jsonl"
RIDGE, ROUNDS, PARTS = 1e-3, 30, 10
AS_PEOPLE_ASK = 60
"""Shorter examples serve as neighbours only: fitted on, they would teach that a short question has no answer."""


def main() -> None:
    """Fit, print the weights, and print refusals for each threshold."""
    start_platform()
    names, measured, answerable = _measured()
    held_out = np.zeros(len(measured))
    order = np.random.default_rng(0).permutation(len(measured))
    for part in range(PARTS):
        tested = order[part::PARTS]
        fitted = np.setdiff1d(order, tested)
        held_out[tested] = _sure(measured[tested], _weights(measured[fitted], answerable[fitted]))
    weights = _weights(measured, answerable)
    print({name: float(f"{weight:.4g}") for name, weight in zip([*names, "base"], weights, strict=True)})
    print(
        f"{answerable.sum()} te beantwoorden, {(~answerable).sum()} niet\n{'grens':>6}{'onthoudt':>10}{'weigert':>10}"
    )
    for limit in (0.35, 0.45, 0.55):
        print(
            f"{limit:>6}{(held_out[~answerable] < limit).mean():>10.1%}{(held_out[answerable] < limit).mean():>10.1%}"
        )


def _measured() -> tuple[list[str], np.ndarray, np.ndarray]:
    from knowledge.beyond import beyond, sentences_by_example
    from organisations.scope import SHARED, organisation_scope

    lines = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    asked = [(line["question"], bool(line["relevant"])) for line in lines]
    asked += [(example, False) for example in sentences_by_example() if len(example) >= AS_PEOPLE_ASK]
    with organisation_scope(SHARED):
        rows = [_row(question, beyond) for question, _ in asked]
    return list(rows[0]), np.array([list(row.values()) for row in rows]), np.array([known for _, known in asked])


def _row(question: str, beyond: Any) -> dict[str, float]:
    from knowledge.embedding import embed_query, in_force
    from knowledge.queries.candidates import candidates, vector_parameters
    from knowledge.queries.live import EVERYTHING, live_ones, live_parameters
    from knowledge.queries.vocabulary import vocabulary
    from knowledge.queries.words import words_of
    from knowledge.rules.ranking import measures, ranked
    from knowledge.rules.terms import analysed

    model, terms = in_force(), analysed(question, vocabulary=vocabulary())
    vector = embed_query(question, by=model)
    parameters = live_parameters(EVERYTHING) | vector_parameters(vector, model=model.name)
    live = live_ones(parameters)
    words = words_of(terms.terms, parameters, live=live)
    order = ranked(candidates(parameters, live=live, words=words))
    return measures(order, asked=terms, beyond=beyond(vector, by=model, without=question).closeness)


def _weights(measured: np.ndarray, answerable: np.ndarray) -> np.ndarray:
    """Newton's method; the last weight is the constant. Both classes weigh the same."""
    middle, spread = measured.mean(0), measured.std(0) + 1e-9
    rows = np.c_[(measured - middle) / spread, np.ones(len(measured))]
    share = answerable.mean()
    importance = np.where(answerable, 0.5 / share, 0.5 / (1 - share))
    ridge = RIDGE * len(rows) * np.eye(rows.shape[1])
    ridge[-1, -1] = 0
    weights = np.zeros(rows.shape[1])
    for _ in range(ROUNDS):
        sure = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (importance * (sure - answerable)) + ridge @ weights
        weights -= np.linalg.solve((rows * (importance * sure * (1 - sure))[:, None]).T @ rows + ridge, slope)
    plain = weights[:-1] / spread
    return np.append(plain, weights[-1] - plain @ middle)


def _sure(measured: np.ndarray, weights: Sequence[float] | np.ndarray) -> np.ndarray:
    return np.array([1 / (1 + math.exp(-(row @ weights[:-1] + weights[-1]))) for row in measured])


if __name__ == "__main__":
    main()
