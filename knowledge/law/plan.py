"""Decides what an import changes of an article, so that on every day the version of that day is the one found."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.law.structure import ArticleVersion


@dataclass(frozen=True)
class Held:
    """A version that we have: its number, what it says (as a hash), its days."""

    number: int
    text_hash: str
    starts: datetime.date
    ends: datetime.date | None


@dataclass(frozen=True)
class Offered:
    """A version that the Codex gives."""

    version: ArticleVersion
    text_hash: str


@dataclass(frozen=True)
class Plan:
    """`new` are added in this order, `again` too (numbers of ours, so that order follows the days), `ends` change."""

    new: tuple[Offered, ...]
    again: tuple[int, ...]
    ends: tuple[tuple[int, datetime.date | None], ...]
    order: tuple[Offered | int, ...]


def plan_of(held: Sequence[Held], offered: Sequence[Offered]) -> Plan:
    """What to add and change.

    A later number takes the place of an earlier one from its own first day on, so numbers have to rise with the days.
    Where something has to come before what we have, all that comes after it is given a new number. What the file does
    not name stays: the interface gives one moment, not the whole history.
    """
    current = {one.starts: one for one in sorted(held, key=lambda one: one.number)}
    given = {one.version.starts: one for one in offered}
    days = sorted({*current, *given})
    order: list[Offered | int] = []
    for day in days:
        kept, wanted = current.get(day), given.get(day)
        same = kept is not None and (wanted is None or wanted.text_hash == kept.text_hash)
        if same and kept is not None and not order and _rises(kept, days, current):
            continue
        if same and kept is not None:
            order.append(kept.number)
        elif wanted is not None:
            order.append(wanted)
    ends = tuple(
        (current[day].number, one.version.ends)
        for day, one in given.items()
        if day in current and current[day].text_hash == one.text_hash and current[day].ends != one.version.ends
    )
    return Plan(
        new=tuple(one for one in order if isinstance(one, Offered)),
        again=tuple(one for one in order if isinstance(one, int)),
        ends=ends,
        order=tuple(order),
    )


def _rises(kept: Held, days: Sequence[datetime.date], current: dict[datetime.date, Held]) -> bool:
    """Whether no earlier day has a higher number."""
    return all(current[day].number <= kept.number for day in days if day <= kept.starts and day in current)
