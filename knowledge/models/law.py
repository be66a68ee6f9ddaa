"""Law from the Vlaamse Codex: an article is a source, each version of it a version with its own days."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from knowledge.models.source import Source, Version
from organisations.models import Membership, Run, TenantForeignKey, TenantModel


class LawArticle(TenantModel):
    """Where an article stands: its law, its number, the heads above it, its page at the Codex."""

    audited: ClassVar[bool] = False
    shared_reading: ClassVar[bool] = True

    source = TenantForeignKey(Source, on_delete=models.CASCADE, related_name="articles")
    law_id = models.PositiveIntegerField()
    law_title = models.CharField(max_length=400)
    number = models.CharField(max_length=40)
    place = models.PositiveIntegerField()
    path = ArrayField(models.CharField(max_length=300))
    link = models.URLField(max_length=400, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["law_title", "law_id", "place"]
        constraints = [models.UniqueConstraint(fields=["organisation", "source"], name="knowledge_article_once")]

    def __str__(self) -> str:
        return f"Artikel {self.number}"


class LawVersion(TenantModel):
    """Which version of the Codex a version of ours is, and on what its beginning waits."""

    audited: ClassVar[bool] = False
    shared_reading: ClassVar[bool] = True

    version = TenantForeignKey(Version, on_delete=models.CASCADE, related_name="law_versions")
    codex_id = models.PositiveIntegerField()
    condition = models.CharField(max_length=200, blank=True)
    text_hash = models.CharField(max_length=32)

    class Meta(TenantModel.Meta):
        ordering = ["version"]
        constraints = [models.UniqueConstraint(fields=["organisation", "version"], name="knowledge_law_version_once")]


class ArticleAlias(TenantModel):
    """Another number by which people know an article: 'art. 458 Sw.' for the article that took its place."""

    shared_reading: ClassVar[bool] = True

    article = TenantForeignKey(LawArticle, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField("oude naam of oud nummer", max_length=80)
    note = models.CharField("toelichting", max_length=200, blank=True)
    added_by = TenantForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["organisation", "article", "name"], name="knowledge_alias_once")]

    def __str__(self) -> str:
        return self.name


class LawImport(Run):
    """An import of one law; `done` counts the articles that are finished, so that it can go on where it stopped."""

    machine_fields: ClassVar[frozenset[str]] = Run.machine_fields | {"report", "done", "total", "title"}

    asked_by = TenantForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=140, blank=True)
    url = models.URLField(max_length=400, blank=True)
    title = models.CharField(max_length=400, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict)

    class Meta(Run.Meta):
        ordering = ["-created_at"]


class LawFile(TenantModel):
    """The file of an import, public law as it came, until it is read."""

    audited: ClassVar[bool] = False

    asked = TenantForeignKey(LawImport, on_delete=models.CASCADE, related_name="files")
    content = models.BinaryField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation", "asked"], name="knowledge_law_file_once")]
