"""Making a validated version findable, as a run that says where it stands."""

from django.db import models

from knowledge.models.source import Version
from organisations.models import Run, TenantForeignKey


class Indexing(Run):
    """One attempt of an editor (or of validating) to have a version indexed; the newest one tells how it stands."""

    version = TenantForeignKey(Version, on_delete=models.CASCADE, related_name="indexings")

    class Meta(Run.Meta):
        ordering = ["-created_at"]
