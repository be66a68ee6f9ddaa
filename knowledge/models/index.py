"""What the machine makes of a version so that it can be found: passages, vectors, postings, vocabulary."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from pgvector.django import HalfVectorField

from knowledge.models.source import Source, Version
from organisations.models import Organisation, TenantForeignKey, TenantModel
from organisations.scope import current_organisation_id

DIMENSIONS = 384


class Chunk(TenantModel):
    """A citable passage: a section of the text, or a list with one item on each line."""

    audited: ClassVar[bool] = False
    shared_reading: ClassVar[bool] = True

    source = TenantForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    version = TenantForeignKey(Version, on_delete=models.CASCADE, related_name="chunks")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    heading = models.CharField(max_length=200)
    page = models.PositiveIntegerField(null=True)
    path = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    content_hash = models.CharField(max_length=32)
    model = models.CharField(max_length=80)
    embedding = HalfVectorField(dimensions=DIMENSIONS)

    class Meta(TenantModel.Meta):
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "version", "position"], name="knowledge_chunk_once")
        ]


class Situation(TenantModel):
    """A question or situation that a version answers: it leads to the version and is never cited."""

    audited: ClassVar[bool] = False
    shared_reading: ClassVar[bool] = True

    version = TenantForeignKey(Version, on_delete=models.CASCADE, related_name="situations")
    text = models.TextField()
    content_hash = models.CharField(max_length=32)
    model = models.CharField(max_length=80)
    embedding = HalfVectorField(dimensions=DIMENSIONS)

    class Meta(TenantModel.Meta):
        ordering = ["version", "id"]


class Posting(TenantModel):
    """How strongly a term stands in a version, and in each part of it.

    Unit -1 is what surrounds the text (title, search words, situations); from 0 on it is the position of the
    chunk. `weights` says how strongly it stands in each of `units`, and `weight` is their sum.
    Equality on text and integers is leakproof, so this btree serves under row-level security where full text
    would not. It includes the weight, so that a search reads no more than the index; one on the organisation
    alone would only tempt PostgreSQL to read all its postings.
    """

    audited: ClassVar[bool] = False
    shared_reading: ClassVar[bool] = True
    HEAD: ClassVar[int] = -1

    id = None  # type: ignore[assignment]
    pk = models.CompositePrimaryKey("organisation_id", "term", "version_id")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", default=current_organisation_id, editable=False,
        db_index=False,
    )  # fmt: skip
    term = models.CharField(max_length=60)
    version = TenantForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    weight = models.FloatField()
    units = ArrayField(models.SmallIntegerField())
    weights = ArrayField(models.FloatField())

    def __str__(self) -> str:
        return self.term


class VersionIndex(TenantModel):
    """That a version is indexed, when, and which words it brought into the vocabulary."""

    audited: ClassVar[bool] = False
    shared_reading: ClassVar[bool] = True

    version = TenantForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    indexed_at = models.DateTimeField()
    words = ArrayField(models.CharField(max_length=60))
    acronyms = models.JSONField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation", "version"], name="knowledge_indexed_once")]
