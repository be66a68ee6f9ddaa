"""Turns the vector of a question towards what answers it: a linear adapter on the query side of the embedded model.

The vectors of passages and situations stay as they are. `python -m benchmarks.adapter` makes the matrix again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.embedding import EMBEDDED, Model

MATRIX = Path(__file__).resolve().parent / "adapter.npz"
UNTURNED = 4.0
"""What one point of cosine weighs against the share of the best possible word score, without an adapter."""


@dataclass(frozen=True)
class Adapter:
    """A matrix (384 by 384), and what one point of the cosine with a turned vector weighs."""

    matrix: Any
    closeness: float

    def turn(self, question: Sequence[float]) -> list[float]:
        """The unit vector to search with."""
        import numpy as np

        vector = np.asarray(question, dtype=np.float32) @ self.matrix
        turned: list[float] = (vector / np.linalg.norm(vector)).tolist()
        return turned


def turned(question: Sequence[float], *, by: Model) -> list[float]:
    """The unit vector to search with, from the one that this model gave the question: the same for a served model.

    Costs a tenth of a millisecond.
    """
    held = _adapter(by.name)
    return held.turn(question) if held else list(question)


def closeness_weight(by: Model) -> float:
    """What one point of cosine weighs against the share of the best possible word score."""
    held = _adapter(by.name)
    return held.closeness if held else UNTURNED


def write_adapter(adapter: Adapter) -> None:
    """Keep it, for the embedded model: half floats, 300 kB."""
    import numpy as np

    matrix = np.asarray(adapter.matrix, dtype=np.float16)
    np.savez_compressed(MATRIX, model=np.array(EMBEDDED.name), matrix=matrix, closeness=np.array(adapter.closeness))
    _adapter.cache_clear()


@cache
def _adapter(model: str) -> Adapter | None:
    import numpy as np

    with np.load(MATRIX) as held:
        if str(held["model"]) != model:
            return None
        return Adapter(held["matrix"].astype(np.float32), float(held["closeness"]))
