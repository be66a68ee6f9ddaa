"""The life of a version: which step may be taken by whom, when it is about to end, when to say so."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

REMINDER_DAYS = (60, 30, 7)
"""How many days before its end, or before it has to be reread, somebody is told."""
EXPIRING_DAYS = REMINDER_DAYS[0]


class Step(StrEnum):
    """What somebody can do with a version."""

    EDIT = "edit"
    SUBMIT = "submit"
    DISCARD = "discard"
    SEND_BACK = "send_back"
    VALIDATE = "validate"
    RENEW = "renew"
    WITHDRAW = "withdraw"
    NEW_VERSION = "new_version"
    INDEX = "index"


FROM = {
    Step.EDIT: ("draft",),
    Step.SUBMIT: ("draft",),
    Step.DISCARD: ("draft",),
    Step.SEND_BACK: ("in_review",),
    Step.VALIDATE: ("in_review",),
    Step.RENEW: ("validated",),
    Step.WITHDRAW: ("validated",),
    Step.NEW_VERSION: ("validated", "withdrawn"),
    Step.INDEX: ("validated",),
}
VALIDATORS_ONLY = (Step.VALIDATE, Step.RENEW)
_ELSEWHERE = {
    "draft": "Deze versie is nog een ontwerp.",
    "in_review": "Deze versie ligt bij de validator. Stuur ze eerst terug als er nog iets moet veranderen.",
    "validated": "Deze versie is gevalideerd en verandert niet meer. Maak een nieuwe versie om iets te wijzigen.",
    "withdrawn": "Deze versie is ingetrokken en verandert niet meer. Maak een nieuwe versie om verder te gaan.",
}


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A version as one member stands before it."""

    status: str
    is_ours: bool
    writes: bool
    validates: bool
    wrote: bool
    is_newest: bool
    has_open: bool
    """Whether another version of the same source is being written or reviewed."""
    is_indexed: bool


def refusal(step: Step, standing: Standing) -> str:
    """Why this step may not be taken, as one sentence for people; empty when it may."""
    return _not_hers(step, standing) or _not_now(step, standing)


def allowed_steps(standing: Standing) -> frozenset[Step]:
    """What she can do with it now."""
    return frozenset(step for step in Step if not refusal(step, standing))


def _not_hers(step: Step, standing: Standing) -> str:
    if not standing.is_ours:
        return "Deze bron is van een andere organisatie. Meld wat er niet klopt bij de redactie."
    if step in VALIDATORS_ONLY and not standing.validates:
        return "Alleen een validator kan dit doen."
    if not (standing.writes or standing.validates):
        return "Alleen een kennisredacteur of een validator kan dit doen."
    if step in VALIDATORS_ONLY and standing.wrote:
        return "Je schreef mee aan deze versie. Een andere validator moet ze nakijken."
    return ""


def _not_now(step: Step, standing: Standing) -> str:
    if standing.status not in FROM[step]:
        return _ELSEWHERE[standing.status]
    if step in (Step.RENEW, Step.NEW_VERSION) and not standing.is_newest:
        return "Er is een nieuwere versie van deze bron. Werk daarop verder."
    if step == Step.NEW_VERSION and standing.has_open:
        return "Er wordt al aan een nieuwe versie van deze bron gewerkt. Ga daarop verder."
    if step == Step.INDEX and standing.is_indexed:
        return "Deze versie is al vindbaar."
    return ""


def reminder_step(on: datetime.date, *, today: datetime.date) -> int | None:
    """Which reminder is due for this date: 60, 30 or 7; None when it is too early or the date has passed."""
    left = (on - today).days
    return min((days for days in REMINDER_DAYS if left <= days), default=None) if left >= 0 else None


def deadlines(*, valid_until: datetime.date | None, review_by: datetime.date | None) -> list[tuple[str, datetime.date]]:
    """The dates to keep an eye on, by name; rereading only when that comes before the end."""
    found = [("review_by", review_by)] if review_by and not (valid_until and valid_until <= review_by) else []
    return [*found, ("valid_until", valid_until)] if valid_until else list(found)


def nearest_deadline(
    *, valid_until: datetime.date | None, review_by: datetime.date | None
) -> tuple[str, datetime.date] | None:
    """The first of them."""
    return min(deadlines(valid_until=valid_until, review_by=review_by), key=lambda one: one[1], default=None)


def is_expiring(*, valid_until: datetime.date | None, review_by: datetime.date | None, today: datetime.date) -> bool:
    """Whether it ends or has to be reread within sixty days, or should have been reread already."""
    near = nearest_deadline(valid_until=valid_until, review_by=review_by)
    return near is not None and (near[1] - today).days <= EXPIRING_DAYS
