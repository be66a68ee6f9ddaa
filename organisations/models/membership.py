"""Who belongs to an organisation, in which role and teams."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.models.base import TenantForeignKey, TenantModel


class Role(models.TextChoices):
    """What a member may do; a member can have several roles."""

    CAREGIVER = "caregiver", _("hulpverlener")
    COACH = "coach", _("teamcoach")
    EDITOR = "editor", _("kennisredacteur")
    VALIDATOR = "validator", _("validator")
    DPO = "dpo", _("functionaris voor gegevensbescherming")
    ADMINISTRATOR = "administrator", _("beheerder")


class Team(TenantModel):
    """A team of caregivers; every case belongs to one."""

    name = models.CharField("naam", max_length=80)

    class Meta(TenantModel.Meta):
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="team_name_once")]

    def __str__(self) -> str:
        return self.name


class Membership(TenantModel):
    """A person in an organisation. Her name is kept here, so that no page reads the account table."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("naam", max_length=80)
    roles = ArrayField(models.CharField(max_length=16, choices=Role.choices), verbose_name="rollen")
    active = models.BooleanField("actief", default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "user"], name="member_once")]

    def __str__(self) -> str:
        return self.name

    def has(self, *roles: Role) -> bool:
        """Whether she has any of these roles."""
        return any(role in self.roles for role in roles)

    @property
    def role_labels(self) -> list[str]:
        """Her roles in words, in the order of the list of roles."""
        return [str(role.label) for role in Role if role in self.roles]


class TeamMember(TenantModel):
    """A member's place in a team."""

    team = TenantForeignKey(Team, on_delete=models.CASCADE, related_name="places")
    membership = TenantForeignKey(Membership, on_delete=models.CASCADE, related_name="places")

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation", "team", "membership"], name="place_once")]
