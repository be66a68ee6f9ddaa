"""Builds the graph that ONNX Runtime runs: the twelve layers of the encoder, with matrices of 8 bits.

The 4-bit weights are rounded to 8 bits a column. ONNX Runtime multiplies these about twice as fast on an ordinary
processor as the 4-bit blocks themselves, whatever the number of threads, and unsigned ones without the overflow that
signed ones have there. The vectors differ little: cosine 0.997 on average with those of the 4-bit weights.
"""

from typing import Any

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from knowledge.embedded.weights import Numbers, Weights

MIDDLE = 128
MICROSOFT = "com.microsoft"


def encoder_graph(weights: Weights) -> bytes:
    """The model: `embedded` (1, tokens, width) in, `hidden` of the same shape out. Costs about a second."""
    return _Graph(weights).built()


class _Graph:
    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._nodes: list[Any] = []
        self._held: list[Any] = []

    def built(self) -> bytes:
        state = self._node("LayerNormalization", ["embedded", *self._norm("emb.ln")], "embedded.norm", **self._epsilon)
        for place in range(self._weights.layers):
            state = self._layer(f"l{place}", state)
        self._node("Identity", [state], "hidden")
        graph = helper.make_graph(
            self._nodes, "multilingual-e5-small", [self._state("embedded")], [self._state("hidden")], self._held
        )
        versions = [helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)]
        made: bytes = helper.make_model(graph, opset_imports=versions, ir_version=9).SerializeToString()
        return made

    @property
    def _epsilon(self) -> dict[str, float]:
        return {"epsilon": float(self._weights.epsilon)}

    def _state(self, name: str) -> Any:
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, "tokens", self._weights.width])

    def _layer(self, name: str, state: str) -> str:
        width, inner = self._weights.width, self._weights.inner
        looking = [self._linear(f"{name}.{part}", state, width) for part in ("q", "k", "v")]
        seen = self._own("MultiHeadAttention", looking, f"{name}.seen", num_heads=self._weights.heads)
        state = self._added(f"{name}.aln", state, self._linear(f"{name}.ao", seen, width))
        thought = self._own("Gelu", [self._linear(f"{name}.fi", state, inner)], f"{name}.gelu")
        return self._added(f"{name}.oln", state, self._linear(f"{name}.fo", thought, width))

    def _linear(self, name: str, given: str, size: int) -> str:
        matrix = self._weights.matrix(f"{name}.w", rows=size)
        scales = np.abs(matrix).max(axis=1) / (MIDDLE - 1)
        rounded = (np.round(matrix / scales[:, None]) + MIDDLE).astype(np.uint8)
        parts = {
            "weights": np.ascontiguousarray(rounded.T),
            "scales": scales.astype(np.float32),
            "zeros": np.full(size, MIDDLE, np.uint8),
            "bias": self._weights.vector(f"{name}.b"),
        }
        held = [self._hold(f"{name}.{part}", values) for part, values in parts.items()]
        return self._own("DynamicQuantizeMatMul", [given, *held], name)

    def _added(self, name: str, state: str, change: str) -> str:
        return self._own("SkipLayerNormalization", [state, change, *self._norm(name)], name, **self._epsilon)

    def _norm(self, name: str) -> list[str]:
        return [self._hold(f"{name}.{part}", self._weights.vector(f"{name}.{part}")) for part in ("w", "b")]

    def _hold(self, name: str, values: Numbers) -> str:
        self._held.append(numpy_helper.from_array(np.array(values), name))
        return name

    def _own(self, kind: str, given: list[str], name: str, **options: Any) -> str:
        return self._node(kind, given, name, domain=MICROSOFT, **options)

    def _node(self, kind: str, given: list[str], name: str, **options: Any) -> str:
        self._nodes.append(helper.make_node(kind, given, [name], **options))
        return name
