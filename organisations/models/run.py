"""The row that is the truth about work in progress; the Celery message is only a hint."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.models.base import TenantModel


class RunState(models.TextChoices):
    """Where a run stands."""

    QUEUED = "queued", _("in de wachtrij")
    RUNNING = "running", _("bezig")
    DONE = "done", _("klaar")
    FAILED = "failed", _("mislukt")


class Run(TenantModel):
    """Work that a worker does: taken under a lease, saved only by the attempt that still holds it."""

    machine_fields: ClassVar[frozenset[str]] = frozenset(
        {"state", "attempt", "lease_until", "step", "problem", "finished_at"}
    )

    state = models.CharField(max_length=8, choices=RunState.choices, default=RunState.QUEUED)
    attempt = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, editable=False)
    idempotency_key = models.UUIDField()
    step = models.CharField(max_length=60, blank=True)
    problem = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        abstract = True
        indexes = [models.Index(fields=["organisation", "state", "lease_until"])]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "idempotency_key"], name="%(app_label)s_%(class)s_asked_once"
            )
        ]
