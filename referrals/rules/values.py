"""What the rules look at: a service, what was asked of it, and what was reported of waiting."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from referrals.gazetteer import Place


class Access(StrEnum):
    DIRECT = "rtj"
    GATE = "nrtj"
    CRISIS = "crisis"
    COURT = "gerechtelijk"


@dataclass(frozen=True, slots=True)
class Wait:
    """Weeks of waiting, free places, or both, as somebody reported them on a day; `source` says who knew it."""

    weeks: int | None
    reported_on: date
    source: str
    places: int | None = None


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
