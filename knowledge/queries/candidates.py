"""Scores every live version against a question, in one statement: words (BM25) and vectors side by side."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from knowledge.embedding import MODEL
from knowledge.queries.live import LIVE_SQL
from knowledge.rules.ranking import Candidate, PieceScore
from knowledge.rules.terms import Term

SATURATION = 2.0
"""BM25's k1: how soon more of the same term stops counting."""

MATCHED_SQL = """
asked as (
  select * from unnest(%(terms)s::text[], %(weights)s::float8[], %(groups)s::int[]) as a (term, weight, place)
),
hits as (
  select p.version_id, p.unit, p.term, p.weight
    from knowledge_posting p join live on live.id = p.version_id and live.organisation_id = p.organisation_id
   where p.organisation_id = any(%(organisations)s::uuid[]) and p.term = any(%(terms)s)
),
matched as (select version_id, term, sum(weight) as weight from hits group by version_id, term),
rarity as (
  select a.term, ln(1 + ((select count(*) from live) - count(m.term) + 0.5) / (count(m.term) + 0.5)) as idf
    from (select distinct term from asked) a left join matched m on m.term = a.term group by a.term
)
"""

CANDIDATES_SQL = f"""
with {LIVE_SQL}, {MATCHED_SQL},
best as (
  select m.version_id, a.place, max(a.weight * r.idf * m.weight / (m.weight + {SATURATION})) as score
    from matched m join asked a on a.term = m.term join rarity r on r.term = m.term
   group by m.version_id, a.place
),
lexical as (select version_id, sum(score) as score from best group by version_id),
ideal as (
  select coalesce(sum(score), 0) as score
    from (select max(a.weight * r.idf) as score
            from asked a join rarity r on r.term = a.term group by a.place) places
),
near as (
  select version_id, avg(score) filter (where place <= 3) as score
    from (select c.version_id, 1 - (c.embedding <=> %(vector)s::halfvec) as score,
                 row_number() over (partition by c.version_id order by c.embedding <=> %(vector)s::halfvec) as place
            from knowledge_chunk c
            join live on live.id = c.version_id and live.organisation_id = c.organisation_id
           where c.organisation_id = any(%(organisations)s::uuid[]) and c.model = %(model)s) ranked
   group by version_id
),
alike as (
  select version_id, avg(score) filter (where place <= 2) as score
    from (select s.version_id, 1 - (s.embedding <=> %(vector)s::halfvec) as score,
                 row_number() over (partition by s.version_id order by s.embedding <=> %(vector)s::halfvec) as place
            from knowledge_situation s
            join live on live.id = s.version_id and live.organisation_id = s.organisation_id
           where s.organisation_id = any(%(organisations)s::uuid[]) and s.model = %(model)s) ranked
   group by version_id
)
select live.id, o.slug, coalesce(l.score, 0), coalesce(n.score, 0), coalesce(a.score, n.score, 0),
       (select score from ideal)
  from live
  join knowledge_source o on o.id = live.source_id and o.organisation_id = live.organisation_id
  left join lexical l on l.version_id = live.id
  left join near n on n.version_id = live.id
  left join alike a on a.version_id = live.id
 where live.wanted
"""

PIECES_SQL = f"""
with {LIVE_SQL}, {MATCHED_SQL},
lexical as (
  select h.version_id, h.unit, sum(r.idf * h.weight / (h.weight + {SATURATION})) as score
    from hits h join rarity r on r.term = h.term group by h.version_id, h.unit
),
found as (select version_id, array_agg(term order by term) as terms from matched group by version_id)
select c.version_id, c.id, c.position, c.kind, 1 - (c.embedding <=> %(vector)s::halfvec),
       coalesce(l.score, 0), coalesce(f.terms, '{{}}')
  from knowledge_chunk c join live on live.id = c.version_id and live.organisation_id = c.organisation_id
  left join lexical l on l.version_id = c.version_id and l.unit = c.position
  left join found f on f.version_id = c.version_id
 where c.organisation_id = any(%(organisations)s::uuid[]) and c.version_id = any(%(versions)s::uuid[])
"""


def question_parameters(terms: Sequence[Term], vector: Sequence[float]) -> dict[str, Any]:
    """The parameters that carry the question into the statements."""
    return {
        "terms": [term.text for term in terms],
        "weights": [term.weight for term in terms],
        "groups": [term.group for term in terms],
        "vector": "[" + ",".join(f"{value:.6g}" for value in vector) + "]",
        "model": MODEL,
    }


def candidates(parameters: dict[str, Any]) -> list[Candidate]:
    """Every live version that passes the filters, with its scores.

    A version's scores are 0 where nothing matches.
    """
    with connection.cursor() as cursor:
        cursor.execute(CANDIDATES_SQL, parameters)
        return [Candidate(*row) for row in cursor.fetchall()]


def pieces_of_versions(parameters: dict[str, Any], *, versions: Sequence[UUID]) -> list[PieceScore]:
    """The passages of these versions with their closeness and lexical score; passes the same filter again."""
    with connection.cursor() as cursor:
        cursor.execute(PIECES_SQL, {**parameters, "versions": list(versions)})
        return [PieceScore(*row) for row in cursor.fetchall()]
