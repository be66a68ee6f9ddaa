"""Until when a report of waiting may be believed."""

from dataclasses import replace
from datetime import date

from referrals.rules.values import Wait

WAIT_EXPIRES_DAYS = 90
PLACES_EXPIRE_DAYS = 21  # a free place is taken sooner than a waiting list grows


def current_wait(wait: Wait | None, *, on: date) -> Wait | None:
    """What may still be believed of a report: weeks for 90 days, places for 21; None when nothing is left of it."""
    if wait is None:
        return None
    age = (on - wait.reported_on).days
    weeks = wait.weeks if 0 <= age <= WAIT_EXPIRES_DAYS else None
    places = wait.places if 0 <= age <= PLACES_EXPIRE_DAYS else None
    if weeks is None and places is None:
        return None
    return replace(wait, weeks=weeks, places=places)


def weeks_to_wait(wait: Wait | None, *, on: date) -> int | None:
    """The weeks that may be believed: none where a place is free; None when nobody knows."""
    known = current_wait(wait, on=on)
    if known is None:
        return None
    return 0 if known.places and not known.weeks else known.weeks
