"""Reads the services that pass the filters, light enough to compare them all: nothing is cut before it is compared."""

import math
import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import Concat

from organisations.scope import current_organisation_id
from referrals.gazetteer import Place
from referrals.kinds import kinds_of
from referrals.models import Service
from referrals.need import Need
from referrals.queries.waits import MOST_ASKED_BY_ID, newest_waits, pairs
from referrals.relevance import kind_promise
from referrals.rules import Facts, Wait

Row = dict[str, Any]
KM_PER_DEGREE = 111.0
SHORTEST_TERM = 4
COLUMNS = (
    "id", "external_id", "name", "rubrics", "min_age", "max_age", "access", "languages", "free", "cost", "points",
    "remote", "organisation_id",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class ServiceFilters:
    """What a service must answer to; None asks nothing. `municipality` is a name or postal code."""

    age: int | None = None
    municipality: str | None = None
    max_km: float | None = None
    access: str | None = None
    language: str | None = None
    free: bool = False
    max_wait_weeks: int | None = None
    rubric: str | None = None


@dataclass(frozen=True, slots=True)
class LightRow:
    """A service as it is compared; `promise` is how relevant it may be before its text is read, from 0 to 1."""

    id: UUID
    promise: float
    facts: Facts


def rows_for(need: Need | None, filters: ServiceFilters, *, near: Place | None) -> list[LightRow]:
    """Every service that may fit and may answer the need (any, without a need), in no order."""
    rows = _near_enough(_fitting(filters), near, filters.max_km)
    found = _each_once([dict(zip(COLUMNS, row, strict=True)) for row in rows.values_list(*COLUMNS).order_by()])
    promised = _promised(found, need)
    waits = newest_waits([row["id"] for row, _ in promised])
    return [
        LightRow(id=row["id"], promise=promise, facts=_facts(row, waits.get(row["id"]))) for row, promise in promised
    ]


def _each_once(rows: list[Row]) -> list[Row]:
    """Without the shared rows of which the organisation keeps its own: the own row counts, whether it fits or not."""
    here = current_organisation_id()
    own = Service.objects.filter(organisation_id=here, gone_at=None)
    shared = [row["external_id"] for row in rows if row["organisation_id"] != here]
    if not shared or not own.exists():
        return rows
    replaced = set(own.filter(external_id__in=shared).values_list("external_id", flat=True))
    return [row for row in rows if row["organisation_id"] == here or row["external_id"] not in replaced]


def _promised(rows: list[Row], need: Need | None) -> list[tuple[Row, float]]:
    """The rows that may answer the need; where the kind is unknown, the service must hold a word of the need."""
    if need is None:
        return [(row, 1.0) for row in rows]
    held = [(row, kinds_of(tuple(row["rubrics"]), row["name"])) for row in rows]
    speaking = _speaking([row["id"] for row, kinds in held if not (need.kinds and kinds)], need)
    promises = ((row, kind_promise(need, kinds, speaks=row["id"] in speaking)) for row, kinds in held)
    return [(row, promise) for row, promise in promises if promise]


def _speaking(ids: list[UUID], need: Need) -> set[UUID]:
    most = max(need.terms.values(), default=0.0)
    starts = [re.escape(term) for term, weight in need.terms.items() if weight == most and len(term) >= SHORTEST_TERM]
    if not ids or not starts:
        return set()
    text = Concat("name", Value(" "), "target", Value(" "), "description", output_field=TextField())
    rows = Service.objects.annotate(text=text).filter(text__iregex=rf"\m({'|'.join(starts)})")
    if len(ids) <= MOST_ASKED_BY_ID:
        rows = rows.filter(id__in=ids)
    return set(rows.values_list("id", flat=True).order_by())


def _fitting(filters: ServiceFilters) -> QuerySet[Any]:
    rows = Service.objects.filter(gone_at=None)
    if filters.age is not None:
        rows = rows.filter(Q(min_age=None) | Q(min_age__lte=filters.age), Q(max_age=None) | Q(max_age__gte=filters.age))
    if filters.rubric:
        rows = rows.filter(rubrics__contains=[filters.rubric])
    if filters.access:
        rows = rows.filter(Q(access=[]) | Q(access__contains=[filters.access]))
    if filters.language:
        rows = rows.filter(Q(languages=[]) | Q(languages__contains=[filters.language]))
    if filters.free:
        rows = rows.exclude(free=False)
    return rows


def _near_enough(rows: QuerySet[Any], near: Place | None, max_km: float | None) -> QuerySet[Any]:
    """A box around the place; services without a known spot, or help from afar, stay in."""
    if near is None or max_km is None:
        return rows
    tall = max_km / KM_PER_DEGREE
    wide = max_km / (KM_PER_DEGREE * math.cos(math.radians(near.latitude)))
    boxed = Q(
        south__lte=near.latitude + tall,
        north__gte=near.latitude - tall,
        west__lte=near.longitude + wide,
        east__gte=near.longitude - wide,
    )
    return rows.filter(boxed | Q(south=None) | Q(remote=True))


def _facts(row: Row, wait: Wait | None) -> Facts:
    return Facts(
        external_id=row["external_id"],
        name=row["name"],
        min_age=row["min_age"],
        max_age=row["max_age"],
        access=tuple(row["access"]),
        languages=tuple(row["languages"]),
        free=row["free"],
        cost=row["cost"],
        points=pairs(row["points"]),
        remote=row["remote"],
        wait=wait,
    )
