"""The directory of services, what is known of waiting, imports, and referrals of a case."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.fields import SafeTextField
from cases.models import Case
from organisations.models import Membership, Run, TenantForeignKey, TenantModel


class Service(TenantModel):
    """One service as the directory tells it, plus what is added to it; shared by the platform's editors or own.

    `points` are latitude and longitude of each visiting address in turn; south to east is the box around them.
    """

    audited: ClassVar[bool] = False
    shared_reading: ClassVar[bool] = True

    external_id = models.CharField(max_length=128)
    authentic_source = models.CharField(max_length=120, blank=True)
    name = models.CharField(max_length=300)
    type = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=60, blank=True)
    verified = models.BooleanField(default=False)
    rubrics = ArrayField(models.CharField(max_length=200), default=list)
    addresses = models.JSONField(default=list)
    phones = ArrayField(models.CharField(max_length=120), default=list)
    emails = ArrayField(models.CharField(max_length=200), default=list)
    websites = ArrayField(models.CharField(max_length=400), default=list)
    description = models.TextField(blank=True)
    enterprise_number = models.CharField(max_length=40, blank=True)
    last_updated = models.DateField(null=True)
    municipality = models.CharField(max_length=120, blank=True)
    points = ArrayField(models.FloatField(), default=list)
    south = models.FloatField(null=True)
    north = models.FloatField(null=True)
    west = models.FloatField(null=True)
    east = models.FloatField(null=True)
    min_age = models.PositiveSmallIntegerField(null=True)
    max_age = models.PositiveSmallIntegerField(null=True)
    ages_added = models.BooleanField(default=False)
    access = ArrayField(models.CharField(max_length=12), default=list)
    languages = ArrayField(models.CharField(max_length=8), default=list)
    free = models.BooleanField(null=True)
    cost = models.CharField(max_length=300, blank=True)
    target = models.CharField(max_length=300, blank=True)
    remote = models.BooleanField(default=False)
    content_hash = models.CharField(max_length=64)
    gone_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["organisation", "south", "north"], name="service_lies_between")]
        constraints = [models.UniqueConstraint(fields=["organisation", "external_id"], name="service_once")]

    def __str__(self) -> str:
        return self.name


class WaitSource(models.TextChoices):
    """Who knew it."""

    SERVICE = "dienst", _("De dienst zelf")
    CAREGIVER = "hulpverlener", _("Een hulpverlener")
    FAMILY = "gezin", _("Het gezin")


class WaitingTime(TenantModel):
    """Weeks of waiting or free places, as somebody reported on a day. Decays to unknown; never shown as official.

    `by` is who wrote it down, and nobody where it came with a file.
    """

    audited: ClassVar[bool] = False
    shared_reading: ClassVar[bool] = True

    service_id = models.UUIDField()
    weeks = models.PositiveSmallIntegerField(null=True)
    places = models.PositiveSmallIntegerField(null=True)
    source = models.CharField(max_length=40, choices=WaitSource.choices)
    reported_on = models.DateField()
    by = TenantForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "service_id", "reported_on"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(weeks__isnull=False) | models.Q(places__isnull=False), name="wait_says_something"
            )
        ]


class ServiceImport(Run):
    """An import of the directory: a file or an address, with a report of what was new, changed, gone, refused."""

    machine_fields: ClassVar[frozenset[str]] = Run.machine_fields

    asked_by = TenantForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    file = models.FileField(upload_to="imports", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=400, blank=True)
    rubric = models.CharField(max_length=200, blank=True)
    report = models.JSONField(default=dict)

    class Meta(Run.Meta):
        ordering = ["-created_at"]


class ReferralState(models.TextChoices):
    """How far a referral is."""

    CONSIDERED = "considered", _("overwogen")
    ASKED = "asked", _("gevraagd")
    WAITING = "waiting", _("op de wachtlijst")
    STARTED = "started", _("gestart")
    STOPPED = "stopped", _("niet doorgegaan")


class Referral(TenantModel):
    """A service that is thought of or asked for in a case."""

    case = TenantForeignKey(Case, on_delete=models.CASCADE, related_name="referrals")
    service_id = models.UUIDField()
    service_name = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=ReferralState.choices, default=ReferralState.CONSIDERED)
    reason = SafeTextField(null=True)
    by = TenantForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta(TenantModel.Meta):
        ordering = ["-changed_at"]
        constraints = [models.UniqueConstraint(fields=["organisation", "case", "service_id"], name="referred_once")]
