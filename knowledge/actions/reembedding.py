"""Another embedding model for the whole bank: its vectors are made beside those in use, then replace them at once."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection, transaction

from knowledge.embedding import EmbeddingProblem, Model, embed_passages
from knowledge.models import Chunk, ModelInForce, PreparedVector, Situation
from knowledge.rules.passages import embedding_text
from organisations.models import Organisation
from organisations.scope import current_organisation_id, organisation_scope
from organisations.statistics import refresh_statistics

Answer = TypeVar("Answer")
log = logging.getLogger("ai4care.knowledge")
BATCH = 8
"""Texts in one call, alike in length; what a stop can lose."""
PROBE = "Een proef: antwoordt dit model?"
WAITING_SQL = """
from (select c.content_hash, c.text, c.heading, c.version_id, c.model
        from knowledge_chunk c where c.organisation_id = %(here)s
       union all
      select s.content_hash, s.text, null, s.version_id, s.model
        from knowledge_situation s where s.organisation_id = %(here)s) held
join knowledge_version v on v.id = held.version_id and v.organisation_id = %(here)s
where held.model <> %(model)s and not exists (
  select 1 from knowledge_preparedvector p
   where p.organisation_id = %(here)s and p.model = %(model)s and p.content_hash = held.content_hash)
"""
ADOPT_SQL = """
update {table} held set embedding = p.embedding, model = p.model
  from knowledge_preparedvector p
 where p.organisation_id = %(here)s and held.organisation_id = %(here)s
   and p.model = %(model)s and held.model <> p.model and held.content_hash = p.content_hash
"""


@dataclass(frozen=True)
class Behind:
    """A source of which some texts have no vector of the model: how many of them."""

    organisation: str
    title: str
    texts: int


def check(model: Model) -> None:
    """Raises EmbeddingProblem when the model does not answer or gives no vectors of our size."""
    embed_passages([PROBE], by=model)


def texts_waiting(model: Model) -> int:
    """How many different texts, over all organisations, have no vector of this model yet."""
    return sum(len(hashes) for _, hashes in _everywhere(lambda: _waiting(model)))


def prepare(model: Model, *, made: Callable[[int], None] = lambda count: None) -> None:
    """Make the vectors that are missing and keep each batch, so that a next run goes on from there.

    A text that the model refuses is left out. `made` is told how many texts each step dealt with. Nothing that is
    searched changes; no transaction is open while the model works. About 0.2 s a passage on the embedded model.
    Call it outside any scope. Raises EmbeddingProblem when the model answers no more.
    """
    for organisation_id, hashes in _everywhere(lambda: _waiting(model)):
        for start in range(0, len(hashes), BATCH):
            batch = hashes[start : start + BATCH]
            with organisation_scope(organisation_id):
                texts = _texts(model, batch)
            vectors = _vectors(texts, by=model)
            with organisation_scope(organisation_id):
                _keep(vectors, model)
            made(len(batch))


def switch(model: Model) -> None:
    """Put this model in force with every prepared vector, in one transaction: a search sees all of it or nothing.

    Searching goes on meanwhile; indexing waits. A text without a vector of the model keeps its old one.
    Call it outside any scope.
    """
    with transaction.atomic():
        ModelInForce.objects.select_for_update().first()
        for _ in _everywhere(lambda: _adopt(model)):
            """Each in its own scope, all in one transaction."""
        ModelInForce.objects.update_or_create(id=ModelInForce.ONLY, defaults={"name": model.name, "url": model.url})
        refresh_statistics(Chunk, Situation)
    log.info("embedding model in force: %s", model.name)


def left_behind(model: Model) -> list[Behind]:
    """The sources that have texts without a vector of this model, neither in use nor prepared."""
    sql = f"select v.title, count(*) {WAITING_SQL} group by v.title order by v.title"
    found = _everywhere(lambda: _rows(sql, model=model.name))
    names = dict(Organisation.objects.values_list("id", "name"))
    return [Behind(names[place], title, texts) for place, rows in found for title, texts in rows]


def _everywhere(ask: Callable[[], Answer]) -> Iterator[tuple[UUID, Answer]]:
    """The answer of each organisation, in its own scope, which is closed again when the answer is handed out."""
    for organisation_id in list(Organisation.objects.order_by("slug").values_list("id", flat=True)):
        with organisation_scope(organisation_id):
            answer = ask()
        yield organisation_id, answer


def _waiting(model: Model) -> list[str]:
    """The hashes of the texts in scope, short texts first: alike in length they are embedded fastest together."""
    sql = f"select held.content_hash {WAITING_SQL} group by 1 order by min(length(held.text)), 1"
    return [content_hash for (content_hash,) in _rows(sql, model=model.name)]


def _texts(model: Model, hashes: Sequence[str]) -> dict[str, str]:
    sql = f"""select distinct on (held.content_hash) held.content_hash, v.title, held.heading, held.text
              {WAITING_SQL} and held.content_hash = any(%(hashes)s)"""
    return {
        content_hash: text if heading is None else embedding_text(title=title, heading=heading, text=text)
        for content_hash, title, heading, text in _rows(sql, model=model.name, hashes=list(hashes))
    }


def _vectors(texts: dict[str, str], *, by: Model) -> dict[str, list[float]]:
    """By hash. A batch that fails goes text by text, unless the model no longer answers at all."""
    try:
        return dict(zip(texts, embed_passages(list(texts.values()), by=by), strict=True))
    except EmbeddingProblem:
        check(by)
    vectors: dict[str, list[float]] = {}
    for content_hash, text in texts.items():
        try:
            vectors[content_hash] = embed_passages([text], by=by)[0]
        except EmbeddingProblem:
            continue
    check(by)
    return vectors


def _keep(vectors: dict[str, list[float]], model: Model) -> None:
    rows = [PreparedVector(content_hash=key, model=model.name, embedding=made) for key, made in vectors.items()]
    PreparedVector.objects.bulk_create(rows, ignore_conflicts=True)


def _adopt(model: Model) -> None:
    """Prepared vectors of a model that was given up go too."""
    with connection.cursor() as cursor:
        for table in (Chunk._meta.db_table, Situation._meta.db_table):
            cursor.execute(ADOPT_SQL.format(table=table), {"here": current_organisation_id(), "model": model.name})
    PreparedVector.objects.all().delete()


def _rows(sql: str, **parameters: str | list[str]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {**parameters, "here": current_organisation_id()})
        return list(cursor.fetchall())
