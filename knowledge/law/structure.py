"""A law in plain values: articles, and of each article its versions with the days between which they hold."""

import datetime
from dataclasses import dataclass

FAR = datetime.date(2100, 1, 1)
"""The Codex dates what waits for a condition on this day or later."""


class LawProblem(ValueError):
    """The file holds no law that can be read; its text is one Dutch sentence or two."""


@dataclass(frozen=True)
class ArticleVersion:
    """What an article says between two days; `waits_for` is the condition of a version that is not in force."""

    codex_id: int
    text: str
    starts: datetime.date
    ends: datetime.date | None
    waits_for: str = ""


@dataclass(frozen=True)
class LawArticleRead:
    """One article: its key within the law, its number, the heads above it, its versions by first day."""

    key: str
    number: str
    path: tuple[str, ...]
    versions: tuple[ArticleVersion, ...]


@dataclass(frozen=True)
class Refused:
    """A version that was left out, and why."""

    number: str
    reason: str


@dataclass(frozen=True)
class Law:
    """One document of the Codex."""

    id: int
    title: str
    short_title: str
    jurisdiction: str
    link: str
    articles: tuple[LawArticleRead, ...]
    refused: tuple[Refused, ...]
    notes: tuple[str, ...] = ()
