"""Reads of the audit trail: filtered, counted, and in pieces for an export of any size."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from organisations.models import TrailEntry
from organisations.scope import organisation_scope
from privacy.rules import ENDINGS, KINDS, kind_of

PLATFORM = "platform"
PIECE = 1000


@dataclass(frozen=True, kw_only=True)
class TrailFilter:
    """What narrows the trail; empty values do not narrow. Both days count; `at` leaves out what came later."""

    first_day: date | None = None
    last_day: date | None = None
    person: str = ""
    event: str = ""
    kind: str = ""
    case_id: UUID | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Counts:
    """How many entries the filter leaves, and how many each kind and event would leave in its place."""

    total: int
    kinds: dict[str, int]
    events: dict[str, int]


def trail_rows(wanted: TrailFilter) -> QuerySet[TrailEntry]:
    """The entries, newest first."""
    rows: QuerySet[TrailEntry] = TrailEntry.objects.order_by("-timestamp", "-id")
    if wanted.first_day:
        rows = rows.filter(timestamp__gte=_midnight(wanted.first_day))
    if wanted.last_day:
        rows = rows.filter(timestamp__lt=_midnight(wanted.last_day + timedelta(days=1)))
    if wanted.at:
        rows = rows.filter(timestamp__lte=wanted.at)
    if wanted.person:
        rows = rows.filter(Q(actor=None) if wanted.person == PLATFORM else Q(actor_id=wanted.person))
    if wanted.event:
        rows = rows.filter(event=wanted.event)
    if wanted.case_id:
        rows = rows.filter(case_id=wanted.case_id)
    return rows.filter(_of_kind(wanted.kind)) if wanted.kind else rows


def trail_counts(wanted: TrailFilter) -> Counts:
    """All counts of the page from one grouped query; it reads every entry of the chosen days."""
    rows = trail_rows(replace(wanted, event="", kind="")).order_by()
    found = dict(rows.values_list("event").annotate(n=Count("id")))
    kinds = dict.fromkeys(KINDS, 0)
    for event, n in found.items():
        kinds[kind_of(event)] += n if wanted.event in ("", event) else 0
    events = {event: n for event, n in sorted(found.items()) if wanted.kind in ("", kind_of(event))}
    total = events.get(wanted.event, 0) if wanted.event else sum(events.values())
    return Counts(total=total, kinds=kinds, events=events)


def trail_pieces(organisation_id: UUID, wanted: TrailFilter) -> Iterator[list[TrailEntry]]:
    """The filtered trail in lists of at most PIECE entries; call outside any scope, `wanted.at` must be set.

    Each piece is read in a scope and transaction of its own, so that a slow reader holds neither; the trail only
    grows, so what came before `at` is the same for every piece. Memory: one piece.
    """
    last: TrailEntry | None = None
    while True:
        with organisation_scope(organisation_id):
            rows = trail_rows(wanted)
            piece = list((_before(rows, last) if last else rows)[:PIECE])
        if piece:
            yield piece
        if len(piece) < PIECE:
            return
        last = piece[-1]


def _before(rows: QuerySet[TrailEntry], last: TrailEntry) -> QuerySet[TrailEntry]:
    same_or_older = rows.filter(timestamp__lte=last.timestamp)
    return same_or_older.filter(Q(timestamp__lt=last.timestamp) | Q(id__lt=last.id))


def _of_kind(kind: str) -> Q:
    if kind in ENDINGS:
        return _ends_in(ENDINGS[kind])
    return ~_ends_in(tuple(ending for endings in ENDINGS.values() for ending in endings))


def _ends_in(endings: tuple[str, ...]) -> Q:
    return reduce(or_, (Q(event__endswith=f".{ending}") for ending in endings))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
