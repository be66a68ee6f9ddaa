"""What people know of waiting: reported with a day and a source, and taken back by who reported it."""

from datetime import date

from organisations.models import Membership
from organisations.trail import record
from referrals.models import Service, WaitingTime


def report_wait(
    by: Membership, service: Service, *, weeks: int | None, places: int | None, source: str, reported_on: date
) -> WaitingTime:
    """Keep a report for the own organisation only; the newest counts, and each decays to unknown."""
    told: WaitingTime = WaitingTime.objects.create(
        service_id=service.id, weeks=weeks, places=places, source=source, reported_on=reported_on, by=by
    )
    record("wait.reported", service)
    return told


def withdraw_wait(told: WaitingTime) -> None:
    """Take a report back; an older one counts again, if it still may."""
    record("wait.withdrawn", told)
    told.delete()
