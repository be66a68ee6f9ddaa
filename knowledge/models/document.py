"""Documents that editors offer: a run that reads each one, the file, the addresses that are watched."""

from typing import ClassVar

from django.db import models

from knowledge.models.source import Jurisdiction, Perspective, Source, SourceType, Version
from organisations.models import Membership, Run, TenantForeignKey, TenantModel


class Offered(models.Model):
    """What the editor says of a document before it is read."""

    title = models.CharField("titel", max_length=200, blank=True)
    type = models.CharField("soort", max_length=16, choices=SourceType.choices, default=SourceType.PROCEDURE)
    perspective = models.CharField(
        "invalshoek", max_length=16, choices=Perspective.choices, default=Perspective.PRACTICAL
    )
    jurisdiction = models.CharField(
        "bevoegdheid", max_length=10, choices=Jurisdiction.choices, default=Jurisdiction.GENERAL
    )
    publisher = models.CharField("uitgever", max_length=120, blank=True)

    class Meta:
        abstract = True


class WatchedAddress(Offered, TenantModel):
    """A public document that is fetched again now and then; a change becomes a draft, never more."""

    machine_fields: ClassVar[frozenset[str]] = frozenset(
        {"etag", "last_modified", "content_hash", "checked_at", "problem", "source"}
    )

    url = models.URLField("adres", max_length=400)
    added_by = TenantForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    source = TenantForeignKey(Source, on_delete=models.SET_NULL, null=True, related_name="+")
    active = models.BooleanField("gevolgd", default=True)
    etag = models.CharField(max_length=200, blank=True)
    last_modified = models.CharField(max_length=60, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    checked_at = models.DateTimeField(null=True)
    problem = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        ordering = ["url", "id"]
        constraints = [models.UniqueConstraint(fields=["organisation", "url"], name="knowledge_watched_once")]

    def __str__(self) -> str:
        return self.url


class Document(Offered, Run):
    """One file on its way to becoming a draft; `content_hash` (SHA-256) recognises it when it is offered again.

    `report` holds what was left out, what looks like a person, how many passages it makes.
    """

    machine_fields: ClassVar[frozenset[str]] = Run.machine_fields | {"report", "pages", "watched", "source", "version"}

    asked_by = TenantForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    watched = TenantForeignKey(WatchedAddress, on_delete=models.SET_NULL, null=True, related_name="documents")
    file_name = models.CharField(max_length=140)
    url = models.URLField(max_length=400, blank=True)
    kind = models.CharField(max_length=5)
    size = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64)
    keep_original = models.BooleanField("origineel bewaren", default=False)
    pages = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict)
    source = TenantForeignKey(Source, on_delete=models.SET_NULL, null=True, related_name="documents")
    version = TenantForeignKey(Version, on_delete=models.SET_NULL, null=True, related_name="documents")

    class Meta(Run.Meta):
        ordering = ["-created_at"]
        indexes = [*Run.Meta.indexes, models.Index(fields=["organisation", "content_hash"])]

    def __str__(self) -> str:
        return self.file_name


class DocumentFile(TenantModel):
    """The bytes of a document behind the organisation's walls; gone once it is read, unless they are to stay."""

    audited: ClassVar[bool] = False

    document = TenantForeignKey(Document, on_delete=models.CASCADE, related_name="files")
    content = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation", "document"], name="knowledge_file_once")]
