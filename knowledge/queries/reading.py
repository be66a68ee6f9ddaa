"""A version as its page shows it: parts in reading order, with anchors that citations can lead to."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from knowledge.models import Chunk, Status, Version
from knowledge.queries.passages import live_versions
from knowledge.queries.written import article_of
from knowledge.rules.article import Article
from knowledge.rules.markup import safe_html
from knowledge.rules.passages import HEADINGS, PROSE, Piece, pieces_of, sections_of

PUBLISHED = (Status.VALIDATED, Status.WITHDRAWN)
BEFORE_TEXT = ("protocol", "indications", "contra_indications", "first_steps", "questions")
AFTER_TEXT = ("rights", "reflection")


@dataclass(frozen=True)
class Part:
    """A list (items) or a section of the text (html)."""

    anchor: str
    kind: str
    heading: str
    items: tuple[str, ...] = ()
    html: str = ""


def parts_of(version: Version) -> list[Part]:
    """The lists people act on first, then the text, then rights and reflection; also of a draft."""
    chunks = list(Chunk.objects.filter(version=version).defer("embedding"))
    return _parts(chunks, version.body) if chunks else parts_of_article(article_of(version))


def parts_of_article(article: Article) -> list[Part]:
    """The same of a text that is still being written."""
    return _parts(pieces_of(article), article.body)


def _parts(chunks: Sequence[Chunk | Piece], body: str) -> list[Part]:
    lists = {chunk.kind: _list_part(chunk) for chunk in chunks if chunk.kind in (*BEFORE_TEXT, *AFTER_TEXT)}
    text = [Part(_anchor(chunks, heading), PROSE, heading, html=safe_html(text)) for heading, text in sections_of(body)]
    return [
        *(lists[kind] for kind in BEFORE_TEXT if kind in lists),
        *text,
        *(lists[kind] for kind in AFTER_TEXT if kind in lists),
    ]


def version_to_read(versions: Collection[Version], *, number: int | None) -> Version | None:
    """The version with this number.

    Without a number the one in force, else the last published, else the last draft.
    """
    if number is not None:
        return next((version for version in versions if version.number == number), None)
    live = live_versions([version.pk for version in versions])
    rank = {v.pk: (v.pk in live, v.status in PUBLISHED, v.number) for v in versions}
    return max(versions, key=lambda version: rank[version.pk], default=None)


def anchor_of(chunk: Chunk) -> str:
    """Where on the page of its source this passage begins."""
    same = Chunk.objects.filter(version_id=chunk.version_id, heading=chunk.heading, kind=chunk.kind)
    return f"deel-{same.order_by('position').values_list('position', flat=True)[0]}"


def _anchor(chunks: Iterable[Chunk | Piece], heading: str) -> str:
    return next((f"deel-{c.position}" for c in chunks if c.kind == PROSE and c.heading == heading), "deel-tekst")


def _list_part(chunk: Chunk | Piece) -> Part:
    return Part(f"deel-{chunk.position}", chunk.kind, HEADINGS[chunk.kind], items=tuple(chunk.text.split("\n")))
