"""The audit trail: one walled, append-only table of changes and reads."""

from typing import Any, ClassVar

from auditlog.models import AbstractLogEntry, LogEntryManager
from django.db import models

from organisations.models.base import TenantManager, TenantModel
from organisations.scope import scope_is_open


class TrailManager(LogEntryManager, TenantManager["TrailEntry"]):  # type: ignore[misc]
    """Writes what django-auditlog sees; outside a scope there is no tenant data, and so nothing to write."""

    def log_create(self, instance: models.Model, force_log: bool = False, **kwargs: Any) -> "TrailEntry | None":
        from organisations.trail import facts_of

        if not scope_is_open():
            return None
        for name, value in facts_of(instance, action=kwargs["action"]).items():
            kwargs.setdefault(name, value)
        entry: TrailEntry | None = super().log_create(instance, force_log=force_log, **kwargs)
        return entry


class TrailEntry(TenantModel, AbstractLogEntry):  # type: ignore[misc]
    """Who did what, to which thing, in which role, why, when, in which request. Ids and enums, no free text."""

    audited: ClassVar[bool] = False

    event = models.CharField(max_length=60)
    role = models.CharField(max_length=80, blank=True)
    actor_name = models.CharField(max_length=80, blank=True)
    purpose = models.CharField(max_length=40, blank=True)
    request_id = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True)

    objects: ClassVar[TrailManager] = TrailManager()

    class Meta(TenantModel.Meta):
        ordering = ["-timestamp", "-id"]
        indexes = [
            models.Index(fields=["organisation", "timestamp"]),
            models.Index(fields=["organisation", "case_id", "timestamp"]),
        ]
