"""Reads of questions and their answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from assistant.models import Part, Question, Quotation, Sentence
from knowledge.models import Chunk, GapState, SourceType, Version
from knowledge.queries.catalogue import titles_of
from knowledge.queries.law import ArticleFacts, articles_of
from knowledge.queries.passages import chunks_with_source, states_of
from knowledge.queries.recalls import Withdrawn, withdrawn_passages
from knowledge.queries.room import gaps_about
from organisations.models import Membership

MOST_SHOWN = 50


@dataclass(frozen=True)
class SourceShown:
    """One passage behind an answer: what is quoted of it, and how it stands today."""

    number: int
    quotes: list[Quotation]
    version: Version
    chunk: Chunk
    state: str
    law: ArticleFacts | None = None
    withdrawn: Withdrawn | None = None

    @property
    def is_law(self) -> bool:
        """Law shows its level and the day its text holds from before anything else."""
        return self.version.type == SourceType.LAW


@dataclass(frozen=True)
class AnswerShown:
    """An answer in reading order: what goes first, what a model wrote, the passages themselves, what is near."""

    urgent: list[SourceShown]
    sentences: list[tuple[Sentence, list[Quotation]]]
    sources: list[SourceShown]
    near: list[SourceShown]

    @property
    def legal(self) -> bool:
        """Whether the answer rests first of all on law."""
        return bool(self.sources) and self.sources[0].is_law

    @property
    def withdrawn(self) -> dict[str, Withdrawn]:
        """What it said that was withdrawn since, by the title of the source."""
        return {source.version.title: source.withdrawn for source in self._said if source.withdrawn}

    @property
    def aged(self) -> bool:
        """Whether something it said was replaced since, or holds no more."""
        return any(source.state in ("superseded", "expired") and not source.withdrawn for source in self._said)

    @property
    def _said(self) -> list[SourceShown]:
        return [*self.urgent, *self.sources]


@dataclass(frozen=True)
class Replied:
    """What the knowledge editors decided about a filed question: a source that answers it, or why none comes."""

    slug: str
    title: str
    reason: str


def reply_to(question: Question) -> Replied | None:
    """The editors' reply to a question that was filed; nothing as long as it waits, or its source is not in force."""
    gap = gaps_about([question.text]).get(question.text) if question.filed_at else None
    if gap is None or gap.state == GapState.OPEN:
        return None
    title = titles_of([gap.slug]).get(gap.slug, "")
    return Replied(gap.slug, title, gap.reason) if title or gap.reason else None


def replied_among(questions: Iterable[Question]) -> set[UUID]:
    """Which of these the editors decided about, since she filed them; one query."""
    filed = [one for one in questions if one.filed_at]
    gaps = gaps_about([one.text for one in filed])
    return {one.pk for one in filed if one.text in gaps and gaps[one.text].state != GapState.OPEN}


def with_new_reply(membership: Membership) -> list[Question]:
    """Her filed questions on which the editors decided and of which she has not opened the page since."""
    waiting = list(Question.objects.filter(asked_by=membership, reply_seen_at=None).exclude(filed_at=None))
    replied = replied_among(waiting)
    return [one for one in waiting if one.pk in replied]


def questions_of(membership: Membership) -> QuerySet[Question]:
    """What she asked, newest first; nobody else's."""
    return Question.objects.filter(asked_by=membership)[:MOST_SHOWN]


def answer_of(question: Question) -> AnswerShown:
    """All of an answer in six queries, eight with law. A passage that was deleted since is left out."""
    rows = list(question.quotations.all())
    sentences = [
        (sentence, [one for one in rows if one.sentence_id == sentence.pk]) for sentence in question.sentences.all()
    ]
    shown = _sources([one for one in rows if one.sentence_id is None])
    urgent, sources, near = ([one for one in shown if one.quotes[0].part == part] for part in Part)
    return AnswerShown(urgent, sentences, sources, near)


def _sources(quotes: list[Quotation]) -> list[SourceShown]:
    chunks = chunks_with_source({quote.chunk_id for quote in quotes})
    states = states_of([chunk.version for chunk in chunks.values()])
    law = articles_of([chunk.version for chunk in chunks.values()])
    gone = withdrawn_passages(chunks)
    by_number: Any = groupby(sorted(quotes, key=lambda one: (one.number, one.position)), key=lambda one: one.number)
    shown = []
    for number, group in by_number:
        held = list(group)
        chunk = chunks.get(held[0].chunk_id)
        if chunk is not None:
            version = chunk.version
            state, facts = states[version.pk], law.get(version.pk)
            shown.append(SourceShown(number, held, version, chunk, state, facts, gone.get(chunk.pk)))
    return shown
