"""What a member follows of the knowledge bank, what she saw of it, and the mails that tell her."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.models.source import Version
from organisations.models import Membership, Run, TenantForeignKey, TenantModel


class Digest(models.TextChoices):
    """How often changes come by mail."""

    NEVER = "never", _("niet")
    DAILY = "daily", _("elke dag")
    WEEKLY = "weekly", _("elke week")


class Reader(TenantModel):
    """One member as a reader: the topics she follows ('type:methodiek', 'perspective:trauma'; none means all).

    `seen_at` is her last visit to the news and `seen_before` the one before it, so that a page can be read twice.
    """

    machine_fields: ClassVar[frozenset[str]] = frozenset({"seen_at", "seen_before", "digest_at"})

    membership = TenantForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    topics = ArrayField(models.CharField(max_length=40), default=list)
    digest = models.CharField("overzicht per mail", max_length=6, choices=Digest.choices, default=Digest.NEVER)
    digest_at = models.DateTimeField(null=True)
    recall_mail = models.BooleanField("mail bij een ingetrokken bron", default=True)
    seen_at = models.DateTimeField(null=True)
    seen_before = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation", "membership"], name="knowledge_reader_once")]


class MailKind(models.TextChoices):
    """Why a mail is sent."""

    REMINDER = "reminder", _("herinnering")
    DIGEST = "digest", _("overzicht")
    RECALL = "recall", _("terugroeping")


class KnowledgeMail(Run):
    """A mail about the knowledge bank: titles of sources and addresses of pages, never a word about a client."""

    audited: ClassVar[bool] = False

    kind = models.CharField(max_length=8, choices=MailKind.choices)
    membership = TenantForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=200)
    body = models.TextField()

    class Meta(Run.Meta):
        ordering = ["-created_at"]


class Reminder(TenantModel):
    """That the keepers of a version were told, this many days ahead, of a date on which it ends or is to be reread."""

    audited: ClassVar[bool] = False

    version = TenantForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    deadline = models.CharField(max_length=11)
    on = models.DateField()
    days = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "version", "deadline", "on", "days"], name="knowledge_reminded_once"
            )
        ]
