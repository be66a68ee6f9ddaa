"""Answers a question from the knowledge bank: quotes of found passages, and, with a model, sentences that cite them."""

import datetime
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import mul
from uuid import UUID

from assistant.gateway import Completion, ModelAway
from assistant.gateway.choosing import Choice
from assistant.gateway.prompts import answer_prompt
from assistant.rules.citations import Cited, Passage, checked
from assistant.rules.draft import Quote, Statement
from assistant.rules.quoting import chosen, pieces_of
from cases.pseudonymiser import SafeText
from knowledge.embedding import embed_passages, embed_query, in_force
from knowledge.queries.passages import Passage as Found
from knowledge.queries.retrieval import Filters, retrieve_to_answer

MOST_SOURCES, MOST_EACH = 4, 3
MOST_SENTENCES = 8


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the knowledge bank says. Not answered: the quotes are only what stands nearest, one a source."""

    quotes: tuple[Quote, ...]
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
    """Quotes from sources that hold today, or held on that date. Call inside a scope; about half a second.

    Raises EmbeddingProblem when a served model does not answer.
    """
    asked = question.for_model()
    found = retrieve_to_answer(asked, sources=MOST_SOURCES, each=MOST_EACH, filters=Filters(on_date=on_date))
    quotes = _quoted(asked, found.passages) if found.answered else _nearest(found.passages)
    return Answer(quotes=tuple(quotes), answered=found.answered, beyond=found.beyond)


def _quoted(asked: str, passages: Sequence[Found]) -> list[Quote]:
    pieces = pieces_of([passage.text for passage in passages])
    model = in_force()
    vectors = embed_passages([passages[one.passage].text[one.start : one.end] for one in pieces], by=model)
    question = embed_query(asked, by=model)
    closeness = [sum(map(mul, vector, question)) for vector in vectors]
    return [_quote(passages[one.passage], one.start, one.end) for one in chosen(pieces, closeness)]


def _nearest(passages: Sequence[Found]) -> list[Quote]:
    by_source: dict[UUID, Found] = {}
    for passage in passages:
        by_source.setdefault(passage.source_id, passage)
    return [_opening(passage) for passage in by_source.values()]


def _opening(passage: Found) -> Quote:
    first = next(iter(pieces_of([passage.text])), None)
    return _quote(passage, first.start, first.end) if first else _quote(passage, 0, len(passage.text))


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
