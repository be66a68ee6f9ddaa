"""What was reported of waiting, and what of it may still be believed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from organisations.models import Membership
from organisations.scope import current_organisation_id
from referrals.models import Service, WaitingTime
from referrals.rules import Facts, Wait, current_wait, wait_words
from referrals.wording import places_words, weeks_words

MOST_ASKED_BY_ID = 3000
MOST_SHOWN = 10


@dataclass(frozen=True, kw_only=True)
class ReportedWait:
    """One report as people read it; `may_withdraw` for who wrote it down."""

    id: UUID
    words: str
    source: str
    reported_on: date
    by: str
    current: bool
    may_withdraw: bool


def newest_waits(service_ids: Collection[UUID]) -> dict[UUID, Wait]:
    """The report of each service that was made last, by anyone it can be read from."""
    reports = WaitingTime.objects.order_by("reported_on", "created_at", "id")
    if len(service_ids) <= MOST_ASKED_BY_ID:
        reports = reports.filter(service_id__in=service_ids)
    named = reports.values_list("service_id", "weeks", "reported_on", "source", "places")
    return {
        service_id: Wait(weeks, reported_on, source, places)
        for service_id, weeks, reported_on, source, places in named.iterator()
    }


def facts_of(row: Service) -> Facts:
    """A service as the rules know it, with its newest waiting time."""
    return Facts(
        external_id=row.external_id,
        name=row.name,
        min_age=row.min_age,
        max_age=row.max_age,
        access=tuple(row.access),
        languages=tuple(row.languages),
        free=row.free,
        cost=row.cost,
        points=pairs(row.points),
        remote=row.remote,
        wait=newest_waits([row.id]).get(row.id),
    )


def pairs(points: list[float]) -> tuple[tuple[float, float], ...]:
    """(latitude, longitude) of each address."""
    return tuple(zip(points[::2], points[1::2], strict=True))


def wait_in_words(service: Service) -> tuple[str, bool]:
    """The waiting time in words, and whether it may still be believed."""
    wait = newest_waits([service.id]).get(service.id)
    on = timezone.localdate()
    return wait_words(wait, on=on), current_wait(wait, on=on) is not None


def reports_of(service: Service, *, reader: Membership) -> list[ReportedWait]:
    """The newest reports about a service, the last one first, with what each is worth today."""
    rows = WaitingTime.objects.filter(service_id=service.id).select_related("by")
    return [_reported(row, reader=reader) for row in rows.order_by("-reported_on", "-created_at")[:MOST_SHOWN]]


def _reported(row: WaitingTime, *, reader: Membership) -> ReportedWait:
    wait = Wait(row.weeks, row.reported_on, row.source, row.places)
    own = row.organisation_id == current_organisation_id()
    said = [weeks_words(row.weeks) if row.weeks is not None else "", places_words(row.places)]
    return ReportedWait(
        id=row.id,
        words=", ".join(filter(None, said)),
        source=row.get_source_display(),
        reported_on=row.reported_on,
        by=row.by.name if own and row.by else "",
        current=current_wait(wait, on=timezone.localdate()) is not None,
        may_withdraw=own and row.by_id == reader.id,
    )
