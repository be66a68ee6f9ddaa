"""Scores every live version against a question, in one statement: words (BM25) and vectors side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from knowledge.queries.live import LIVE_SQL
from knowledge.rules.ranking import Candidate, PieceScore
from knowledge.rules.terms import Term

NOTHING = (None, None, None)
SATURATION = 2.0
"""BM25's k1: how soon more of the same term stops counting."""

FOUND_SQL = f"""
with {LIVE_SQL}
select live.id, o.slug, live.wanted
  from live join knowledge_source o on o.id = live.source_id and o.organisation_id = live.organisation_id
"""


@dataclass(frozen=True)
class Live:
    """A version that may be found, and whether it also passes the filters of this search."""

    version_id: UUID
    slug: str
    wanted: bool


MATCHED_SQL = """
asked as (
  select * from unnest(%(terms)s::text[], %(weights)s::float8[], %(groups)s::int[]) as a (term, weight, place)
),
hits as materialized (
  select p.version_id, p.unit, p.term, p.weight
    from knowledge_posting p
   where p.organisation_id = any(%(organisations)s::uuid[]) and p.term = any(%(terms)s)
     and p.version_id = any(%(live)s::uuid[])
),
matched as materialized (select version_id, term, sum(weight) as weight from hits group by version_id, term),
rarity as materialized (
  select a.term, ln(1 + (cardinality(%(live)s::uuid[]) - count(m.term) + 0.5) / (count(m.term) + 0.5)) as idf
    from (select distinct term from asked) a left join matched m on m.term = a.term group by a.term
)
"""

SCORES_SQL = f"""
with {MATCHED_SQL},
best as (
  select m.version_id, a.place, max(a.weight * r.idf * m.weight / (m.weight + {SATURATION})) as score
    from matched m join asked a on a.term = m.term join rarity r on r.term = m.term
   group by m.version_id, a.place
),
ideal as (
  select coalesce(sum(score), 0) as score
    from (select max(a.weight * r.idf) as score
            from asked a join rarity r on r.term = a.term group by a.place) places
),
measured as (
  select version_id, sum(score) as lexical, null::float8 as passage, null::float8 as situation
    from best group by version_id
  union all
  select version_id, null, avg(closeness) filter (where place <= 3), null
    from (select version_id, closeness, row_number() over (partition by version_id order by closeness desc) as place
            from (select version_id, 1 - (embedding <=> %(vector)s::halfvec) as closeness
                    from knowledge_chunk
                   where organisation_id = any(%(organisations)s::uuid[]) and model = %(model)s
                     and version_id = any(%(live)s::uuid[])
                  offset 0) near) ranked
   group by version_id
  union all
  select version_id, null, null, avg(closeness) filter (where place <= 2)
    from (select version_id, closeness, row_number() over (partition by version_id order by closeness desc) as place
            from (select version_id, 1 - (embedding <=> %(vector)s::halfvec) as closeness
                    from knowledge_situation
                   where organisation_id = any(%(organisations)s::uuid[]) and model = %(model)s
                     and version_id = any(%(live)s::uuid[])
                  offset 0) alike) ranked
   group by version_id
)
select version_id, max(lexical), max(passage), max(situation), (select score from ideal)
  from measured group by version_id
"""
"""The `offset 0` keeps the vectors out of the sorts: only their closeness goes in."""

PIECES_SQL = f"""
with {MATCHED_SQL},
lexical as (
  select h.version_id, h.unit, sum(r.idf * h.weight / (h.weight + {SATURATION})) as score
    from hits h join rarity r on r.term = h.term group by h.version_id, h.unit
),
found as (select version_id, array_agg(term order by term) as terms from matched group by version_id)
select c.version_id, c.id, c.position, c.kind,
       case when c.model = %(model)s then 1 - (c.embedding <=> %(vector)s::halfvec) else 0 end,
       coalesce(l.score, 0), coalesce(f.terms, '{{}}')
  from knowledge_chunk c
  left join lexical l on l.version_id = c.version_id and l.unit = c.position
  left join found f on f.version_id = c.version_id
 where c.organisation_id = any(%(organisations)s::uuid[]) and c.version_id = any(%(versions)s::uuid[])
   and c.version_id = any(%(live)s::uuid[])
"""


def question_parameters(terms: Sequence[Term], vector: Sequence[float], *, model: str) -> dict[str, Any]:
    """The parameters that carry the question into the statements.

    `model` made the vector; a passage that holds a vector of another is not compared.
    """
    return {
        "terms": [term.text for term in terms],
        "weights": [term.weight for term in terms],
        "groups": [term.group for term in terms],
        "vector": "[" + ",".join(f"{value:.6g}" for value in vector) + "]",
        "model": model,
    }


def live_ones(parameters: dict[str, Any]) -> list[Live]:
    """Every version that may be found and cited, whatever is asked: the one filter.

    The other statements take its ids as a list. PostgreSQL sees how long a list is; a filter made of joins it takes
    for one row, and then it compares everything with everything in a large organisation.
    """
    with connection.cursor() as cursor:
        cursor.execute(FOUND_SQL, parameters)
        return [Live(*row) for row in cursor.fetchall()]


def candidates(parameters: dict[str, Any], *, live: Sequence[Live]) -> list[Candidate]:
    """The live versions that pass the filters, with their scores; these are 0 where nothing matches."""
    with connection.cursor() as cursor:
        cursor.execute(SCORES_SQL, {**parameters, "live": [one.version_id for one in live]})
        scores = {row[0]: row[1:] for row in cursor.fetchall()}
    ideal = next((row[3] for row in scores.values()), 0.0)
    return [_candidate(one, scores.get(one.version_id, NOTHING), ideal) for one in live if one.wanted]


def _candidate(one: Live, scores: Sequence[float | None], ideal: float) -> Candidate:
    lexical, passage, situation = (score or 0.0 for score in scores[:3])
    return Candidate(one.version_id, one.slug, lexical, passage, situation or passage, ideal)


def pieces_of_versions(
    parameters: dict[str, Any], *, live: Sequence[Live], versions: Sequence[UUID]
) -> list[PieceScore]:
    """The passages of these versions with their closeness and lexical score, as far as the versions are live."""
    with connection.cursor() as cursor:
        ids = {"live": [one.version_id for one in live], "versions": list(versions)}
        cursor.execute(PIECES_SQL, {**parameters, **ids})
        return [PieceScore(*row) for row in cursor.fetchall()]
