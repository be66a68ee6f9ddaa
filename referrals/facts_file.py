"""Reads what is known of services beyond the Sociale Kaart: ages, access, languages, cost, waiting."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from referrals.rules import Access, Wait
from referrals.sociale_kaart import ImportFileError

UNUSABLE = "Dit bestand met aanvullingen is leeg, afgebroken of geen JSON. Er is niets gewijzigd."
ACCESS = frozenset(Access)


@dataclass(frozen=True, slots=True)
class AddedFacts:
    """What is added to the service with this id; None and empty where nobody said."""

    external_id: str
    min_age: int | None
    max_age: int | None
    access: tuple[str, ...]
    languages: tuple[str, ...]
    free: bool | None
    cost: str
    target: str
    remote: bool
    wait: Wait | None


def read_facts(path: Path, *, loaded_on: date) -> Iterator[AddedFacts]:
    """The additions of a file, one by one; reads it whole first and raises ImportFileError when it cannot.

    A waiting time carries the day it was reported (`reported_on`) or, in the demo, how many days before
    `loaded_on` that was. Values that make no sense count as not said. Ids that no service has are for the
    caller to report.
    """
    try:
        content = json.loads(path.read_text("utf-8"))
        services: dict[str, Any] = dict(content["services"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ImportFileError(UNUSABLE) from error
    return (
        _added(external_id, known, loaded_on=loaded_on)
        for external_id, known in services.items()
        if isinstance(known, dict)
    )


def _added(external_id: str, known: dict[str, Any], *, loaded_on: date) -> AddedFacts:
    free = known.get("free")
    return AddedFacts(
        external_id=external_id,
        min_age=_number(known.get("min_age")),
        max_age=_number(known.get("max_age")),
        access=tuple(each for each in _texts(known.get("access")) if each in ACCESS),
        languages=_texts(known.get("languages")),
        free=free if isinstance(free, bool) else None,
        cost=_text(known.get("cost")),
        target=_text(known.get("target")),
        remote=known.get("remote") is True,
        wait=_wait(known.get("wait"), loaded_on=loaded_on),
    )


def _wait(value: Any, *, loaded_on: date) -> Wait | None:
    if not isinstance(value, dict):
        return None
    weeks, places = _number(value.get("weeks")), _number(value.get("places"))
    day = _reported_on(value, loaded_on=loaded_on)
    if day is None or (weeks is None and places is None):
        return None
    return Wait(weeks=weeks, reported_on=day, source=_text(value.get("source")) or "hulpverlener", places=places)


def _reported_on(value: dict[str, Any], *, loaded_on: date) -> date | None:
    days = _number(value.get("days_before_loading"))
    if days is not None:
        return loaded_on - timedelta(days=days)
    try:
        return date.fromisoformat(_text(value.get("reported_on")))
    except ValueError:
        return None


def _number(value: Any) -> int | None:
    """A whole number from 0 to 9999 (ages, weeks and days are never more), or None."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10_000 else None


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
