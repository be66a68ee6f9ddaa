"""What a case is about beyond its words: themes, the sentences that show them, and the articles they call for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from assistant.rules.manner import Manner, manner_of
from assistant.rules.note import Note, Place

THEMES_FILE = Path(__file__).resolve().parent.parent / "data" / "themes.yaml"
REPEATED = 0.3
MOST_COUNTED = 3


@dataclass(frozen=True)
class Theme:
    """A subject of youth care: the signs that show it, how much each article gains by it, the question it leaves."""

    title: str
    signs: tuple[str, ...]
    brings: Mapping[str, float]
    asks: str


@dataclass(frozen=True)
class Shown:
    """A theme that a note shows, and where: one place for each sentence, in their order."""

    theme: Theme
    places: tuple[Place, ...]

    @property
    def strength(self) -> float:
        """From 1 for one sentence to 1.6 for three or more."""
        return 1 + REPEATED * (min(len(self.places), MOST_COUNTED) - 1)

    def gain(self, slug: str) -> float:
        """What this article gains by it."""
        return self.theme.brings.get(slug, 0.0) * self.strength


@cache
def themes() -> tuple[Theme, ...]:
    """All themes, in the order of their file."""
    return tuple(
        Theme(
            title=row["title"],
            signs=tuple(sign.strip() for sign in row["signs"].split(",")),
            brings=dict(row["brings"]),
            asks=row.get("asks", ""),
        )
        for row in yaml.safe_load(THEMES_FILE.read_text(encoding="utf-8"))
    )


def themes_in(note: Note) -> list[Shown]:
    """The themes that the note shows, strongest first; what it denies does not count. About 5 ms a page."""
    found = [Shown(theme, places) for theme in themes() if (places := _places(note, theme))]
    return sorted(found, key=lambda shown: -shown.strength * max(shown.theme.brings.values()))


def _places(note: Note, theme: Theme) -> tuple[Place, ...]:
    by_sentence: dict[int, Place] = {}
    for sign in theme.signs:
        for place in note.places_of(sign):
            if manner_of(note, place, sign=sign) != Manner.DENIED:
                by_sentence.setdefault(place.sentence, place)
    return tuple(by_sentence[at] for at in sorted(by_sentence))
