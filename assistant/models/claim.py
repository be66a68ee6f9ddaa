"""The claims of an analysis: each with what it rests on, and what people decided about it."""

from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from assistant.models.analysis import Analysis
from cases.fields import SafeTextField
from organisations.models import Membership, TenantForeignKey, TenantModel


class Section(models.TextChoices):
    """Where in the memo a claim stands, in reading order."""

    UNKNOWN = "unknown", _("Wat we nog niet weten")
    SUMMARY = "summary", _("Samengevat")
    PERSPECTIVE = "perspective", _("Invalshoeken")
    CONTRADICTION = "contradiction", _("Spreekt tegen")
    TRIGGER = "trigger", _("Aanleiding in de notities")
    METHOD_WHY = "method_why", _("Waarom deze methode")
    METHOD_WHEN_NOT = "method_when_not", _("Wanneer niet")
    METHOD_STEP = "method_step", _("Eerste stap")
    NEXT_STEP = "next_step", _("Mogelijke volgende stappen")
    SAFETY = "safety", _("Veiligheid")
    RIGHT = "right", _("Rechten")
    REFLECTION = "reflection", _("Om mee te nemen naar het team")
    READING = "reading", _("Ook het lezen waard")


class Support(models.TextChoices):
    """How far a claim is carried by what it cites."""

    SUPPORTED = "supported", _("ondersteund")
    PARTIAL = "partial", _("deels ondersteund")
    NOTE = "note", _("uit de notities")
    NONE = "none", _("geen bron")


class Claim(TenantModel):
    """One sentence of an analysis. `heading` groups claims (a perspective, a method, a signal)."""

    audited = False

    analysis = TenantForeignKey(Analysis, on_delete=models.CASCADE, related_name="claims")
    section = models.CharField(max_length=16, choices=Section.choices)
    heading = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField()
    text = SafeTextField()
    support = models.CharField(max_length=10, choices=Support.choices)

    class Meta(TenantModel.Meta):
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "analysis", "position"], name="claim_place_once")
        ]


class Quoted(TenantModel):
    """An unbroken piece of a passage: characters start to end of the chunk, in this version of the source."""

    audited = False

    chunk_id = models.UUIDField()
    slug = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    version_number = models.PositiveIntegerField()
    quote = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    number = models.PositiveSmallIntegerField()

    class Meta(TenantModel.Meta):
        abstract = True
        indexes = [
            models.Index(fields=["organisation", "chunk_id"]),
            models.Index(fields=["organisation", "slug"]),
        ]

    @property
    def span(self) -> str:
        """Where in the passage the quote stands, as the passage's page reads it."""
        return f"?van={self.start}&tot={self.end}"


class Citation(Quoted):
    """The exact passage a claim rests on."""

    claim = TenantForeignKey(Claim, on_delete=models.CASCADE, related_name="citations")

    class Meta(Quoted.Meta):
        ordering = ["number"]


class Verdict(models.TextChoices):
    """What a caregiver does with a proposal."""

    TAKEN_OVER = "taken_over", _("overgenomen")
    ADAPTED = "adapted", _("aangepast")
    REJECTED = "rejected", _("verworpen")


class Decision(TenantModel):
    """A human decides: one decision for each claim, which can be changed."""

    claim = TenantForeignKey(Claim, on_delete=models.CASCADE, related_name="decisions")
    by = TenantForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    adapted = SafeTextField(null=True)
    reason = SafeTextField(null=True)
    decided_at = models.DateTimeField(auto_now=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation", "claim"], name="decided_once")]

    @property
    def case_id(self) -> UUID:
        """The case it is about; the trail writes it beside every change, so that a case shows who decided what."""
        case_id: UUID = self.claim.analysis.case_id
        return case_id
