"""Suggests services that fit the age, the place and the access of a case; widens when nothing nearby fits."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.brief import Brief
from assistant.finding.pieces import pieces_of
from assistant.rules.draft import Suggested
from assistant.rules.themes import Shown
from cases.models import AccessTrack
from referrals.gazetteer import Place, locate
from referrals.queries import ServiceFilters, search_services

MOST_SERVICES = 6
ENOUGH_SERVICES = 3
NEARBY_KM = 30
MOST_THEMES = 4
FARTHER = f"verder dan {NEARBY_KM} km: dichterbij is te weinig gevonden"
OTHER_ACCESS = "niet rechtstreeks toegankelijk: vraagt een aanmelding of doorverwijzing"


def suggested_services(brief: Brief, *, themes: Sequence[Shown], topics: Sequence[str]) -> tuple[Suggested, ...]:
    """At most six services, those that pass every filter first; each that needed a wider search says so."""
    near = locate(brief.municipality) if brief.municipality else None
    need = _need(brief, themes, topics)
    found: dict[object, Suggested] = {}
    for filters, widened in _searches(brief, near):
        if len(found) >= ENOUGH_SERVICES:
            break
        for one in search_services(need, filters=filters, limit=MOST_SERVICES):
            why = tuple(part for part in (*_placeless(one.why, near), widened) if part)
            found.setdefault(one.id, Suggested(id=one.id, name=one.name, why=why))
    return tuple(found.values())[:MOST_SERVICES]


def _need(brief: Brief, themes: Sequence[Shown], topics: Sequence[str]) -> str:
    asked = brief.question.for_model() if brief.question else ""
    about = [shown.theme.title for shown in themes[:MOST_THEMES]]
    return " ".join([asked, *about, *topics, *pieces_of(brief.text.for_model())[-1:]])


def _searches(brief: Brief, near: Place | None) -> Iterator[tuple[ServiceFilters, str]]:
    """First all that is known of the case, then without the distance, then without the access."""
    direct = AccessTrack.DIRECT.value if brief.access_track == AccessTrack.DIRECT else None
    here = ServiceFilters(
        age=brief.age,
        municipality=near.name if near else None,
        max_km=NEARBY_KM if near else None,
        access=direct,
    )
    yield here, ""
    if near is not None:
        yield replace(here, max_km=None), FARTHER
    if direct is not None:
        yield replace(here, max_km=None, access=None), OTHER_ACCESS


def _placeless(reasons: tuple[str, ...], near: Place | None) -> tuple[str, ...]:
    """The reasons without where the family lives: the municipality stays in the vault."""
    return tuple(reason for reason in reasons if near is None or near.name not in reason)
