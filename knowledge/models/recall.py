"""That something a member asked for leans on a source that was withdrawn."""

from typing import ClassVar

from django.db import models

from organisations.models import Membership, TenantForeignKey, TenantModel


class Recall(TenantModel):
    """One withdrawn version and one thing that cited it, told to who asked for that thing.

    The version may be of the shared organisation and the thing of an app that knowledge does not know: both are named
    by their id.
    """

    audited: ClassVar[bool] = False

    membership = TenantForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    version_id = models.UUIDField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    told_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["-told_at", "id"]
        indexes = [models.Index(fields=["organisation", "membership", "seen_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "version_id", "kind", "subject_id"], name="knowledge_recalled_once"
            )
        ]
