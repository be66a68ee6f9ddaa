"""The passages of a few versions with how well each fits a question, so that one can speak for its source."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from knowledge.queries.live import id_list
from knowledge.queries.together import answers
from knowledge.rules.ranking import PieceScore
from knowledge.rules.weights import SATURATION

NEAR_SQL = """
select version_id, id, position, kind,
       case when model = %(model)s then 1 - (embedding <=> %(vector)s::halfvec) else 0 end
  from knowledge_chunk
 where organisation_id = any(%(organisations)s::uuid[]) and version_id = any(%(versions)s::uuid[])
"""
STANDING_SQL = """
select version_id, term, units, weights
  from knowledge_posting
 where organisation_id = any(%(organisations)s::uuid[]) and term = any(%(terms)s::text[])
   and version_id = any(%(versions)s::uuid[])
 order by term
"""
"""In which parts of each version the terms stand, and how strongly."""


def pieces_of_versions(
    parameters: Mapping[str, Any], *, rarity: Mapping[str, float], versions: Sequence[UUID]
) -> list[PieceScore]:
    """The passages of these versions, which the filter let through, with their closeness and word score.

    `rarity` says how rare each term of the question is (idf).
    """
    given = {**parameters, "terms": list(rarity), "versions": id_list(versions)}
    terms: defaultdict[UUID, list[str]] = defaultdict(list)
    scores: defaultdict[tuple[UUID, int], float] = defaultdict(float)
    standing, near = answers([STANDING_SQL, NEAR_SQL], given)
    for version_id, term, units, weights in standing:
        terms[version_id].append(term)
        for unit, weight in zip(units, weights, strict=True):
            scores[version_id, unit] += rarity[term] * weight / (weight + SATURATION)
    return [
        PieceScore(version_id, chunk_id, position, kind, closeness, scores[version_id, position], terms[version_id])
        for version_id, chunk_id, position, kind, closeness in near
    ]
