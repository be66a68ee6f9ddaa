"""The versions whose passages or situations stand nearest to a question, by an approximate index where there is one."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from knowledge.queries.together import answers

NEAREST_SQL = """
select version_id from {table}
 where organisation_id = %(organisation_{place})s::uuid and model = %(model)s
 order by embedding <=> %(vector)s::halfvec limit %(most)s
"""
"""One organisation at a time: its index says of which rows it holds all, and so does this.

It looks among all versions and who calls it keeps those that live: to read their ids takes PostgreSQL longer than to
find the nearest.
"""
TABLES = ("knowledge_chunk", "knowledge_situation")
BY_INDEX = {"enable_sort": "off", "hnsw__iterative_scan": "strict_order", "hnsw__ef_search": "100"}
"""With an index, sorting would seem cheaper than it is; without one PostgreSQL sorts all the same."""
SPARE = 2
"""So many times as many are asked for as are wanted, since an older version stands beside many a living one."""
WIDER = 4
WIDEST = 20_000


def nearest_versions(
    parameters: Mapping[str, Any], *, among: Collection[UUID], of: Sequence[UUID], most: int
) -> set[UUID]:
    """Of these versions of these organisations those with one of the `most` nearest passages or situations of theirs.

    Where others stand nearer, it looks further. Costs a few milliseconds with an index, a microsecond a vector without.
    """
    places = dict(enumerate(of))
    given = {**parameters, **{f"organisation_{place}": one for place, one in places.items()}}
    asked = [NEAREST_SQL.format(table=table, place=place) for table in TABLES for place in places]
    found: set[UUID] = set()
    limit = SPARE * most
    while asked:
        lists = answers(asked, given | {"most": limit}, **BY_INDEX)
        kept = [[version_id for (version_id,) in rows if version_id in among][:most] for rows in lists]
        found.update(version_id for own in kept for version_id in own)
        asked = [
            statement
            for statement, rows, own in zip(asked, lists, kept, strict=True)
            if len(own) < most and len(rows) == limit < WIDEST
        ]
        limit *= WIDER
    return found
