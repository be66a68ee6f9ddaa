"""Fits the weights by which the knowledge bank knows that it has an answer: python -m benchmarks.sureness.

On calibration.jsonl and the longer examples of knowledge/beyond, each against the others. Prints what the weights do on
questions they were not fitted on (ten parts, those of one kind together), and writes them. What is measured of a
question comes from an adapter that did not see it either: two are fitted, each without a half. Needs the starter set
alone; ten minutes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.adapter import adapter_without
from benchmarks.questions import calibration
from benchmarks.starting import start_platform

ROUNDS, PARTS = 25, 10
SHRINK = 0.01
"""How hard weights are drawn to zero (ridge); flat between 0.005 and 0.03."""
MEASURED = 6.0
"""A measure is drawn to zero so many times less than a number of the vector; flat between 3 and 12."""
AS_PEOPLE_ASK = 60
"""Shorter examples serve as neighbours only: fitted on, they would teach that a short question has no answer."""
LIMITS = (0.4, 0.45, 0.5)


def main() -> None:
    """Fit, print refusals for each threshold, and write."""
    start_platform()
    from knowledge.embedding import EMBEDDED, embed_queries
    from knowledge.fitted.sureness import write_weights

    asked = _asked()
    vectors = np.array(embed_queries([one.question for one in asked], by=EMBEDDED))
    known = np.array([one.answerable for one in asked])
    kinds = np.array([one.kind for one in asked])
    names, turned = _measured(asked, vectors, adapters=[adapter_without(calibration()[half::2]) for half in (0, 1)])
    _, plain = _measured(asked, vectors, adapters=[])
    print(f"{known.sum()} te beantwoorden, {(~known).sum()} niet")
    nothing = vectors[:, :0]
    _report("embedded", turned, vectors, known, kinds)
    _report("served", plain, nothing, known, kinds)
    write_weights(embedded=_weights(names, turned, vectors, known), served=_weights(names, plain, nothing, known))


@dataclass(frozen=True)
class _Asked:
    """A question, whether it has an answer, what it belongs with, and its half of the calibration set."""

    question: str
    answerable: bool
    kind: str
    half: int


def _asked() -> list[_Asked]:
    from knowledge.beyond import sentences_by_example

    asked = [
        _Asked(one["question"], bool(one["relevant"]), one.get("kind", one["question"]), place % 2)
        for place, one in enumerate(calibration())
    ]
    examples = [example for example in sentences_by_example() if len(example) >= AS_PEOPLE_ASK]
    return asked + [_Asked(example, False, example, 0) for example in examples]


def _report(name: str, measured: Any, vectors: Any, known: Any, kinds: Any) -> None:
    groups = np.random.default_rng(0).permutation(np.unique(kinds))
    sure = np.zeros(len(known))
    for part in range(PARTS):
        tested = np.isin(kinds, groups[part::PARTS])
        weights, base = _fitted(measured[~tested], vectors[~tested], known[~tested])
        sure[tested] = _logistic(np.hstack([measured, vectors])[tested] @ weights + base)
    for limit in LIMITS:
        refused, kept_silent = (sure[known] < limit).mean(), (sure[~known] < limit).mean()
        print(f"{name:<10} grens {limit}: onthoudt {kept_silent:.1%}, weigert {refused:.1%}", flush=True)


def _weights(names: list[str], measured: Any, vectors: Any, known: Any) -> Any:
    from knowledge.fitted.sureness import Weights

    weights, base = _fitted(measured, vectors, known)
    rounded = [float(f"{weight:.4g}") for weight in weights]
    return Weights(dict(zip(names, rounded, strict=False)), rounded[len(names) :], float(f"{base:.5g}"))


def _measured(asked: Sequence[_Asked], vectors: Any, *, adapters: Sequence[Any]) -> tuple[list[str], Any]:
    """What is measured of each question with the adapter that did not see it, or without any."""
    from organisations.scope import SHARED, organisation_scope

    with organisation_scope(SHARED):
        rows = [
            _row(one.question, vector.tolist(), adapter=adapters[one.half] if adapters else None)
            for one, vector in zip(asked, vectors, strict=True)
        ]
    return list(rows[0]), np.array([list(row.values()) for row in rows])


def _row(question: str, vector: list[float], *, adapter: Any) -> dict[str, float]:
    from knowledge.beyond import beyond
    from knowledge.embedding import in_force
    from knowledge.fitted.adapter import UNTURNED
    from knowledge.queries.candidates import candidates, vector_parameters
    from knowledge.queries.live import EVERYTHING, live_ones, live_parameters
    from knowledge.queries.vocabulary import vocabulary
    from knowledge.queries.words import words_of
    from knowledge.rules.ranking import measures, ranked
    from knowledge.rules.terms import analysed

    model, terms = in_force(), analysed(question, vocabulary=vocabulary())
    towards, weight = (adapter.turn(vector), adapter.closeness) if adapter else (vector, UNTURNED)
    parameters = live_parameters(EVERYTHING) | vector_parameters(towards, model=model.name)
    live = live_ones(parameters)
    words = words_of(terms.terms, parameters, live=live)
    order = ranked(candidates(parameters, live=live, words=words), closeness=weight)
    return measures(order, asked=terms, beyond=beyond(vector, by=model, without=question).closeness)


def _fitted(measured: Any, vectors: Any, known: Any) -> tuple[Any, float]:
    """The weight of each measure and each number of the vector, and the constant; both classes weigh the same."""
    rows = np.hstack([measured, vectors])
    spread = np.concatenate([measured.std(0) / MEASURED, np.ones(vectors.shape[1]) / max(1, vectors.shape[1]) ** 0.5])
    spread += 1e-12
    middle = rows.mean(0)
    slopes = _newton(np.c_[(rows - middle) / spread, np.ones(len(rows))], known)
    weights = slopes[:-1] / spread
    return weights, float(slopes[-1] - weights @ middle)


def _newton(rows: Any, known: Any) -> Any:
    """A logistic regression with a ridge; the last column is the constant."""
    share = known.mean()
    importance = np.where(known, 0.5 / share, 0.5 / (1 - share))
    ridge = SHRINK * len(rows) * np.eye(rows.shape[1])
    ridge[-1, -1] = 0
    weights = np.zeros(rows.shape[1])
    for _ in range(ROUNDS):
        sure = _logistic(rows @ weights)
        slope = rows.T @ (importance * (sure - known)) + ridge @ weights
        weights -= np.linalg.solve((rows * (importance * sure * (1 - sure))[:, None]).T @ rows + ridge, slope)
    return weights


def _logistic(total: Any) -> Any:
    return 1 / (1 + np.exp(-total))


if __name__ == "__main__":
    main()
