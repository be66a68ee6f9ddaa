"""A question that no validated source answered, as the knowledge editors find it on their list."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.fields import SafeTextField
from organisations.models import Membership, TenantForeignKey, TenantModel


class GapState(models.TextChoices):
    """What an editor did with it."""

    OPEN = "open", _("open")
    ANSWERED = "answered", _("beantwoord")
    DECLINED = "declined", _("afgewezen")


class KnowledgeGap(TenantModel):
    """One pseudonymised question, counted each time it is asked again; answered with a source, or declined."""

    question = SafeTextField()
    fingerprint = models.CharField(max_length=32, editable=False)
    times = models.PositiveIntegerField("keren gevraagd", default=1)
    asked_by = TenantForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    first_asked_at = models.DateTimeField(auto_now_add=True)
    last_asked_at = models.DateTimeField()
    state = models.CharField("stand", max_length=8, choices=GapState.choices, default=GapState.OPEN)
    slug = models.CharField("bron", max_length=80, blank=True)
    reason = models.TextField("reden", blank=True)
    decided_by = TenantForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["-last_asked_at", "id"]
        indexes = [models.Index(fields=["organisation", "state", "last_asked_at"])]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "fingerprint"], name="knowledge_gap_once"),
            models.CheckConstraint(
                condition=~models.Q(state=GapState.ANSWERED) | ~models.Q(slug=""), name="knowledge_gap_with_source"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=GapState.DECLINED) | ~models.Q(reason=""), name="knowledge_gap_with_reason"
            ),
        ]
