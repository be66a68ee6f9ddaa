"""Holds a service against the filters: exact, with the unknown named and never taken for a no."""

from dataclasses import dataclass
from datetime import date

from referrals.gazetteer import Place, distance_km
from referrals.rules.values import Facts, Filters
from referrals.rules.waits import weeks_to_wait


@dataclass(frozen=True, slots=True)
class Verdict:
    """`misses` are the filters it fails, `unknown` those nobody can tell; it fits when nothing misses."""

    misses: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    km: float | None = None

    @property
    def fits(self) -> bool:
        return not self.misses


def fits(service: Facts, filters: Filters, *, on: date) -> Verdict:
    """Holds a service against every filter on a day. Unknown is no miss, but it is named and ranks lower."""
    km = distance_from(filters.near, service)
    answers = {
        "leeftijd": _age_fits(service, filters.age),
        "afstand": _distance_fits(service, filters, km=km),
        "toegang": _one_of(filters.access, service.access),
        "taal": _language_fits(service, filters.language),
        "prijs": service.free if filters.free else True,
        "wachttijd": _wait_fits(service, filters.max_wait_weeks, on=on),
    }
    return Verdict(
        misses=tuple(name for name, answer in answers.items() if answer is False),
        unknown=tuple(name for name, answer in answers.items() if answer is None),
        km=km,
    )


def distance_from(near: Place | None, service: Facts) -> float | None:
    """Kilometres to its nearest address, 0 for help by chat or phone; None when nobody can know."""
    if near is None:
        return None
    if service.remote:
        return 0.0
    return min((distance_km(near, point) for point in service.points), default=None)


def _age_fits(service: Facts, age: int | None) -> bool | None:
    if age is None:
        return True
    if service.min_age is None and service.max_age is None:
        return None
    return (service.min_age or 0) <= age <= (service.max_age if service.max_age is not None else age)


def _distance_fits(service: Facts, filters: Filters, *, km: float | None) -> bool | None:
    if filters.near is None or filters.max_km is None:
        return True
    return None if km is None else km <= filters.max_km


def _one_of(wanted: str | None, known: tuple[str, ...]) -> bool | None:
    if wanted is None:
        return True
    return wanted in known if known else None


def _language_fits(service: Facts, language: str | None) -> bool | None:
    """Dutch goes without saying for a Flemish service that names no languages."""
    if language == "nl" and not service.languages:
        return True
    return _one_of(language, service.languages)


def _wait_fits(service: Facts, max_weeks: int | None, *, on: date) -> bool | None:
    if max_weeks is None:
        return True
    weeks = weeks_to_wait(service.wait, on=on)
    return None if weeks is None else weeks <= max_weeks
