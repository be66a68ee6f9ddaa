"""A passage as it is shown and cited: its text with its source, its validity and who validated it."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.utils import timezone

from knowledge.models import Chunk, Status, Version, VersionIndex
from knowledge.queries.live import LIVE_SQL, Filters, id_list, live_parameters, readable_organisations


@dataclass(frozen=True)
class Passage:
    """A citable passage; `score` and `why` say something only when it was found by a question."""

    chunk_id: UUID
    source_id: UUID
    version_id: UUID
    version_number: int
    slug: str
    title: str
    type: str
    perspective: str
    heading: str
    kind: str
    text: str
    valid_from: datetime.date
    valid_until: datetime.date | None
    validated_by: str
    jurisdiction: str
    score: float = 0.0
    why: str = ""


PASSAGES_SQL = """
select c.id, c.source_id, c.version_id, v.number, s.slug, v.title, v.type, v.perspective, c.heading, c.kind, c.text,
       v.valid_from, v.valid_until, v.validator_name, v.jurisdiction
  from knowledge_chunk c
  join knowledge_version v on v.organisation_id = c.organisation_id and v.id = c.version_id
  join knowledge_source s on s.organisation_id = c.organisation_id and s.id = c.source_id
 where c.id = any(%(ids)s::uuid[]) and c.organisation_id = any(%(organisations)s::uuid[])
"""


def chunks_with_source(ids: Iterable[UUID]) -> dict[UUID, Chunk]:
    """The chunks with their version and source, by id.

    Whether they may be cited is for the caller to have checked.
    """
    rows = (
        Chunk.objects.filter(id__in=list(ids)).select_related("version", "source").defer("embedding", "version__body")
    )
    return {row.pk: row for row in rows}


def passages_by_id(ids: Iterable[UUID]) -> dict[UUID, Passage]:
    """The passages of these chunks, as far as they can be read from here.

    Whether they may be cited is for the caller to have checked. Reads no more of a source than is shown: unpacking its
    whole text would take longer than all else.
    """
    with connection.cursor() as cursor:
        cursor.execute(PASSAGES_SQL, {"ids": id_list(ids), "organisations": readable_organisations()})
        return {row[0]: Passage(*row) for row in cursor.fetchall()}


def passage_for(chunk_id: UUID) -> Passage | None:
    """The passage, or nothing when it is not there or may not be cited today (withdrawn, expired,
    superseded, not yet valid).
    """
    passage = passages_by_id([chunk_id]).get(chunk_id)
    return passage if passage is not None and live_versions([passage.version_id]) else None


def neighbours_of(chunk_id: UUID) -> tuple[Chunk | None, Chunk | None]:
    """The passages just before and after it in the same version."""
    chunk = Chunk.objects.filter(id=chunk_id).only("version_id", "position").first()
    if chunk is None:
        return None, None
    around = Chunk.objects.filter(version_id=chunk.version_id).defer("embedding")
    return around.filter(position=chunk.position - 1).first(), around.filter(position=chunk.position + 1).first()


def live_versions(ids: Iterable[UUID] | None = None, *, on_date: datetime.date | None = None) -> set[UUID]:
    """Which versions may be retrieved and cited today (or on that date).

    Of these ids, or of all that can be read from here.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"with {LIVE_SQL} select id from live where %(ids)s::uuid[] is null or id = any(%(ids)s)",
            {**live_parameters(Filters(on_date=on_date)), "ids": None if ids is None else list(ids)},
        )
        return {row[0] for row in cursor.fetchall()}


def state_of(version: Version) -> str:
    """Where a version stands for a reader today.

    Live, draft, in_review, withdrawn, future, unindexed, expired or superseded.
    """
    return states_of([version])[version.pk]


def states_of(versions: Collection[Version]) -> dict[UUID, str]:
    """The same for several versions, in two queries."""
    live = live_versions([version.pk for version in versions])
    dead = [version.pk for version in versions if version.pk not in live]
    indexed = set(VersionIndex.objects.filter(version_id__in=dead).values_list("version_id", flat=True))
    return {
        version.pk: "live" if version.pk in live else _why_not(version, is_indexed=version.pk in indexed)
        for version in versions
    }


def _why_not(version: Version, *, is_indexed: bool) -> str:
    today = timezone.localdate()
    if version.status != Status.VALIDATED:
        return version.status
    if version.valid_until and version.valid_until < today:
        return "expired"
    if not is_indexed:
        return "unindexed"
    return "future" if version.valid_from > today else "superseded"
