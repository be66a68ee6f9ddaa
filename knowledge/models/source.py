"""A source of the knowledge bank and its versions: who wrote it, who validated it, until when it holds."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.models import Membership, TenantForeignKey, TenantModel


class SourceType(models.TextChoices):
    """What kind of knowledge it is."""

    METHOD = "methodiek", _("Methodiek")
    FRAME = "kader", _("Denkkader")
    LAW = "wetgeving", _("Wetgeving")
    PROCEDURE = "procedure", _("Procedure")
    LANDSCAPE = "sociale_kaart", _("Sociale kaart")
    SAFETY = "veiligheid", _("Veiligheid")
    TOOL = "tool", _("Werkvorm")
    LEISURE = "vrijetijd", _("Vrije tijd")
    LANGUAGE = "taal", _("Taal")
    PRIVACY = "privacy", _("Privacy")


class Perspective(models.TextChoices):
    """From where it looks at a situation."""

    SYSTEM = "systeem", _("Systeem")
    SAFETY = "veiligheid", _("Veiligheid")
    STRENGTH = "kracht", _("Kracht")
    NETWORK = "netwerk", _("Netwerk")
    DEVELOPMENT = "ontwikkeling", _("Ontwikkeling")
    CONTEXT = "context", _("Context")
    TRAUMA = "trauma", _("Trauma")
    PRACTICAL = "praktisch", _("Praktisch")
    RIGHTS = "rechten", _("Rechten")
    CULTURE = "cultuur", _("Cultuur")


class Jurisdiction(models.TextChoices):
    """Whose law it follows; general knowledge follows none."""

    FLEMISH = "vlaams", _("Vlaams")
    FEDERAL = "federaal", _("Federaal")
    BRUSSELS = "brussel", _("Brussel")
    GENERAL = "algemeen", _("Algemeen")


class Status(models.TextChoices):
    """Where a version stands in its life; expiry follows from its dates."""

    DRAFT = "draft", _("ontwerp")
    IN_REVIEW = "in_review", _("ter nazicht")
    VALIDATED = "validated", _("gevalideerd")
    WITHDRAWN = "withdrawn", _("ingetrokken")


class Source(TenantModel):
    """One subject of the knowledge bank; what it says is in its versions.

    `owner` is a name for readers, `keeper` the member who is reminded; without one every editor is.
    """

    shared_reading: ClassVar[bool] = True

    slug = models.SlugField(max_length=80)
    owner = models.CharField("eigenaar", max_length=120)
    keeper = TenantForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        ordering = ["slug", "id"]
        constraints = [models.UniqueConstraint(fields=["organisation", "slug"], name="knowledge_slug_once")]

    def __str__(self) -> str:
        return self.slug


class Version(TenantModel):
    """What a source says, as one person wrote it and another validated it.

    `written_by` holds every member who wrote in it: none of them may validate it. `revision` counts the times it was
    saved, so that nobody writes over, or validates, what somebody else changed meanwhile.
    """

    shared_reading: ClassVar[bool] = True

    source = TenantForeignKey(Source, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("versie")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    title = models.CharField("titel", max_length=200)
    type = models.CharField("soort", max_length=16, choices=SourceType.choices)
    perspective = models.CharField("invalshoek", max_length=16, choices=Perspective.choices)
    jurisdiction = models.CharField("bevoegdheid", max_length=10, choices=Jurisdiction.choices)
    age_min = models.PositiveSmallIntegerField("vanaf leeftijd")
    age_max = models.PositiveSmallIntegerField("tot en met leeftijd")
    summary = models.TextField("samenvatting")
    body = models.TextField("tekst")
    details = models.JSONField("lijsten en bronnen")
    valid_from = models.DateField("geldig vanaf")
    valid_until = models.DateField("geldig tot en met", null=True)
    review_by = models.DateField("na te kijken tegen", null=True)
    supersedes = TenantForeignKey("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")
    author = TenantForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    author_name = models.CharField("auteur", max_length=120)
    written_by = ArrayField(models.UUIDField(), default=list, editable=False)
    revision = models.PositiveIntegerField(default=0)
    moved_at = models.DateTimeField(null=True)
    remark = models.TextField("opmerking van de validator", blank=True)
    validator = TenantForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    validator_name = models.CharField("gevalideerd door", max_length=120, blank=True)
    validated_at = models.DateTimeField("gevalideerd op", null=True)
    reread_at = models.DateTimeField(null=True)
    reread_by_name = models.CharField("herlezen door", max_length=120, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_name = models.CharField("ingetrokken door", max_length=120, blank=True)
    withdrawn_reason = models.TextField("reden van intrekking", blank=True)
    content_hash = models.CharField(max_length=32)
    starter = models.BooleanField("startset", default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        ordering = ["source", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "source", "number"], name="knowledge_number_once"),
            models.CheckConstraint(
                condition=~models.Q(status=Status.VALIDATED) | models.Q(validated_at__isnull=False),
                name="knowledge_validated_when",
            ),
            models.CheckConstraint(
                condition=models.Q(validator__isnull=True) | ~models.Q(validator=models.F("author")),
                name="knowledge_validated_by_another",
            ),
            models.CheckConstraint(
                condition=models.Q(validator__isnull=True) | ~models.Q(written_by__contains=[models.F("validator")]),
                name="knowledge_validated_by_no_writer",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=Status.WITHDRAWN)
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_reason="")),
                name="knowledge_withdrawn_why",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "status", "valid_from"])]

    def __str__(self) -> str:
        return f"{self.title} (versie {self.number})"
