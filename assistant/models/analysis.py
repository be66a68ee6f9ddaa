"""One analysis of a case: a run, with what was sent and what came back."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from cases.fields import SafeTextField
from cases.models import Case
from organisations.models import Membership, Run, TenantForeignKey


class Analysis(Run):
    """Asked by a caregiver, written by a worker; the row says everything about it."""

    machine_fields: ClassVar[frozenset[str]] = Run.machine_fields

    case = TenantForeignKey(Case, on_delete=models.CASCADE, related_name="analyses")
    asked_by = TenantForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    perspectives = ArrayField(models.CharField(max_length=16))
    question = SafeTextField(null=True)
    hypothesis = SafeTextField(null=True)
    model = models.CharField("taalmodel", max_length=120, blank=True)
    provider = models.CharField(max_length=120, blank=True)
    fallback = models.CharField("waarom zonder taalmodel", max_length=200, blank=True)
    prompt_name = models.CharField(max_length=60, blank=True)
    prompt_hash = models.CharField(max_length=64, blank=True)
    sent = SafeTextField(null=True)
    came_back = SafeTextField(null=True)
    tokens_in = models.PositiveIntegerField(default=0)
    tokens_out = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0)
    cost_cents = models.FloatField(default=0)
    services = models.JSONField(default=list)
    read_at = models.DateTimeField(null=True)

    class Meta(Run.Meta):
        ordering = ["-created_at"]
        indexes = [*Run.Meta.indexes, models.Index(fields=["organisation", "case", "created_at"])]

    @property
    def label(self) -> str:
        """Who or what wrote it, in words; stands on every page and print."""
        return f"AI-gegenereerd door {self.model}" if self.model else "Opgesteld zonder taalmodel"
