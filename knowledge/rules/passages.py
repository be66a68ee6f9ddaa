"""Cuts an article into passages that can be found, cited word for word, and embedded."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from knowledge.rules.article import CITABLE_LISTS, Article
from knowledge.rules.pages import Places

LONGEST = 1000
PROSE = "prose"
SUMMARY = "summary"
CONTRADICTIONS = "contradictions"
HEADINGS = {
    SUMMARY: "In het kort",
    "indications": "Wanneer past dit",
    "contra_indications": "Wanneer niet of nog niet",
    "first_steps": "Eerste stappen",
    "questions": "Vragen die je kunt stellen",
    "reflection": "Om zelf bij stil te staan",
    "protocol": "Wat je nu doet",
    "rights": "Rechten",
    CONTRADICTIONS: "Wat hier tegenin gaat",
}
KINDS = (SUMMARY, *CITABLE_LISTS, CONTRADICTIONS, PROSE)
_EMPHASIS = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_SECTION = re.compile(r"^## +(.+?)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Piece:
    """A passage of an article: every list item is a line of `text`, so every item is an exact substring.

    `page` is where it begins in the document it came from; `path` the heads above it, highest first.
    """

    position: int
    kind: str
    heading: str
    text: str
    page: int | None = None
    path: str = ""


def pieces_of(article: Article) -> tuple[Piece, ...]:
    """The passages in reading order: summary, the lists that hold something, then the prose by section."""
    found = [(SUMMARY, HEADINGS[SUMMARY], article.summary)]
    found += [(kind, HEADINGS[kind], "\n".join(items)) for kind, items in article.lists.items() if items]
    if article.contradicts:
        whys = "\n".join(contradiction.why for contradiction in article.contradicts)
        found.append((CONTRADICTIONS, HEADINGS[CONTRADICTIONS], whys))
    listed = [Piece(position, *parts) for position, parts in enumerate(found)]
    return (*listed, *_prose(article.body, first=len(listed)))


def _prose(body: str, *, first: int) -> Iterator[Piece]:
    page: int | None = None
    numbers = count(first)
    for heading, section in sections_of(body):
        places = Places.of(plain(section), page=page)
        end = 0
        for part in _fitting(places.text):
            start = places.text.index(part[:40], end)
            end = start + len(part)
            path = places.path_at(start, section=heading)
            yield Piece(next(numbers), PROSE, heading, part, places.page_at(start), path)
        page = places.page_at(len(places.text))


def embedding_text(*, title: str, heading: str, text: str) -> str:
    """What is embedded for a passage.

    It carries its title, since a section alone often does not name its subject.
    """
    return f"{title}. {heading}\n{text}"


def fingerprint(text: str) -> str:
    """The content hash by which stored embeddings and articles are recognised (32 hex digits)."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def sections_of(body: str) -> Iterator[tuple[str, str]]:
    """The heading and text of each '## ' section, in order."""
    parts = _SECTION.split(body)
    for heading, text in zip(parts[1::2], parts[2::2], strict=True):
        yield heading, text.strip()


def plain(text: str) -> str:
    """The text without Markdown's emphasis and link marks: what is quoted has to read as it was meant."""
    return _LINK.sub(r"\1", _EMPHASIS.sub(r"\2", text))


def _fitting(text: str) -> list[str]:
    """The text whole, or cut at paragraphs (and list items) into parts of at most LONGEST characters."""
    if len(text) <= LONGEST:
        return [text] if text else []
    parts: list[str] = []
    for block in _blocks(text):
        if parts and len(parts[-1]) + len(block) <= LONGEST:
            parts[-1] += block
        else:
            parts.append(block)
    return [part.strip() for part in parts if part.strip()]


def _blocks(text: str) -> list[str]:
    """Paragraphs, then lines, then sentences, then slices: the largest that fit; joined they are the text again."""
    blocks = [text]
    for boundary in (r"(?<=\n\n)", r"(?<=\n)", r"(?<=[.!?…][ ”\"])"):
        blocks = [part for block in blocks for part in _cut(block, boundary)]
    return [block[at : at + LONGEST] for block in blocks for at in range(0, len(block), LONGEST)]


def _cut(block: str, boundary: str) -> list[str]:
    return [block] if len(block) <= LONGEST else [part for part in re.split(boundary, block) if part]
