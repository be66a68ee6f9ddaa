"""A question to the knowledge bank: what was asked, what was quoted, and what a model wrote about it."""

from typing import ClassVar

from django.db import models

from assistant.models.claim import Quoted, Support
from cases.fields import SafeTextField
from organisations.models import Membership, Run, TenantForeignKey, TenantModel


class Question(Run):
    """Asked by one person and readable to her alone; kept for KEPT_DAYS. A run only while a model writes."""

    machine_fields: ClassVar[frozenset[str]] = Run.machine_fields | {"reply_seen_at"}

    asked_by = TenantForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    text = SafeTextField()
    on_date = models.DateField(null=True)
    answered = models.BooleanField(default=False)
    beyond = models.CharField(max_length=200, blank=True)
    filed_at = models.DateTimeField(null=True)
    reply_seen_at = models.DateTimeField("antwoord van de redactie gelezen op", null=True)
    model = models.CharField("taalmodel", max_length=120, blank=True)
    fallback = models.CharField("waarom zonder taalmodel", max_length=200, blank=True)

    class Meta(Run.Meta):
        ordering = ["-created_at"]
        indexes = [*Run.Meta.indexes, models.Index(fields=["organisation", "asked_by", "created_at"])]


class Sentence(TenantModel):
    """One sentence that a model wrote, and how far its quotations carry it."""

    audited = False

    question = TenantForeignKey(Question, on_delete=models.CASCADE, related_name="sentences")
    position = models.PositiveSmallIntegerField()
    text = SafeTextField()
    support = models.CharField(max_length=10, choices=Support.choices)

    class Meta(TenantModel.Meta):
        ordering = ["position"]


class Part(models.TextChoices):
    """What a quotation does in an answer."""

    URGENT = "urgent", "eerst de veiligheid"
    ANSWER = "answer", "het antwoord"
    NEAR = "near", "ligt in de buurt"


class Quotation(Quoted):
    """What is shown as the answer or beside it, or what a sentence rests on."""

    question = TenantForeignKey(Question, on_delete=models.CASCADE, related_name="quotations")
    sentence = TenantForeignKey(Sentence, on_delete=models.CASCADE, related_name="quotations", null=True)
    part = models.CharField(max_length=8, choices=Part.choices, default=Part.ANSWER)
    position = models.PositiveSmallIntegerField()

    class Meta(Quoted.Meta):
        ordering = ["position"]
