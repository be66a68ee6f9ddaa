"""What leans on the knowledge bank: each app that cites passages says here how to find what did.

The knowledge bank knows no analysis and no answer. An app registers its kind when it starts (in `ready`), so that a
source that is withdrawn reaches everyone who used it, and editors see what is used.
"""

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Leaning:
    """One thing that cites a passage: its id, who asked for it and when."""

    subject_id: UUID
    member_id: UUID
    asked_at: datetime.datetime


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of thing that cites: its name, its Dutch word, and how to find and count it in the scope that is open.

    `find` gets ids of passages, `count` slugs of sources, `kept` ids of such things and says which are still there.
    `url_name` and `argument` make the address of its page.
    """

    name: str
    word: str
    find: Callable[[Collection[UUID]], Iterable[Leaning]]
    count: Callable[[Collection[str]], Mapping[str, int]]
    kept: Callable[[Collection[UUID]], Collection[UUID]]
    url_name: str
    argument: str


_kinds: dict[str, Kind] = {}


def leans(kind: Kind) -> None:
    """Register a kind, once when its app starts."""
    _kinds[kind.name] = kind


def kinds() -> tuple[Kind, ...]:
    """Every registered kind."""
    return tuple(_kinds.values())


def kind_named(name: str) -> Kind | None:
    """The kind with this name; None when its app is no longer there."""
    return _kinds.get(name)
