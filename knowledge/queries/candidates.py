"""Measures the versions that may be found against a question: words (BM25) and vectors side by side."""

from collections.abc import Collection, Sequence
from typing import Any

from knowledge.queries.closeness import NOWHERE, closeness_of
from knowledge.queries.live import Live
from knowledge.rules.ranking import Candidate
from knowledge.rules.weights import Words


def vector_parameters(vector: Sequence[float], *, model: str) -> dict[str, Any]:
    """The parameters that carry the meaning of a question into the statements.

    `model` made the vector; a passage that holds a vector of another is not compared.
    """
    return {"vector": "[" + ",".join(f"{value:.6g}" for value in vector) + "]", "model": model}


def candidates(parameters: dict[str, Any], *, live: Collection[Live], words: Words) -> list[Candidate]:
    """The live versions that pass the filters, with their scores; these are 0 where nothing matches."""
    wanted = [one for one in live if one.wanted]
    near = closeness_of(parameters, versions=[one.version_id for one in wanted])
    found = []
    for one in wanted:
        lexical, close = words.scores.get(one.version_id, 0.0), near.get(one.version_id, NOWHERE)
        situation = close.situation or close.passage
        found.append(Candidate(one.version_id, one.slug, lexical, close.passage, situation, words.ideal))
    return found
