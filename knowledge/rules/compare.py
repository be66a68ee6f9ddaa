"""Two versions of an article side by side: per part, which words went and which came."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from knowledge.rules.article import CITABLE_LISTS, Article
from knowledge.rules.passages import HEADINGS

Mark = Literal["same", "gone", "new"]
_WORDS = re.compile(r"\s+|[^\s]+")
ENOUGH_ALIKE = 0.45
"""Below this share of equal words two lines are shown as one that went and one that came."""


@dataclass(frozen=True)
class Stretch:
    """Words that stayed, went or came."""

    mark: Mark
    text: str


@dataclass(frozen=True)
class Difference:
    """One part of the article in which something changed, line by line; a line is a row of stretches."""

    heading: str
    lines: tuple[tuple[Stretch, ...], ...]


def differences(old: Article, new: Article) -> tuple[Difference, ...]:
    """The parts that differ, in reading order; parts that are equal are absent."""
    pairs = zip(_parts_of(old), _parts_of(new), strict=True)
    return tuple(
        Difference(heading, tuple(_lines(before, after))) for (heading, before), (_, after) in pairs if before != after
    )


def _parts_of(article: Article) -> list[tuple[str, list[str]]]:
    span = f"van {article.valid_from:%d-%m-%Y} tot " + (
        f"{article.valid_until:%d-%m-%Y}" if article.valid_until else "onbepaald"
    )
    return [
        ("Titel", [article.title]),
        ("Plaats in de kennisbank", [f"{article.type}, {article.perspective}, {article.jurisdiction}"]),
        ("Leeftijd", [f"{article.age_min} tot {article.age_max} jaar"]),
        ("Geldigheid", [span]),
        (HEADINGS["summary"], [article.summary]),
        *((HEADINGS[name], list(article.lists.get(name, ()))) for name in CITABLE_LISTS),
        ("Tekst", [line for line in article.body.splitlines() if line.strip()]),
        ("Spreekt tegen", [f"{row.slug}: {row.why}" for row in article.contradicts]),
        ("Vragen en situaties", list(article.situations)),
        ("Signalen", list(article.signals)),
        ("Woorden van gezinnen", list(article.lay_terms)),
        ("Bronnen", [_reference(row.title, row.publisher, row.date, check=row.check) for row in article.sources]),
    ]


def _reference(title: str, publisher: str, date: str, *, check: bool) -> str:
    return f"{title}. {publisher}, {date}" + (" (na te kijken)" if check else "")


def _lines(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Stretch, ...]]:
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from ((Stretch("same", line),) for line in old[a:b])
        else:
            yield from _changed(old[a:b], new[c:d])


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Stretch, ...]]:
    for position in range(max(len(old), len(new))):
        before = old[position] if position < len(old) else ""
        after = new[position] if position < len(new) else ""
        if before and after and _alike(before, after) >= ENOUGH_ALIKE:
            yield tuple(_words(before, after))
            continue
        if before:
            yield (Stretch("gone", before),)
        if after:
            yield (Stretch("new", after),)


def _alike(old: str, new: str) -> float:
    return SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio()


def _words(old: str, new: str) -> Iterator[Stretch]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Stretch("same", "".join(before[a:b]))
            continue
        if b > a:
            yield Stretch("gone", "".join(before[a:b]))
        if d > c:
            yield Stretch("new", "".join(after[c:d]))
