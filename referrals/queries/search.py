"""Finds services for a need, near a place, within filters, with the reasons in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nlargest
from typing import Any
from uuid import UUID

from django.utils import timezone

from referrals.gazetteer import Place, locate
from referrals.models import Service
from referrals.need import Need, understand
from referrals.queries.rows import LightRow, ServiceFilters, rows_for
from referrals.relevance import Relevance, ServiceText, relevance_of
from referrals.rules import Candidate, Filters, Suggestion, Verdict, fits, rank, score_of, wait_words
from referrals.wording import ages_words, rubric_words

READ_BESIDES = 60  # how many more are read closely than are asked for


@dataclass(frozen=True, kw_only=True)
class Found:
    """A service that fits, with the reasons for showing it; `km` is None when nobody knows."""

    id: UUID
    external_id: str
    name: str
    rubric: str
    municipality: str
    km: float | None
    ages: str
    access: tuple[str, ...]
    wait: str
    phone: str
    website: str
    description: str
    why: tuple[str, ...]
    relevance: float
    score: float
    points: tuple[tuple[float, float], ...]


def search_services(need: str, *, filters: ServiceFilters, limit: int = 20) -> tuple[Found, ...]:
    """The services that fit, best first; an unknown value never shuts a service out, it ranks lower and is named.

    All that pass the filters are compared by their kind, place and waiting time; the texts of the best are read.
    A municipality nobody knows filters nothing.
    """
    wanted, near = needed(need), locate(filters.municipality) if filters.municipality else None
    on, asked = timezone.localdate(), rules_filters(filters, near)
    fitting = [
        (row, verdict)
        for row in rows_for(wanted, filters, near=near)
        if (verdict := fits(row.facts, asked, on=on)).fits
    ]
    best = most_promising(fitting, on=on, most=limit + READ_BESIDES)
    return tuple(closely_read(best, need=wanted, filters=asked, on=on)[:limit])


def needed(text: str) -> Need | None:
    """The need of a text, or None where nothing was typed."""
    return understand(text) if text.strip() else None


def most_promising(rows: Sequence[tuple[LightRow, Verdict]], *, on: date, most: int) -> list[LightRow]:
    """The rows that promise most before their texts are read."""
    scored = [
        (score_of(Candidate(service=row.facts, relevance=row.promise), verdict, on=on), row.facts.external_id, row)
        for row, verdict in rows
    ]
    return [row for _, _, row in nlargest(most, scored, key=lambda one: one[:2])]


def closely_read(rows: Sequence[LightRow], *, need: Need | None, filters: Filters, on: date) -> list[Found]:
    """These services with their texts read, best first, as people see them."""
    ids = [row.id for row in rows]
    texts = {row.id: row for row in Service.objects.filter(id__in=ids).defer("addresses", "emails").order_by()}
    held = [(row, _relevance(texts[row.id], need)) for row in rows if row.id in texts]
    candidates = [Candidate(row.facts, relevance.score, relevance.because) for row, relevance in held]
    by_external = {row.facts.external_id: texts[row.id] for row, _ in held}
    return [found(by_external[one.service.external_id], one, on=on) for one in rank(candidates, filters, on=on)]


def rules_filters(filters: ServiceFilters, near: Place | None) -> Filters:
    """The filters as the rules know them."""
    return Filters(
        age=filters.age,
        near=near,
        max_km=filters.max_km,
        access=filters.access,
        language=filters.language,
        free=filters.free,
        max_wait_weeks=filters.max_wait_weeks,
    )


def found(row: Service, one: Suggestion, *, on: date) -> Found:
    """A service as people see it in a list."""
    return Found(
        id=row.id,
        external_id=row.external_id,
        name=row.name,
        rubric=rubric_words(row.rubrics[0]) if row.rubrics else "",
        municipality=row.municipality,
        km=one.verdict.km,
        ages=ages_words(row.min_age, row.max_age),
        access=tuple(row.access),
        wait=wait_words(one.service.wait, on=on),
        phone=_first(row.phones),
        website=_first(row.websites),
        description=row.description,
        why=one.why,
        relevance=one.relevance,
        score=one.score,
        points=one.service.points,
    )


def _relevance(row: Service, need: Need | None) -> Relevance:
    if need is None:
        return Relevance(1.0, ())
    return relevance_of(ServiceText(row.name, tuple(row.rubrics), row.target, row.description), need)


def _first(values: Any) -> str:
    return values[0] if values else ""
