"""Questions that no article answers, however near their subject lies: examples by kind, to hold a question against."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.embedding import Model, embed_queries
from knowledge.rules.passages import fingerprint
from knowledge.vectors import read_vectors

FOLDER = Path(__file__).resolve().parent
VECTORS = FOLDER / "vectors.npz"
TELLING = 0.86
"""Farther away nothing is said of a question: a few stray letters lie at 0.81 to 0.85 from every kind."""
NEIGHBOURS = 3
"""How many examples speak for a kind; the figures are flat between 1 and 5."""


@dataclass(frozen=True)
class Beyond:
    """How near a question stands to what nobody answers here (mean cosine of its nearest examples).

    `sentence` says in Dutch why, when its nearest examples are near and all of one kind.
    """

    closeness: float
    sentence: str


@dataclass(frozen=True)
class _Examples:
    texts: Sequence[str]
    sentences: Sequence[str]
    vectors: Any


def beyond(question: Sequence[float], *, by: Model, without: str = "") -> Beyond:
    """Hold the vector that this model gave a question against the examples, all but `without`.

    Under a millisecond once they are read.
    """
    import numpy as np

    held = _examples(by)
    closeness = held.vectors @ np.asarray(question, dtype=np.float32)
    closeness[[text == without for text in held.texts]] = -1.0
    nearest = np.argsort(-closeness)[:NEIGHBOURS]
    sentences = {held.sentences[index] for index in nearest}
    mean = float(closeness[nearest].mean())
    return Beyond(mean, sentences.pop() if len(sentences) == 1 and mean >= TELLING else "")


def sentences_by_example() -> Mapping[str, str]:
    """Every example with the sentence of its kind."""
    kinds = tomllib.loads((FOLDER / "kinds.toml").read_text(encoding="utf-8"))
    return {example: kind["sentence"] for kind in kinds.values() for example in kind["examples"]}


@cache
def _examples(by: Model) -> _Examples:
    """With the embedded model the vectors were shipped; a served model makes them once in each process."""
    import numpy as np

    by_example = sentences_by_example()
    shipped = read_vectors(VECTORS, model=by.name)
    missing = [text for text in by_example if fingerprint(text) not in shipped]
    made = dict(zip(map(fingerprint, missing), embed_queries(missing, by=by), strict=True))
    vectors = [made.get(fingerprint(text)) or shipped[fingerprint(text)] for text in by_example]
    return _Examples(list(by_example), list(by_example.values()), np.array(vectors, dtype=np.float32))
