"""Citations are checked, not believed: a quote counts only when it stands, unbroken, in the passage it names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from assistant.rules.draft import Quote, Statement
from knowledge.rules.words import stem, stopwords, words_of

ENOUGH_SHARED = 0.34
SHORTEST_QUOTE = 12


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A passage a model was shown."""

    chunk_id: UUID
    slug: str
    title: str
    version: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Cited:
    """What a model says it rests on: the number of a source and a quote."""

    source: int
    quote: str


def checked(text: str, cited: list[Cited], *, passages: Mapping[int, Passage]) -> Statement:
    """The statement with the quotes that really stand in their passage, and how far they carry it.

    supported: a true quote shares at least a third of the claim's content words; partial: a true quote that shares
    fewer; none: no true quote.
    """
    quotes = tuple(quote for one in cited if (quote := _true_quote(one, passages)))
    return Statement(text=text, quotes=quotes, support=_support(text, quotes))


def _true_quote(cited: Cited, passages: Mapping[int, Passage]) -> Quote | None:
    passage = passages.get(cited.source)
    wanted = cited.quote.strip().strip('"“”')
    if passage is None or len(wanted) < SHORTEST_QUOTE:
        return None
    pattern = r"\s+".join(re.escape(word) for word in wanted.split())
    found = re.search(pattern, passage.text, re.IGNORECASE)
    if found is None:
        return None
    return Quote(
        chunk_id=passage.chunk_id,
        slug=passage.slug,
        title=passage.title,
        version=passage.version,
        quote=found.group(0),
        start=found.start(),
        end=found.end(),
    )


def _support(text: str, quotes: tuple[Quote, ...]) -> str:
    if not quotes:
        return "none"
    claim = _content(text)
    if not claim:
        return "partial"
    shared = max(len(claim & _content(quote.quote)) / len(claim) for quote in quotes)
    return "supported" if shared >= ENOUGH_SHARED else "partial"


def _content(text: str) -> set[str]:
    ignored = stopwords("nl")
    return {stem(word) for word in words_of(text) if word not in ignored}
