"""The organisation, its policy and its keys."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.models.base import TenantModel


class Organisation(models.Model):
    """The register of organisations: a name and an address, nothing of their clients."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(unique=True)
    name = models.CharField("naam", max_length=120)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class AgeChoice(models.TextChoices):
    """What becomes of an age in a stored text."""

    KEEP = "keep", _("blijft leesbaar (14 jaar)")
    BAND = "band", _("wordt een band van drie jaar (12-14)")
    HIDE = "hide", _("wordt vervangen")


class DateChoice(models.TextChoices):
    """What becomes of a date in a stored text."""

    RELATIVE = "relative", _("tegenover de aanmelding (3 weken voor aanmelding)")
    MONTH = "month", _("maand en jaar (maart 2026)")


class Policy(TenantModel):
    """What this organisation chose: who sees which cases, what texts keep, how the sparring partner behaves."""

    sees_team_cases = models.BooleanField("collega's van hetzelfde team zien elkaars casussen", default=True)
    hypothesis_first = models.BooleanField("eerst de eigen hypothese vragen", default=False)
    ages = models.CharField(
        "een leeftijd in een tekst", max_length=4, choices=AgeChoice.choices, default=AgeChoice.KEEP
    )
    dates = models.CharField(
        "een datum in een tekst", max_length=8, choices=DateChoice.choices, default=DateChoice.RELATIVE
    )
    second_step = models.BooleanField("een tweede stap is verplicht", default=False)
    names_shown_minutes = models.PositiveSmallIntegerField("namen blijven zichtbaar (minuten)", default=5)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation"], name="policy_one_each")]


class Reach(models.TextChoices):
    """How deep a renewal of keys goes."""

    ORGANISATION = "organisation", _("de sleutel van de organisatie")
    CASE = "case", _("ook de sleutels van casussen en van de namenindex")


class OrganisationKey(TenantModel):
    """A key of the organisation, wrapped by a platform key; it wraps data keys of cases and the key of the name index.

    One is current. Another one, retired, exists only while a renewal is under way (`reach` says how deep that goes).
    """

    wrapped = models.BinaryField()
    wrapped_index = models.BinaryField()
    platform_key = models.CharField("platformsleutel", max_length=300)
    reach = models.CharField("reikwijdte", max_length=12, choices=Reach.choices, default=Reach.ORGANISATION)
    created_at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField("vervangen op", null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(retired_at=None), name="key_one_current"
            )
        ]
