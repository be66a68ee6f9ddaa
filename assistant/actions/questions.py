"""Asking the knowledge bank: the answer is kept for a while, and what it lacks goes to the editors."""

import datetime
from uuid import UUID

from django.utils import timezone

from assistant.answering import Answer, ToWrite, Written, answer_from_sources, passages_of
from assistant.gateway.choosing import models_for
from assistant.models import Part, Question, Quotation, Sentence
from assistant.rules.draft import Quote
from cases.pseudonymiser import Key, hide
from knowledge.actions.gaps import file_gap
from knowledge.queries.passages import chunks_with_source
from organisations.models import Membership, RunState
from organisations.runs import Refusal, later

TASK = "assistant.write_answer"
KEPT_DAYS = 30
"""A history is for finding something back, not for knowing who asked what."""


def ask_question(by: Membership, *, text: str, on_date: datetime.date | None, idempotency_key: UUID) -> Question:
    """Answer from the sources at once; with a model configured it also writes, later. One key gives one question.

    About half a second. Raises PseudonymiserError and EmbeddingProblem, nothing kept.
    """
    held = Question.objects.filter(idempotency_key=idempotency_key, asked_by=by).first()
    if held is not None:
        return held
    asked = hide(text, key=Key()).safe
    answer = answer_from_sources(asked, on_date=on_date)
    question = Question.objects.create(
        asked_by=by, text=asked, on_date=on_date, answered=answer.answered, beyond=answer.beyond,
        idempotency_key=idempotency_key, state=RunState.DONE, finished_at=timezone.now(),
    )  # fmt: skip
    _keep_quotes(question, answer)
    if answer.answered and models_for(sensitive=False):
        Question.objects.filter(id=question.id).update(state=RunState.QUEUED, finished_at=None)
        later(TASK, question)
    return question


def _keep_quotes(question: Question, answer: Answer) -> None:
    numbers: dict[UUID, int] = {}
    parts = ((Part.URGENT, answer.urgent), (Part.ANSWER, answer.quotes), (Part.NEAR, answer.near))
    quotes = [(part, quote) for part, held in parts for quote in held]
    Quotation.objects.bulk_create(
        _row(question, None, quote, position, numbers, part=part) for position, (part, quote) in enumerate(quotes)
    )


def _row(
    question: Question,
    sentence: Sentence | None,
    quote: Quote,
    position: int,
    numbers: dict[UUID, int],
    *,
    part: Part = Part.ANSWER,
) -> Quotation:
    return Quotation(
        question=question, sentence=sentence, part=part, position=position,
        number=numbers.setdefault(quote.chunk_id, len(numbers) + 1),
        chunk_id=quote.chunk_id, slug=quote.slug, title=quote.title, version_number=quote.version,
        quote=quote.quote, start=quote.start, end=quote.end,
    )  # fmt: skip


def to_write(question: Question) -> ToWrite:
    """What a model needs to write about what was quoted. Raises Refusal when those passages are gone."""
    quotes = [_quote(one) for one in question.quotations.filter(sentence=None, part=Part.ANSWER)]
    chunks = chunks_with_source({quote.chunk_id for quote in quotes})
    passages = passages_of(quotes, {key: chunk.text for key, chunk in chunks.items()})
    if not passages:
        raise Refusal("De bronnen van dit antwoord zijn intussen weg. Stel je vraag opnieuw.")
    return ToWrite(question=question.text, passages=tuple(passages), choices=models_for(sensitive=False))


def _quote(one: Quotation) -> Quote:
    return Quote(
        chunk_id=one.chunk_id, slug=one.slug, title=one.title, version=one.version_number,
        quote=one.quote, start=one.start, end=one.end,
    )  # fmt: skip


def keep_written(question: Question, written: Written) -> None:
    """The sentences of a model beside the quotes; its words go through the pseudonymiser once more."""
    question.fallback = written.fallback[:200]
    question.model = written.completion.model[:120] if written.completion else ""
    question.save()
    question.sentences.all().delete()
    numbers = {one.chunk_id: one.number for one in question.quotations.all()}
    for position, statement in enumerate(written.statements):
        text = hide(statement.text, key=Key()).safe
        sentence = Sentence.objects.create(question=question, position=position, text=text, support=statement.support)
        Quotation.objects.bulk_create(
            _row(question, sentence, quote, place, numbers) for place, quote in enumerate(statement.quotes)
        )


def file_question(question: Question) -> None:
    """Put it on the list of the knowledge editors: nothing answers it, or not well enough."""
    file_gap(question.asked_by, question.text)
    question.filed_at = timezone.now()
    question.save()


def mark_reply_seen(question: Question) -> None:
    """She read what the editors decided."""
    Question.objects.filter(pk=question.pk, reply_seen_at=None).update(reply_seen_at=timezone.now())


def forget_question(question: Question) -> None:
    """Gone at once, with its answer."""
    question.delete()


def forget_all_questions(by: Membership) -> None:
    """Her whole history, also what her list no longer shows."""
    for question in Question.objects.filter(asked_by=by):
        forget_question(question)


def forget_old_questions() -> int:
    """Delete, in the scope that is open, what is older than KEPT_DAYS; returns how many."""
    old = Question.objects.filter(created_at__lt=timezone.now() - datetime.timedelta(days=KEPT_DAYS))
    return sum(1 for question in old if question.delete())
