"""Answers a question from the knowledge bank: quotes of found passages, and, with a model, sentences that cite them."""

import datetime
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from operator import mul
from uuid import UUID

from assistant.composer.signals import dangers_in
from assistant.gateway import Completion, ModelAway
from assistant.gateway.choosing import Choice
from assistant.gateway.prompts import answer_prompt
from assistant.rules.citations import Cited, Passage, checked
from assistant.rules.draft import Quote, Statement
from assistant.rules.note import Note
from assistant.rules.quoting import Piece, opening_of, parts_of, speaking
from assistant.rules.themes import themes_in
from cases.pseudonymiser import SafeText
from knowledge.embedding import embed_passages, embed_query, in_force
from knowledge.queries.articles import ArticleFacts, article_facts, signals_by_slug
from knowledge.queries.passages import Passage as Found
from knowledge.queries.recalls import withdrawn_passages
from knowledge.queries.retrieval import Filters, retrieve_to_answer
from knowledge.rules.asking import asks_something, parts_asked_for
from knowledge.rules.passages import SUMMARY

MOST_SOURCES, MOST_EACH = 4, 3
MOST_SENTENCES = 8
SHORT = 8


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the knowledge bank says: first what a danger in the question asks for, then the answer, then what is near.

    Not answered: there are no quotes, and what is near is all there is.
    """

    urgent: tuple[Quote, ...]
    quotes: tuple[Quote, ...]
    near: tuple[Quote, ...]
    answered: bool
    beyond: str


@dataclass(frozen=True, kw_only=True)
class Written:
    """What a model made of it; without usable sentences only the reason why."""

    statements: tuple[Statement, ...] = ()
    completion: Completion | None = None
    fallback: str = ""


@dataclass(frozen=True, kw_only=True)
class ToWrite:
    """What writing needs: the question, the passages that were quoted, the models that may be asked, in order."""

    question: SafeText
    passages: tuple[Passage, ...]
    choices: tuple[Choice, ...]


def answer_from_sources(question: SafeText, *, on_date: datetime.date | None) -> Answer:
    """Quotes from sources that hold today, or held on that date. Call inside a scope; a tenth to half a second.

    Raises EmbeddingProblem when a served model does not answer.
    """
    asked = question.for_model()
    if not asks_something(asked):
        return Answer(urgent=(), quotes=(), near=(), answered=False, beyond="")
    found = retrieve_to_answer(asked, sources=MOST_SOURCES, each=MOST_EACH, filters=Filters(on_date=on_date))
    urgent = _urgent(asked)
    gone = _withdrawn_since(found.passages, on_date=on_date)
    shown = {quote.chunk_id for quote in urgent}
    passages = [one for one in found.passages if one.chunk_id not in shown | gone]
    answered = found.answered and not any(one.chunk_id in gone for one in found.passages[:1])
    chosen = speaking([one.slug for one in passages], [one.score for one in passages]) if answered else []
    answering = [passages[index] for index in chosen]
    return Answer(
        urgent=tuple(urgent), quotes=tuple(_quoted(asked, answering)),
        answered=answered,
        near=tuple(_near(passages, without={one.slug for one in urgent} | {one.slug for one in answering})),
        beyond=found.beyond,
    )  # fmt: skip


def _withdrawn_since(passages: Sequence[Found], *, on_date: datetime.date | None) -> set[UUID]:
    """Of a day in the past an older version is found, also when the one that followed it was withdrawn with it."""
    return set(withdrawn_passages([one.chunk_id for one in passages])) if on_date else set()


def _urgent(asked: str) -> list[Quote]:
    """The protocol of the danger that the question shows most; nothing for who only asks what a word means."""
    if parts_asked_for(asked) == {SUMMARY} and len(asked.split()) <= SHORT:
        return []
    note = Note.of(asked)
    dangers = dangers_in(note, article_facts(signals_by_slug()).values(), themes=themes_in(note))
    return [_protocol(danger.article) for danger in dangers[:1] if danger.raised]


def _protocol(article: ArticleFacts) -> Quote:
    """Its lines, which stand in one passage."""
    lines = article.protocol
    return Quote(
        chunk_id=lines[0].chunk_id, slug=article.slug, title=article.title, version=article.version_number,
        quote="\n".join(line.text for line in lines), start=lines[0].start, end=lines[-1].end,
    )  # fmt: skip


def _quoted(asked: str, passages: Sequence[Found]) -> list[Quote]:
    """Of each passage the part nearest to the question. Only a long one has several, each at the cost of its vector."""
    parts = [parts_of(index, passage.text) for index, passage in enumerate(passages)]
    long = [piece for pieces in parts if len(pieces) > 1 for piece in pieces]
    closeness = dict(zip(long, _closeness(asked, [_text(passages, piece) for piece in long]), strict=True))
    best = [max(pieces, key=lambda piece: closeness.get(piece, 0.0)) for pieces in parts if pieces]
    return [_quote(passages[one.passage], one.start, one.end) for one in best]


def _closeness(asked: str, texts: Sequence[str]) -> list[float]:
    if not texts:
        return []
    model = in_force()
    question = embed_query(asked, by=model)
    return [sum(map(mul, vector, question)) for vector in embed_passages(texts, by=model)]


def _text(passages: Sequence[Found], piece: Piece) -> str:
    return passages[piece.passage].text[piece.start : piece.end]


def _near(passages: Sequence[Found], *, without: Collection[str]) -> list[Quote]:
    """The other sources, each by the beginning of its nearest passage."""
    by_source: dict[str, Found] = {}
    for passage in passages:
        if passage.slug not in without:
            by_source.setdefault(passage.slug, passage)
    return [_quote(passage, *opening_of(passage.text)) for passage in by_source.values()]


def _quote(passage: Found, start: int, end: int) -> Quote:
    return Quote(
        chunk_id=passage.chunk_id, slug=passage.slug, title=passage.title, version=passage.version_number,
        quote=passage.text[start:end], start=start, end=end,
    )  # fmt: skip


def write_answer(brief: ToWrite, *, say: Callable[[str], None]) -> Written:
    """Sentences of the first model that gives usable ones, each with checked quotations; others are left out.

    Outside any scope: this may take as long as the models do. Calls `say` before each, which renews the lease.
    """
    numbered = dict(enumerate(brief.passages, start=1))
    fallback = "Er is geen taalmodel meer ingesteld."
    for choice in brief.choices:
        say("antwoord schrijven")
        prompt = answer_prompt(
            question=brief.question, passages=list(numbered.items()), context_tokens=choice.door.context_tokens
        )
        try:
            completion = choice.door.complete(prompt)
            return Written(statements=_supported(completion.text, numbered), completion=completion)
        except ModelAway as away:
            fallback = str(away)
    return Written(fallback=fallback)


def _supported(text: str, passages: Mapping[int, Passage]) -> tuple[Statement, ...]:
    statements = [checked(sentence, cited, passages=passages) for sentence, cited in _read(text)]
    kept = tuple(one for one in statements if one.quotes)[:MOST_SENTENCES]
    if not kept:
        raise ModelAway("Het taalmodel gaf geen zin die op een bron steunt.")
    return kept


def _read(text: str) -> list[tuple[str, list[Cited]]]:
    """The sentences of an answer. Raises ModelAway when it has another shape."""
    try:
        sentences = json.loads(text)["sentences"]
        return [
            (str(one["text"]), [Cited(source=int(c["source"]), quote=str(c["quote"])) for c in one["citations"]])
            for one in sentences
        ]
    except (ValueError, TypeError, KeyError) as problem:
        raise ModelAway("Het taalmodel gaf geen bruikbaar antwoord.") from problem


def passages_of(quotes: Sequence[Quote], texts: dict[UUID, str]) -> list[Passage]:
    """The whole passages behind the quotes, each once."""
    by_chunk = {quote.chunk_id: quote for quote in quotes}
    return [
        Passage(chunk_id=one.chunk_id, slug=one.slug, title=one.title, version=one.version, text=texts[one.chunk_id])
        for one in by_chunk.values()
        if one.chunk_id in texts
    ]
