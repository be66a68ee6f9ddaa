"""Making a validated version findable: asked for, its vectors made outside any transaction, kept at once."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID, uuid4

from knowledge.actions.indexing import Vectors, index_version, texts_of, vectors_of, vocabulary_of
from knowledge.embedding import EmbeddingProblem, in_force
from knowledge.models import Indexing, Status, Version, VersionIndex
from knowledge.queries.vocabulary import vocabulary
from knowledge.queries.written import article_of
from knowledge.rules.compounds import Splitter
from knowledge.starter_set import embeddable_texts
from organisations.models import RunState
from organisations.runs import Refusal, later

TASK = "knowledge.index_version"
BATCH = 4
"""Passages between two renewals of the lease: a few seconds on the embedded model."""
OPEN = (RunState.QUEUED, RunState.RUNNING)


@dataclass(frozen=True, kw_only=True)
class ToEmbed:
    """The texts of one version that need a vector; none when it was indexed already."""

    version_id: UUID
    texts: tuple[str, ...]


def request_indexing(version: Version) -> Indexing:
    """Queue it; while an earlier request is still open that one is given back."""
    asked = Indexing.objects.filter(version=version, state__in=OPEN).first()
    if asked is None:
        asked = Indexing.objects.create(version=version, idempotency_key=uuid4())
        later(TASK, asked)
    return asked


def to_embed(asked: Indexing) -> ToEmbed:
    """What has to be embedded. Raises Refusal when the version may not be found any more."""
    version = asked.version
    if version.status != Status.VALIDATED:
        raise Refusal("De versie is intussen ingetrokken en wordt niet vindbaar gemaakt.")
    texts = () if _is_indexed(version) else tuple(dict.fromkeys(embeddable_texts(article_of(version))))
    return ToEmbed(version_id=version.pk, texts=texts)


def embedded(brief: ToEmbed, *, say: Callable[[str], None]) -> Vectors:
    """The vectors by model and content hash; about 0.2 s a passage on the embedded model. Raises Refusal."""
    model = in_force()
    made: dict[tuple[str, str], list[float]] = {}
    for start in range(0, len(brief.texts), BATCH):
        say(f"passage {start + 1} van {len(brief.texts)}")
        batch = brief.texts[start : start + BATCH]
        try:
            made.update(vectors_of(batch, by=model))
        except EmbeddingProblem as problem:
            raise Refusal(f"De tekst kon niet doorzoekbaar gemaakt worden. {problem}") from problem
    return made


def keep_index(asked: Indexing, vectors: Vectors) -> None:
    """Write the index, so that the version is findable from now on."""
    version = asked.version
    if _is_indexed(version):
        return
    article = article_of(version)
    splitter = Splitter(vocabulary().words | vocabulary_of(texts_of(article)))
    index_version(version, article, splitter=splitter, vectors=vectors)


def _is_indexed(version: Version) -> bool:
    return VersionIndex.objects.filter(version=version).exists()
