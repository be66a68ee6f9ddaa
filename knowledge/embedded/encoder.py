"""Makes vectors of texts with the embedded model; safe from several threads."""

from pathlib import Path

import numpy as np
import onnxruntime
import sentencepiece

from knowledge.embedded.keeping import kept
from knowledge.embedded.weights import Numbers, Weights, origin, unpacked

MADE = "int8-2"
"""Which way of making the files this is; another number makes them anew."""


class Encoder:
    """The model, ready: some 0.4 s and 90 MB, and the first time on a machine 3 s to make its files in `folder`.

    One thread works on one text. More threads on a text gain nothing with matrices this small, and a text alone has
    the same vector whatever is asked beside it.
    """

    def __init__(self, folder: Path) -> None:
        self._weights = Weights()
        name = f"{origin()}-{MADE}"
        self._session = _session(kept(folder / f"{name}.onnx", self._graph))
        self._cutter = sentencepiece.SentencePieceProcessor(model_proto=kept(folder / f"{name}.pieces", self._pieces))
        self._characters = self._weights.characters
        kinds = self._weights.vector("emb.type")[: self._weights.width]
        self._places = self._weights.vector("emb.pos").reshape(self._weights.longest, self._weights.width) + kinds

    def question(self, text: str) -> Numbers:
        """The unit vector of a question (384 floats of 32 bits); about 0.5 ms a token."""
        return self._vector(f"query: {text}")

    def passage(self, text: str) -> Numbers:
        """The unit vector of a passage; one of 1,600 characters costs some 0.25 s."""
        return self._vector(f"passage: {text}")

    def _vector(self, text: str) -> Numbers:
        """The mean over the tokens; what is longer than the model reads is cut, and each part weighs by its tokens."""
        tokens = self._cut(text)
        size = self._weights.longest - 2
        parts = [tokens[start : start + size] for start in range(0, max(1, len(tokens)), size)]
        mean = np.sum([len(part) * self._mean(part) for part in parts], axis=0)
        unit: Numbers = mean / max(float(np.linalg.norm(mean)), 1e-9)
        return unit

    def _cut(self, text: str) -> list[int]:
        numbers: list[int] = self._cutter.encode(text.translate(self._characters))
        return numbers

    def _mean(self, tokens: list[int]) -> Numbers:
        numbers = [self._weights.begin, *tokens, self._weights.end]
        words = unpacked(self._weights.word_blocks[numbers]).reshape(len(numbers), self._weights.width)
        hidden = self._session.run(None, {"embedded": (words + self._places[: len(numbers)])[None]})[0]
        mean: Numbers = hidden[0].mean(axis=0)
        return mean

    def _graph(self) -> bytes:
        from knowledge.embedded.graph import encoder_graph  # heavy, and needed once

        return encoder_graph(self._weights)

    def _pieces(self) -> bytes:
        from knowledge.embedded.cutting import cutter_model

        return cutter_model(self._weights)


def _session(model: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
