"""Measures the versions that may be found against a question: words (BM25) and vectors side by side."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from statistics import fmean
from typing import Any
from uuid import UUID

from knowledge.queries.closeness import NOWHERE, Closeness, closeness_of
from knowledge.queries.live import Live
from knowledge.rules.ranking import Candidate
from knowledge.rules.weights import Words

MANY = 15
"""With so many situations, the two nearest say whether a question is meant; the starter set has 26."""


def vector_parameters(vector: Sequence[float], *, model: str) -> dict[str, Any]:
    """The parameters that carry the meaning of a question into the statements.

    `model` made the vector; a passage that holds a vector of another is not compared.
    """
    return {"vector": "[" + ",".join(f"{value:.6g}" for value in vector) + "]", "model": model}


def candidates(parameters: dict[str, Any], *, live: Collection[Live], words: Words) -> list[Candidate]:
    """The live versions that pass the filters, with their scores; these are 0 where nothing matches."""
    wanted = [one for one in live if one.wanted]
    near = completed(closeness_of(parameters, versions=[one.version_id for one in wanted]))
    found = []
    for one in wanted:
        lexical, close = words.scores.get(one.version_id, 0.0), near.get(one.version_id, NOWHERE)
        found.append(Candidate(one.version_id, one.slug, lexical, close.passage, close.situation, words.ideal))
    return found


def completed(near: Mapping[UUID, Closeness]) -> dict[UUID, Closeness]:
    """The same, with the situations that a source lacks taken to be as near as its passages let expect.

    Among many situations, worded as people ask, two stand nearer to a question than any passage. A law has none, an
    organisation's own source a few: measured by those alone it would come after all others that fit as well. So it
    gets at least what many situations give the others, on average, for this question.
    """
    many = [one.situation - one.passage for one in near.values() if one.situations >= MANY and one.passage]
    usual = fmean(many) if many else 0.0
    return {
        key: one if one.situations >= MANY or not one.passage
        else replace(one, situation=max(one.situation, one.passage + usual))
        for key, one in near.items()
    }  # fmt: skip
