"""The embedded model as every tool gets it: passages from a cache by content hash, questions made anew and timed."""

import hashlib
import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from benchmarks.peers.environments import ENVIRONMENTS
from knowledge.embedded.encoder import Encoder

_SAVE_EACH = 8


class Embedder:
    """multilingual-e5-small inside the process; `asking` holds the seconds that each question's vector took."""

    dimensions = 384

    def __init__(self, cache: Path) -> None:
        cache.parent.mkdir(parents=True, exist_ok=True)
        self.asking: list[float] = []
        self._model = Encoder(ENVIRONMENTS / "model")
        self._cache = sqlite3.connect(cache, check_same_thread=False)
        self._cache.execute("create table if not exists passage (hash text primary key, vector blob not null)")

    def passages(self, texts: Sequence[str]) -> list[list[float]]:
        """The unit vectors of passages, in order; what is not in the cache costs some 0.05 s each."""
        missing = sorted({text for text in texts if self._held(text) is None}, key=len)
        for at in range(0, len(missing), _SAVE_EACH):
            rows = [(_hash(text), self._vector(self._model.passage(text))) for text in missing[at : at + _SAVE_EACH]]
            with self._cache:
                self._cache.executemany("insert or replace into passage values (?, ?)", rows)
        held = [self._held(text) for text in texts]
        return [np.frombuffer(blob, dtype=np.float32).tolist() for blob in held if blob is not None]

    def know(self, vectors: Mapping[str, Iterable[float]]) -> None:
        """Put ready vectors of passages in the cache, by text."""
        with self._cache:
            rows = [(_hash(text), self._vector(vector)) for text, vector in vectors.items()]
            self._cache.executemany("insert or replace into passage values (?, ?)", rows)

    def question(self, text: str) -> list[float]:
        """The unit vector of a question."""
        started = time.perf_counter()
        vector: list[float] = self._model.question(text).tolist()
        self.asking.append(time.perf_counter() - started)
        return vector

    def _held(self, text: str) -> bytes | None:
        row = self._cache.execute("select vector from passage where hash = ?", [_hash(text)]).fetchone()
        return None if row is None else row[0]

    @staticmethod
    def _vector(made: Iterable[float]) -> bytes:
        return np.asarray([*made], dtype=np.float32).tobytes()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
