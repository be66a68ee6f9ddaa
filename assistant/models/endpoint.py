"""The language models an organisation may use, in its order, and the cases that none outside may see."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from organisations.models import Membership, OrganisationKey, TenantForeignKey, TenantModel


class Place(models.TextChoices):
    """Where a model runs: whose law holds for what is sent there."""

    OWN = "own", _("op onze eigen servers")
    EU = "eu", _("in de Europese Unie")
    US = "us", _("buiten de Europese Unie")


class ModelEndpoint(TenantModel):
    """One OpenAI-compatible endpoint. Its API key is sealed under a key of the organisation and never shown again."""

    machine_fields: ClassVar[frozenset[str]] = frozenset({"sealed_key", "sealed_by", "answered_at", "failed_at"})

    name = models.CharField("naam", max_length=60)
    url = models.URLField("adres", max_length=300)
    model = models.CharField("model", max_length=120)
    sealed_key = models.BinaryField(null=True)
    sealed_by = TenantForeignKey(OrganisationKey, on_delete=models.PROTECT, null=True, related_name="+")
    order = models.PositiveSmallIntegerField("volgorde", default=0)
    place = models.CharField("waar het draait", max_length=3, choices=Place.choices)
    for_sensitive = models.BooleanField("mag gevoelige casussen lezen", default=False)
    context_tokens = models.PositiveIntegerField(
        "ruimte (tokens)", default=16_000, validators=[MinValueValidator(1_000), MaxValueValidator(1_000_000)]
    )
    active = models.BooleanField("in gebruik", default=True)
    answered_at = models.DateTimeField("antwoordde laatst", null=True)
    failed_at = models.DateTimeField("antwoordde niet", null=True)

    class Meta(TenantModel.Meta):
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(for_sensitive=False) | models.Q(place="own"), name="sensitive_stays_in_house"
            )
        ]

    @property
    def seems_away(self) -> bool:
        """Whether it did not answer the last time it was asked."""
        return self.failed_at is not None and (self.answered_at is None or self.answered_at < self.failed_at)


class CaseSensitivity(TenantModel):
    """A case whose notes no language model outside the organisation may read."""

    case = TenantForeignKey(Case, on_delete=models.CASCADE, related_name="sensitivities")
    by = TenantForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation", "case"], name="case_sensitive_once")]
