"""When filters leave too little: the nearest services that answer the need, with what each does not answer to."""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from referrals.gazetteer import Place, locate
from referrals.queries.rows import LightRow, ServiceFilters, rows_for
from referrals.queries.search import Found, closely_read, most_promising, needed, rules_filters
from referrals.relevance import GOOD
from referrals.rules import Filters, Verdict, fits, miss_words

MANY_ENOUGH = 3
BEST = 0.7  # among enough good ones, one should be what is looked for first
MOST_OFFERED = 5
MOST_MISSES = 2
MISS_COUNTS = 0.6
FURTHER_KM = 40.0


@dataclass(frozen=True, kw_only=True)
class Alternative:
    """A service outside the filters; `misses` say in Dutch to which of them it does not answer."""

    found: Found
    misses: tuple[str, ...]


def alternatives_to(found: tuple[Found, ...], *, need: str, filters: ServiceFilters) -> tuple[Alternative, ...]:
    """What to offer beside too few good answers: nothing when there are three, and age never gives way.

    Within 40 km more than was asked, and all of Flanders when that gives nothing.
    """
    if _enough(found):
        return ()
    near = locate(filters.municipality) if filters.municipality else None
    further = filters.max_km + FURTHER_KM if near and filters.max_km is not None else None
    known = {one.id for one in found}
    return _offered(need, filters, near=near, max_km=further, known=known) or (
        _offered(need, filters, near=near, max_km=None, known=known) if further else ()
    )


def _enough(found: tuple[Found, ...]) -> bool:
    good = sum(one.relevance >= GOOD for one in found)
    return good >= MANY_ENOUGH and any(one.relevance >= BEST for one in found)


def _offered(
    need: str, filters: ServiceFilters, *, near: Place | None, max_km: float | None, known: set[UUID]
) -> tuple[Alternative, ...]:
    wanted, on = needed(need), timezone.localdate()
    asked, loose = rules_filters(filters, near), Filters(age=filters.age, near=near)
    wide = ServiceFilters(age=filters.age, max_km=max_km, rubric=filters.rubric)
    held = {row.id: (row, fits(row.facts, asked, on=on)) for row in rows_for(wanted, wide, near=near)}
    close = [
        (row, verdict)
        for row, verdict in held.values()
        if row.id not in known and 0 < len(verdict.misses) <= MOST_MISSES and "leeftijd" not in verdict.misses
    ]
    best = most_promising(close, on=on, most=10 * MOST_OFFERED)
    read = [one for one in closely_read(best, need=wanted, filters=loose, on=on) if one.relevance >= GOOD]
    ordered = sorted(read, key=lambda one: (-one.score * MISS_COUNTS ** len(held[one.id][1].misses), one.external_id))
    return tuple(_alternative(one, *held[one.id], asked) for one in ordered[:MOST_OFFERED])


def _alternative(found: Found, row: LightRow, verdict: Verdict, asked: Filters) -> Alternative:
    return Alternative(found=found, misses=miss_words(row.facts, asked, verdict, on=timezone.localdate()))
