"""A version as its author wrote it, and what in it may point at a person."""

from collections.abc import Iterator
from dataclasses import dataclass

from cases.pseudonymiser import Key, find
from knowledge.models import Version
from knowledge.rules.article import CITABLE_LISTS, Article, Contradiction, Reference

POINTS_AT_SOMEBODY = {
    "PERSON": "naam",
    "NATIONAL_NUMBER": "rijksregisternummer",
    "BANK_ACCOUNT": "rekeningnummer",
    "EMAIL": "e-mailadres",
    "ADDRESS": "adres",
    "DATE_OF_BIRTH": "geboortedatum",
    "FILE_NUMBER": "dossiernummer",
    "VEHICLE": "nummerplaat",
}
"""Places, schools, services and help lines belong in public knowledge; these rarely do."""
AROUND = 40


@dataclass(frozen=True)
class Pointing:
    """Words that may point at a person, what they look like, and the whole words around them, with dots where cut."""

    words: str
    kind: str
    before: str
    after: str


def article_of(version: Version) -> Article:
    """The version in plain values, as it was typed or loaded."""
    details = version.details
    return Article(
        slug=version.source.slug, title=version.title, type=version.type, perspective=version.perspective,
        jurisdiction=version.jurisdiction, age_min=version.age_min, age_max=version.age_max,
        summary=version.summary, body=version.body,
        lists={name: tuple(details.get("lists", {}).get(name, ())) for name in CITABLE_LISTS},
        signals=tuple(details.get("signals", ())),
        situations=tuple(details.get("situations", ())),
        lay_terms=tuple(details.get("lay_terms", ())),
        contradicts=tuple(Contradiction(**row) for row in details.get("contradicts", ())),
        sources=tuple(Reference(**row) for row in details.get("sources", ())),
        valid_from=version.valid_from, valid_until=version.valid_until,
        owner=version.source.owner, starter=version.starter,
    )  # fmt: skip


def pointing_at_people(article: Article) -> tuple[Pointing, ...]:
    """What looks like it points at a person, each once, in reading order; the works it leans on are left out.

    Costs about 30 ms. Raises PseudonymiserError.
    """
    found: dict[str, Pointing] = {}
    for text in _texts(article):
        for span in find(text, key=Key()):
            words = text[span.start : span.end]
            if span.label in POINTS_AT_SOMEBODY and words not in found:
                found[words] = Pointing(words, POINTS_AT_SOMEBODY[span.label], *_around(text, span.start, span.end))
    return tuple(found.values())


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    while 0 < first < start and not text[first - 1].isspace():
        first += 1
    while end < last < len(text) and not text[last].isspace():
        last -= 1
    before, after = text[first:start], text[end:last]
    return f"…{before}" if first else before, f"{after}…" if last < len(text) else after


def _texts(article: Article) -> Iterator[str]:
    yield from (article.title, article.summary, article.body)
    for items in (*article.lists.values(), article.situations, [row.why for row in article.contradicts]):
        yield "\n".join(items)
