"""An invitation by mail to join an organisation."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from organisations.models.base import TenantForeignKey
from organisations.models.membership import Membership, Role, Team
from organisations.models.run import Run


class Invitation(Run):
    """Asked by an administrator, mailed by a worker, accepted once and in time. Only the token's hash is kept."""

    email = models.EmailField("e-mailadres")
    name = models.CharField("naam", max_length=80)
    roles = ArrayField(models.CharField(max_length=16, choices=Role.choices), verbose_name="rollen")
    team = TenantForeignKey(Team, on_delete=models.SET_NULL, null=True, blank=True, verbose_name="team")
    invited_by = TenantForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, blank=True, editable=False)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta(Run.Meta):
        ordering = ["-created_at"]
        indexes = [*Run.Meta.indexes, models.Index(fields=["organisation", "token_hash"])]
