"""Knows the kinds of help there are, and of which kind a service is by its rubrics or its name."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml

KINDS_FILE = Path(__file__).parent / "data" / "kinds_of_help.yaml"

LONG_MARK = 6


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of help with its Dutch name, and how it comes: gesprek, thuis, groep, verblijf, dringend and so on."""

    key: str
    label: str
    forms: frozenset[str]


@cache
def kinds() -> dict[str, Kind]:
    """All kinds by key."""
    return {kind.key: kind for kind, _ in _marked()}


@lru_cache(maxsize=20_000)
def kinds_of(rubrics: tuple[str, ...], name: str) -> tuple[str, ...]:
    """The keys of the kinds a service is of: as its rubrics say, or as its name says where no rubric does."""
    found = _kinds_in(" ; ".join(rubrics).lower())
    return found or _kinds_in(name.lower())


@lru_cache(maxsize=20_000)
def _kinds_in(text: str) -> tuple[str, ...]:
    return tuple(kind.key for kind, marks in _marked() if marks.search(text))


@cache
def _marked() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    rows = yaml.safe_load(KINDS_FILE.read_text("utf-8"))
    return tuple(
        (Kind(row["key"], row["label"], frozenset(row["forms"])), _any_of(tuple(row["marks"]))) for row in rows
    )


def _any_of(marks: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the marks, as words; a long one also in compounds: "psychologen" is met in "eerstelijnspsychologen"."""
    parts = [rf"\w*{re.escape(mark)}\w{{0,3}}" if len(mark) >= LONG_MARK else re.escape(mark) for mark in marks]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])")
