"""Decides which services suit a need, in which order, and says why: pure, on plain values."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from referrals.gazetteer import Place, distance_km
from referrals.wording import ACCESS_WORDS, ages_words, day_words, language_words, source_words, weeks_words

WAIT_EXPIRES_DAYS = 90
CERTAINTY_LOST_PER_UNKNOWN = 0.12
DISTANCE_HALVES_KM = 40.0
WAIT_HALVES_WEEKS = 26.0
LEAST_RELEVANCE = 0.1  # below it the words meet by accident


class Access(StrEnum):
    DIRECT = "rtj"
    GATE = "nrtj"
    CRISIS = "crisis"
    COURT = "gerechtelijk"


@dataclass(frozen=True, slots=True)
class Wait:
    """A waiting time in weeks as somebody reported it on a day; `source` is "dienst" or "hulpverlener"."""

    weeks: int
    reported_on: date
    source: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a service; None and empty mean that nobody said, not that the answer is no.

    `points` are (latitude, longitude) of its addresses; `remote` marks help by chat or phone.
    """

    external_id: str
    name: str
    min_age: int | None = None
    max_age: int | None = None
    access: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    free: bool | None = None
    cost: str = ""
    points: tuple[tuple[float, float], ...] = ()
    remote: bool = False
    wait: Wait | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """What a service must answer to; None and False ask nothing. `max_km` counts from `near`."""

    age: int | None = None
    near: Place | None = None
    max_km: float | None = None
    access: str | None = None
    language: str | None = None
    free: bool = False
    max_wait_weeks: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """`misses` are the filters it fails, `unknown` those nobody can tell; it fits when nothing misses."""

    misses: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    km: float | None = None

    @property
    def fits(self) -> bool:
        return not self.misses


@dataclass(frozen=True, slots=True)
class Candidate:
    """A service with its relevance to the need (0 to 1) and the words in which the two meet."""

    service: Facts
    relevance: float
    matched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A service that fits, its score (0 to 1) and the Dutch reasons for showing it."""

    service: Facts
    verdict: Verdict
    score: float
    why: tuple[str, ...]


def fits(service: Facts, filters: Filters, *, on: date) -> Verdict:
    """Holds a service against every filter on a day. Unknown is no miss, but it is named and ranks lower."""
    km = distance_from(filters.near, service)
    answers = {
        "leeftijd": _age_fits(service, filters.age),
        "afstand": _distance_fits(service, filters, km=km),
        "toegang": _one_of(filters.access, service.access),
        "taal": _language_fits(service, filters.language),
        "prijs": service.free if filters.free else True,
        "wachttijd": _wait_fits(current_wait(service.wait, on=on), filters.max_wait_weeks),
    }
    return Verdict(
        misses=tuple(name for name, answer in answers.items() if answer is False),
        unknown=tuple(name for name, answer in answers.items() if answer is None),
        km=km,
    )


def why(service: Facts, filters: Filters, *, on: date, matched: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Dutch reasons in a fixed order: words that matched, ages, place, access, language, price, waiting time.

    Ages, price and waiting time are always told, known or not; the rest where the filters ask for it.
    """
    verdict = fits(service, filters, on=on)
    reasons = [
        f"past bij: {', '.join(matched)}" if matched else "",
        ages_words(service.min_age, service.max_age),
        _place_words(service, filters, km=verdict.km),
        _access_words(service, filters),
        _language_words(service, filters),
        _cost_words(service),
        wait_words(service.wait, on=on),
    ]
    return tuple(reason for reason in reasons if reason)


def rank(candidates: Iterable[Candidate], filters: Filters, *, on: date) -> list[Suggestion]:
    """The services that fit and answer the need, best first; without a need every relevance is 1.

    Relevance leads; distance and waiting time weigh, each unknown costs a little, ties go by id.
    """
    held = [(each, fits(each.service, filters, on=on)) for each in candidates]
    suggestions = [
        Suggestion(
            service=each.service,
            verdict=verdict,
            score=each.relevance * _ease(each.service, verdict, on=on),
            why=why(each.service, filters, on=on, matched=each.matched),
        )
        for each, verdict in held
        if verdict.fits and each.relevance >= LEAST_RELEVANCE
    ]
    return sorted(suggestions, key=lambda each: (-each.score, each.service.external_id))


def current_wait(wait: Wait | None, *, on: date) -> Wait | None:
    """The waiting time while it may be believed: None when older than 90 days, or from the future."""
    if wait is None or not 0 <= (on - wait.reported_on).days <= WAIT_EXPIRES_DAYS:
        return None
    return wait


def wait_words(wait: Wait | None, *, on: date) -> str:
    """The waiting time with its day and source, or that it is unknown and since when; never a promise."""
    if wait is None:
        return "wachttijd onbekend"
    if current_wait(wait, on=on) is None:
        return f"wachttijd onbekend (laatst gemeld op {day_words(wait.reported_on)})"
    reported = f"gemeld op {day_words(wait.reported_on)} door {source_words(wait.source)}"
    return f"{weeks_words(wait.weeks)}, {reported}"


def distance_from(near: Place | None, service: Facts) -> float | None:
    """Kilometres to its nearest address, 0 for help by chat or phone; None when nobody can know."""
    if near is None:
        return None
    if service.remote:
        return 0.0
    return min((distance_km(near, point) for point in service.points), default=None)


def without_place(filters: Filters) -> Filters:
    """The same filters for all of Flanders, to offer when nothing nearby fits."""
    return replace(filters, near=None, max_km=None)


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


def _wait_fits(wait: Wait | None, max_weeks: int | None) -> bool | None:
    if max_weeks is None:
        return True
    return None if wait is None else wait.weeks <= max_weeks


def _ease(service: Facts, verdict: Verdict, *, on: date) -> float:
    """How easily help is reached, from 0 to 1: near, soon and certain is 1."""
    ease = (1 - CERTAINTY_LOST_PER_UNKNOWN) ** len(verdict.unknown)
    if verdict.km:
        ease *= math.pow(0.5, verdict.km / DISTANCE_HALVES_KM)
    wait = current_wait(service.wait, on=on)
    weeks = wait.weeks if wait else WAIT_HALVES_WEEKS / 2
    return ease * math.pow(0.5, weeks / WAIT_HALVES_WEEKS)


def _place_words(service: Facts, filters: Filters, *, km: float | None) -> str:
    if filters.near is None:
        return ""
    if service.remote:
        return "vanop afstand, via chat of telefoon"
    if km is None:
        return "afstand onbekend"
    return f"in {filters.near.name}" if km < 1 else f"{km:.0f} km van {filters.near.name}"


def _access_words(service: Facts, filters: Filters) -> str:
    if filters.access in service.access:
        return ACCESS_WORDS.get(filters.access or "", "")
    if filters.access and not service.access:
        return "toegang niet vermeld"
    # someone who filtered on nothing still needs to know that this door has a gatekeeper
    return ACCESS_WORDS.get(service.access[0], "") if len(service.access) == 1 and not filters.access else ""


def _language_words(service: Facts, filters: Filters) -> str:
    if filters.language is None or filters.language == "nl":
        return ""
    if not service.languages:
        return "talen niet vermeld"
    return f"ook in {language_words(filters.language)}"


def _cost_words(service: Facts) -> str:
    if service.free is None:
        return "prijs niet vermeld"
    cost = service.cost.rstrip(".")
    return "gratis" if service.free else cost[:1].lower() + cost[1:]
