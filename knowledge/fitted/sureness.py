"""How sure it is that the best source answers a question: a logistic regression over what was measured and its vector.

`python -m benchmarks.sureness` makes the weights again, after each change of the adapter.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.embedding import EMBEDDED, Model

WEIGHTS = Path(__file__).resolve().parent / "sureness.json"
ENOUGH = 0.45
"""From here on a question counts as answered."""
CERTAIN = 50.0
"""Beyond it a logistic is 0 or 1 to the last digit."""


@dataclass(frozen=True)
class Weights:
    """What each measure counts, and each number of the vector (none for a model whose vectors nobody fitted)."""

    measures: Mapping[str, float]
    vector: Sequence[float]
    base: float


def sureness(measured: Mapping[str, float], *, question: Sequence[float], by: Model) -> float:
    """From 0 to 1, for a question with this vector of this model. Microseconds."""
    weights = _weights(fitted=by.name == EMBEDDED.name)
    total = weights.base + sum(weights.measures[name] * value for name, value in measured.items())
    if weights.vector:
        total += sum(weight * value for weight, value in zip(weights.vector, question, strict=True))
    return 1 / (1 + math.exp(-max(-CERTAIN, min(CERTAIN, total))))


def write_weights(*, embedded: Weights, served: Weights) -> None:
    """Keep those of the embedded model, and those of any other."""
    held = {"embedded": vars(embedded), "served": vars(served)}
    WEIGHTS.write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")
    _weights.cache_clear()


@cache
def _weights(*, fitted: bool) -> Weights:
    held = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Weights(**held["embedded" if fitted else "served"])
