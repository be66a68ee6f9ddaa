"""Vectors that ship with the platform: half floats by the hash of their text, made with one model."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any


def read_vectors(path: Path, *, model: str) -> dict[str, Any]:
    """Content hash -> vector (384 half floats); empty when there are none of this model."""
    import numpy as np

    if not path.exists():
        return {}
    with np.load(path) as held:
        if str(held["model"]) != model:
            return {}
        return dict(zip(held["hashes"].tolist(), held["vectors"], strict=True))


def write_vectors(path: Path, vectors: Mapping[str, Iterable[float]], *, model: str) -> None:
    """Write them in the order of their hashes, so that the same content gives the same file."""
    import numpy as np

    hashes = sorted(vectors)
    matrix = np.array([np.asarray(vectors[key], dtype=np.float16) for key in hashes], dtype=np.float16)
    unfinished = path.with_suffix(".new.npz")
    np.savez_compressed(unfinished, model=np.array(model), hashes=np.array(hashes), vectors=matrix)
    unfinished.replace(path)
