"""Reads an article (YAML front matter and a Markdown body) and says in Dutch what is wrong with it."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

TYPES = (
    "methodiek", "kader", "wetgeving", "procedure", "sociale_kaart",
    "veiligheid", "tool", "vrijetijd", "taal", "privacy",
)  # fmt: skip
PERSPECTIVES = (
    "systeem", "veiligheid", "kracht", "netwerk", "ontwikkeling", "context",
    "trauma", "praktisch", "rechten", "cultuur",
)  # fmt: skip
JURISDICTIONS = ("vlaams", "federaal", "brussel", "algemeen")
CITABLE_LISTS = (
    "indications",
    "contra_indications",
    "first_steps",
    "questions",
    "reflection",
    "protocol",
    "rights",
)
OTHER_LISTS = ("signals", "situations", "lay_terms")
SUMMARY_LIMIT = 400
_PARTS = re.compile(r"\A---[ \t]*\n(?P<front>.*?)\n---[ \t]*\n(?P<body>.*)\Z", re.DOTALL)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class ArticleProblem(ValueError):
    """The article cannot be used; `sentences` says why, for the person who wrote it."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class Reference:
    """A source an article leans on; `check` means that a detail still has to be looked up."""

    title: str
    publisher: str
    date: str
    check: bool


@dataclass(frozen=True)
class Contradiction:
    """Another article whose advice may pull the other way, and why."""

    slug: str
    why: str


@dataclass(frozen=True)
class Article:
    """One article as its author wrote it, checked and in plain values."""

    slug: str
    title: str
    type: str
    perspective: str
    jurisdiction: str
    age_min: int
    age_max: int
    summary: str
    lists: Mapping[str, tuple[str, ...]]
    signals: tuple[str, ...]
    situations: tuple[str, ...]
    lay_terms: tuple[str, ...]
    contradicts: tuple[Contradiction, ...]
    sources: tuple[Reference, ...]
    valid_from: datetime.date
    valid_until: datetime.date | None
    owner: str
    starter: bool
    body: str


def parse_article(text: str) -> Article:
    """The article in `text`; raises ArticleProblem with one Dutch sentence for each fault."""
    parts = _PARTS.match(text.replace("\r\n", "\n").removeprefix("\ufeff"))
    if parts is None:
        raise ArticleProblem(["Het artikel begint niet met een blok tussen twee regels '---'."])
    reader = _Reader(_front_matter(parts["front"]))
    article = reader.article(parts["body"].strip())
    if reader.faults:
        raise ArticleProblem(reader.faults)
    return article


def _front_matter(text: str) -> dict[str, Any]:
    try:
        read = yaml.load(text, Loader=_LOADER)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        where = f" (regel {mark.line + 2})" if mark else ""
        raise ArticleProblem(
            [f"Het blok bovenaan is geen geldige YAML{where}: kijk de aanhalingstekens na."]
        ) from problem
    if not isinstance(read, dict):
        raise ArticleProblem(["Het blok bovenaan bevat geen velden."])
    return {str(name): value for name, value in read.items()}


class _Reader:
    """Takes the fields one by one and collects what is wrong with them."""

    def __init__(self, fields: dict[str, Any]) -> None:
        self.fields = fields
        self.faults: list[str] = []

    def article(self, body: str) -> Article:
        if "## " not in body:
            self.faults.append("De tekst heeft geen tussentitels (## …).")
        low, high = self.whole("age_min"), self.whole("age_max")
        since, until = self.day("valid_from"), self.day("valid_until", optional=True)
        if low > high:
            self.faults.append("age_min is hoger dan age_max.")
        if since and until and until < since:
            self.faults.append("valid_until ligt voor valid_from.")
        return Article(
            slug=self.slug(), title=self.line("title"), type=self.choice("type", TYPES),
            perspective=self.choice("perspective", PERSPECTIVES),
            jurisdiction=self.choice("jurisdiction", JURISDICTIONS),
            age_min=low, age_max=high, summary=self.summary(),
            lists={name: self.lines(name) for name in CITABLE_LISTS},
            signals=self.lines("signals"), situations=self.lines("situations"),
            lay_terms=self.lines("lay_terms"),
            contradicts=self.contradictions(), sources=self.references(),
            valid_from=since or datetime.date.min, valid_until=until,
            owner=self.line("owner"), starter=self.fields.get("status") == "starter", body=body,
        )  # fmt: skip

    def line(self, name: str) -> str:
        value = self.fields.get(name)
        if not isinstance(value, str | int) or not str(value).strip():
            self.faults.append(f"Het veld {name} ontbreekt of is leeg.")
            return ""
        return " ".join(str(value).split())

    def slug(self) -> str:
        value = self.line("slug")
        if value and not _SLUG.match(value):
            self.faults.append(f"slug '{value}' mag alleen kleine letters, cijfers en streepjes bevatten.")
        return value

    def summary(self) -> str:
        value = self.line("summary")
        if len(value) > SUMMARY_LIMIT:
            self.faults.append(f"De samenvatting telt {len(value)} tekens: hou ze onder {SUMMARY_LIMIT}.")
        return value

    def choice(self, name: str, allowed: tuple[str, ...]) -> str:
        value = self.line(name)
        if value and value not in allowed:
            self.faults.append(f"{name} is '{value}', maar kan alleen zijn: {', '.join(allowed)}.")
        return value

    def whole(self, name: str) -> int:
        value = self.fields.get(name)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 120:
            self.faults.append(f"{name} moet een leeftijd in hele jaren zijn.")
            return 0
        return value

    def day(self, name: str, *, optional: bool = False) -> datetime.date | None:
        value = self.fields.get(name)
        if value is None and optional:
            return None
        if isinstance(value, datetime.datetime):
            return value.date()
        if not isinstance(value, datetime.date):
            self.faults.append(f"{name} moet een datum zijn, zoals 2026-11-01.")
            return None
        return value

    def lines(self, name: str) -> tuple[str, ...]:
        value = self.fields.get(name) or []
        if not isinstance(value, list) or not all(isinstance(item, str | int | float) for item in value):
            self.faults.append(
                f"{name} moet een lijst van zinnen zijn: zet aanhalingstekens rond een zin met dubbelpunt."
            )
            return ()
        return tuple(" ".join(str(item).split()) for item in value if str(item).strip())

    def rows(self, name: str, needed: tuple[str, ...]) -> list[dict[str, Any]]:
        value = self.fields.get(name) or []
        if not isinstance(value, list) or not all(isinstance(row, dict) and row.keys() >= set(needed) for row in value):
            self.faults.append(f"{name} moet een lijst zijn met telkens {' en '.join(needed)}.")
            return []
        return value

    def contradictions(self) -> tuple[Contradiction, ...]:
        rows = self.rows("contradicts", ("slug", "why"))
        return tuple(Contradiction(slug=str(row["slug"]), why=" ".join(str(row["why"]).split())) for row in rows)

    def references(self) -> tuple[Reference, ...]:
        rows = self.rows("sources", ("title", "publisher", "date"))
        return tuple(
            Reference(str(row["title"]), str(row["publisher"]), str(row["date"]), bool(row.get("check")))
            for row in rows
        )
