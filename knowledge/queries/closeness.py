"""How near the passages and situations of versions stand to a question: exact cosines, in one statement."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from knowledge.queries.live import id_list

MEAN_SQL = """
select version_id, {columns}
  from (select version_id, closeness, row_number() over (partition by version_id order by closeness desc) as place,
               count(*) over (partition by version_id) as held
          from (select version_id, 1 - (embedding <=> %(vector)s::halfvec) as closeness
                  from {table}
                 where organisation_id = any(%(organisations)s::uuid[]) and model = %(model)s
                   and version_id = any(%(versions)s::uuid[])
                offset 0) near) ranked
 where place <= {nearest} group by version_id
"""
"""The `offset 0` keeps the vectors out of the sort: only their closeness goes in."""
PASSAGES = MEAN_SQL.format(
    table="knowledge_chunk", nearest=3, columns="avg(closeness) as passage, null as situation, 0 as held"
)
SITUATIONS = MEAN_SQL.format(table="knowledge_situation", nearest=2, columns="null::float8, avg(closeness), max(held)")
CLOSENESS_SQL = f"""
select version_id, max(passage), max(situation), max(held)
  from ({PASSAGES} union all {SITUATIONS}) both_kinds group by version_id
"""


@dataclass(frozen=True)
class Closeness:
    """The mean cosine of the three nearest passages of a version and of its two nearest situations; 0 without any.

    `situations` says how many it has.
    """

    passage: float
    situation: float
    situations: int = 0


NOWHERE = Closeness(0.0, 0.0)


def closeness_of(parameters: Mapping[str, Any], *, versions: Collection[UUID]) -> dict[UUID, Closeness]:
    """How near each of these versions stands; one without vectors of the model in force is left out.

    Costs about a microsecond for each vector.
    """
    if not versions:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(CLOSENESS_SQL, {**parameters, "versions": id_list(versions)})
        return {row[0]: Closeness(row[1] or 0.0, row[2] or 0.0, row[3]) for row in cursor.fetchall()}
