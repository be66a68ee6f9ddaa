"""The one shape of an analysis, whoever composes it: claims with citations, grouped as a colleague's memo."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Quote:
    """An exact piece of a passage: passage text[start:end] == quote."""

    chunk_id: UUID
    slug: str
    title: str
    version: int
    quote: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One claim: pseudonymised text, how far it is supported, and by what; of a step also when it is due, by whom."""

    text: str
    quotes: tuple[Quote, ...] = ()
    support: str = "none"
    when: str = ""
    who: str = ""

    @property
    def lead(self) -> str:
        """When and by whom, in a few words."""
        return ": ".join(part for part in (self.when, self.who) if part)


@dataclass(frozen=True, kw_only=True)
class Group:
    """Claims under one heading: a perspective, a method, a safety signal. `because` is the sentence that called it."""

    heading: str
    subject: str = ""
    because: str = ""
    statements: tuple[Statement, ...] = ()
    when_not: tuple[Statement, ...] = ()
    steps: tuple[Statement, ...] = ()
    contradicted: tuple[Statement, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Suggested:
    """A service from the directory, by its id, with the reasons for suggesting it."""

    id: UUID
    name: str
    why: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A whole analysis before it is kept."""

    summary: tuple[Statement, ...] = ()
    unknowns: tuple[Statement, ...] = ()
    perspectives: tuple[Group, ...] = ()
    methods: tuple[Group, ...] = ()
    next_steps: tuple[Statement, ...] = ()
    safety: tuple[Group, ...] = ()
    rights: tuple[Statement, ...] = ()
    services: tuple[Suggested, ...] = ()
    reflection: tuple[Statement, ...] = ()
    reading: tuple[Statement, ...] = ()

    def cited_slugs(self) -> set[str]:
        """The slugs of every source that a claim cites."""
        return {quote.slug for _, _, _, statement in _walk(self) for quote in statement.quotes}


@dataclass(frozen=True, kw_only=True)
class Line:
    """A claim with its place in the memo, ready to become a row."""

    section: str
    statement: Statement
    heading: str = ""
    subject: str = ""
    position: int = field(default=0)


def lines_of(draft: Draft) -> Iterator[Line]:
    """Every claim in reading order, numbered from 0: first what is not known, then the rest."""
    for position, (section, heading, subject, statement) in enumerate(_walk(draft)):
        yield Line(section=section, heading=heading, subject=subject, statement=statement, position=position)


def _walk(draft: Draft) -> Iterator[tuple[str, str, str, Statement]]:
    yield from (("unknown", "", "", s) for s in draft.unknowns)
    yield from (("summary", "", "", s) for s in draft.summary)
    for group in draft.perspectives:
        yield from (("perspective", group.heading, group.subject, s) for s in group.statements)
        yield from (("contradiction", group.heading, group.subject, s) for s in group.contradicted)
    for group in draft.methods:
        yield from _trigger(group)
        yield from (("method_why", group.heading, group.subject, s) for s in group.statements)
        yield from (("method_when_not", group.heading, group.subject, s) for s in group.when_not)
        yield from (("method_step", group.heading, group.subject, s) for s in group.steps)
    yield from (("next_step", s.lead, "", s) for s in draft.next_steps)
    for group in draft.safety:
        yield from _trigger(group)
        yield from (("safety", group.heading, group.subject, s) for s in group.statements)
    yield from (("right", "", "", s) for s in draft.rights)
    yield from (("reflection", "", "", s) for s in draft.reflection)
    yield from (("reading", "", "", s) for s in draft.reading)


def _trigger(group: Group) -> Iterator[tuple[str, str, str, Statement]]:
    if group.because:
        yield "trigger", group.heading, group.subject, Statement(text=group.because, support="note")


def as_json(draft: Draft) -> dict[str, Any]:
    """The draft as the batch command writes it; ids as strings."""
    return {
        "summary": [_statement(s) for s in draft.summary],
        "unknowns": [_statement(s) for s in draft.unknowns],
        "perspectives": [
            {
                "name": group.heading,
                "claims": [_statement(s) for s in group.statements],
                "contradicts": [_statement(s) for s in group.contradicted],
            }
            for group in draft.perspectives
        ],
        "methods": [
            {
                "slug": group.subject,
                "title": group.heading,
                "because": group.because,
                "why": [_statement(s) for s in group.statements],
                "when_not": [_statement(s) for s in group.when_not],
                "first_steps": [_statement(s) for s in group.steps],
            }
            for group in draft.methods
        ],
        "next_steps": [{**_statement(s), "when": s.when, "who": s.who} for s in draft.next_steps],
        "safety": [
            {
                "signal": group.heading,
                "slug": group.subject,
                "because": group.because,
                "protocol": [_statement(s) for s in group.statements],
            }
            for group in draft.safety
        ],
        "rights": [_statement(s) for s in draft.rights],
        "services": [{"id": str(s.id), "name": s.name, "why": list(s.why)} for s in draft.services],
        "reflection": [_statement(s) for s in draft.reflection],
        "reading": [_statement(s) for s in draft.reading],
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "text": statement.text,
        "support": statement.support,
        "citations": [
            {
                "chunk_id": str(quote.chunk_id),
                "slug": quote.slug,
                "version": quote.version,
                "quote": quote.quote,
                "start": quote.start,
                "end": quote.end,
            }
            for quote in statement.quotes
        ],
    }
