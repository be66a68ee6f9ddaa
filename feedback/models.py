"""What caregivers report about single claims, and what the knowledge editor answers."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assistant.models import Claim
from cases.fields import SafeTextField
from cases.models import Case
from organisations.models import Membership, TenantForeignKey, TenantModel


class Reason(models.TextChoices):
    """What is wrong with a claim."""

    WRONG = "onjuist", _("onjuist")
    INCOMPLETE = "onvolledig", _("onvolledig")
    OUTDATED = "verouderd", _("verouderd")
    BIASED = "bevooroordeeld", _("bevooroordeeld")
    UNSAFE = "onveilig", _("onveilig")
    PRIVACY = "privacy", _("privacy")


class FeedbackState(models.TextChoices):
    """Whether an editor has answered."""

    OPEN = "open", _("open")
    ANSWERED = "answered", _("beantwoord")


class ClaimFeedback(TenantModel):
    """One person's report about one claim. The case stands here too, for the trail and for erasure."""

    machine_fields: ClassVar[frozenset[str]] = frozenset({"seen_at"})

    claim = TenantForeignKey(Claim, on_delete=models.CASCADE, related_name="feedback")
    case = TenantForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    by = TenantForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField("reden", max_length=16, choices=Reason.choices)
    comment = SafeTextField(null=True)
    slug = models.CharField("bron", max_length=120, blank=True)
    state = models.CharField("stand", max_length=8, choices=FeedbackState.choices, default=FeedbackState.OPEN)
    given_at = models.DateTimeField(auto_now_add=True)
    answer = SafeTextField(null=True)
    answered_by = TenantForeignKey(Membership, on_delete=models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["-given_at", "id"]
        indexes = [
            models.Index(fields=["organisation", "state", "given_at"]),
            models.Index(fields=["organisation", "by", "given_at"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "claim", "by"], condition=models.Q(state="open"), name="reported_once"
            )
        ]

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.state == FeedbackState.OPEN
