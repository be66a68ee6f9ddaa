"""Makes a version findable: passages and situations with their vectors, postings, vocabulary."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection
from django.utils import timezone

from knowledge.embedding import Model, embed_passages, in_force
from knowledge.models import Chunk, Posting, Situation, Version, VersionIndex
from knowledge.rules.acronyms import acronyms_in
from knowledge.rules.article import Article
from knowledge.rules.compounds import Splitter
from knowledge.rules.passages import Piece, embedding_text, fingerprint, pieces_of
from knowledge.rules.weighing import weights_of
from knowledge.rules.words import words_of

Vectors = Mapping[tuple[str, str], Any]
"""Vectors by the name of the model that made them and the hash of the text."""
HOLD_SQL = "select name from knowledge_modelinforce for share"
POSTINGS_SQL = """
insert into knowledge_posting (organisation_id, version_id, term, weight, units, weights)
select %s, %s, term, sum(weight), array_agg(unit order by unit), array_agg(weight order by unit)
  from (select unit, left(term, 60) as term, sum(weight) as weight
          from unnest(%s::int[], %s::text[], %s::float8[]) as made (unit, term, weight) group by 1, 2) cut
 group by term
"""


def index_version(version: Version, article: Article, *, splitter: Splitter, vectors: Vectors) -> None:
    """Index a version that was not indexed before, inside its organisation's scope.

    What `vectors` lacks of the model in force is embedded here, which takes about 0.2 s a passage: a switch since they
    were made costs time and mixes nothing. Until the transaction ends no switch can pass.
    """
    model = _held_model()
    pieces = pieces_of(article)
    chunks = [_chunk(version, article, piece) for piece in pieces]
    situations = [_situation(version, text) for text in article.situations]
    texts = [_embedded(article, piece) for piece in pieces]
    _give_vectors([*chunks, *situations], [*texts, *article.situations], vectors=vectors, model=model)
    Chunk.objects.bulk_create(chunks)
    Situation.objects.bulk_create(situations)
    _write_postings(version, weights_of(article, pieces, splitter=splitter))
    texts = texts_of(article)
    VersionIndex.objects.create(
        version=version,
        indexed_at=timezone.now(),
        words=sorted(vocabulary_of(texts)),
        acronyms=acronyms_in(texts, splitter=splitter),
    )


def index_words_again(version: Version, article: Article, *, splitter: Splitter) -> None:
    """Bring the words by which an indexed version is found up to date; its passages and vectors stay."""
    Posting.objects.filter(version=version).delete()
    _write_postings(version, weights_of(article, pieces_of(article), splitter=splitter))
    texts = texts_of(article)
    held = VersionIndex.objects.get(version=version)
    held.indexed_at = timezone.now()
    held.words, held.acronyms = sorted(vocabulary_of(texts)), acronyms_in(texts, splitter=splitter)
    held.save()


def vectors_of(texts: Sequence[str], *, by: Model) -> dict[tuple[str, str], list[float]]:
    """The vectors of these texts as `index_version` takes them; about 0.2 s each. Raises EmbeddingProblem."""
    keys = [(by.name, fingerprint(text)) for text in texts]
    return dict(zip(keys, embed_passages(texts, by=by), strict=True))


def texts_of(article: Article) -> list[str]:
    """Every text of the article in which a word can stand."""
    lists = [item for items in article.lists.values() for item in items]
    return [article.title, article.summary, article.body, *lists, *article.lay_terms, *article.situations]


def vocabulary_of(texts: Iterable[str]) -> set[str]:
    """The folded words of the texts."""
    return {word for text in texts for word in words_of(text)}


def _embedded(article: Article, piece: Piece) -> str:
    return embedding_text(title=article.title, heading=piece.heading, text=piece.text)


def _chunk(version: Version, article: Article, piece: Piece) -> Chunk:
    return Chunk(
        source_id=version.source_id, version=version, position=piece.position, kind=piece.kind,
        heading=piece.heading, page=piece.page, path=piece.path, text=piece.text,
        content_hash=fingerprint(_embedded(article, piece)),
    )  # fmt: skip


def _situation(version: Version, text: str) -> Situation:
    return Situation(version=version, text=text, content_hash=fingerprint(text))


def _held_model() -> Model:
    with connection.cursor() as cursor:
        cursor.execute(HOLD_SQL)
    return in_force()


def _give_vectors(rows: Sequence[Chunk | Situation], texts: Sequence[str], *, vectors: Vectors, model: Model) -> None:
    keys = [(model.name, row.content_hash) for row in rows]
    made = vectors_of([text for key, text in zip(keys, texts, strict=True) if key not in vectors], by=model)
    for row, key in zip(rows, keys, strict=True):
        row.model, row.embedding = model.name, made.get(key) or vectors[key]


def _write_postings(version: Version, units: Mapping[int, Mapping[str, float]]) -> None:
    rows = [(unit, term, weight) for unit, weights in units.items() for term, weight in weights.items()]
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], []]
    with connection.cursor() as cursor:
        cursor.execute(POSTINGS_SQL, [version.organisation_id, version.pk, *columns])
