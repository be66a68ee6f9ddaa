"""The one filter that every retrieval passes: what may be found or cited here, on this date."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import timezone

from knowledge.queries.together import answers
from organisations.scope import SHARED, current_organisation_id

LIVE_SQL = """
live as materialized (
  select v.id, v.source_id, v.organisation_id,
         (%(types)s::text[] is null or v.type = any(%(types)s))
         and (%(perspectives)s::text[] is null or v.perspective = any(%(perspectives)s))
         and (%(jurisdictions)s::text[] is null or v.jurisdiction = any(%(jurisdictions)s))
         and (%(age)s::int is null or %(age)s between v.age_min and v.age_max) as wanted
    from knowledge_version v
   where v.organisation_id = any(%(organisations)s::uuid[])
     and v.status = 'validated'
     and v.valid_from <= %(on_date)s
     and (v.valid_until is null or v.valid_until >= %(on_date)s)
     and exists (
       select from knowledge_versionindex i where i.organisation_id = v.organisation_id and i.version_id = v.id)
     and not exists (
       select from knowledge_version n
        where n.organisation_id = v.organisation_id and n.source_id = v.source_id and n.number > v.number
          and n.validated_at is not null and n.valid_from <= %(on_date)s
          and (n.status = 'withdrawn' or n.status = 'validated' and exists (
            select from knowledge_versionindex j where j.organisation_id = n.organisation_id and j.version_id = n.id)))
)
"""
"""A version lives when it is validated, indexed, valid on the date, and no later validated version took its place by
then.

A later version takes that place once it is indexed, so that a source is never gone while its new text is being
indexed. One that was withdrawn or expired keeps its place: the older text never comes back by itself.
"""

FOUND_SQL = f"""
with {LIVE_SQL}
select live.id, o.slug, live.wanted, live.organisation_id
  from live join knowledge_source o on o.id = live.source_id and o.organisation_id = live.organisation_id
"""


class Live(NamedTuple):
    """A version that may be found, whether it also passes the filters of this search, and whose it is."""

    version_id: UUID
    slug: str
    wanted: bool
    organisation_id: UUID


@dataclass(frozen=True)
class Filters:
    """What a search is limited to; an empty set limits nothing, and no date means today."""

    on_date: datetime.date | None = None
    types: frozenset[str] = frozenset()
    perspectives: frozenset[str] = frozenset()
    jurisdictions: frozenset[str] = frozenset()
    age: int | None = None


EVERYTHING = Filters()


def id_list(ids: Iterable[UUID]) -> str:
    """The ids as PostgreSQL writes a list of them; for a thousand the driver takes 8 ms to do the same, this 1 ms."""
    return "{" + ",".join(map(str, ids)) + "}"


def readable_organisations() -> list[UUID]:
    """The organisation in scope beside the shared one; raises NoScope outside one."""
    return list({current_organisation_id(), SHARED})


def live_parameters(filters: Filters) -> dict[str, Any]:
    """The parameters of LIVE_SQL: the organisation in scope beside the shared one, and the filters."""
    return {
        "organisations": readable_organisations(),
        "on_date": filters.on_date or timezone.localdate(),
        "types": sorted(filters.types) or None,
        "perspectives": sorted(filters.perspectives) or None,
        "jurisdictions": sorted(filters.jurisdictions) or None,
        "age": filters.age,
    }


def live_ones(parameters: dict[str, Any]) -> list[Live]:
    """Every version that may be found and cited, whatever is asked: the one filter.

    The other statements take its ids as a list. PostgreSQL sees how long a list is; a filter made of joins it takes
    for one row, and then it compares everything with everything in a large organisation.
    """
    (rows,) = answers([FOUND_SQL], parameters, enable_nestloop="off")
    return list(map(Live._make, rows))
