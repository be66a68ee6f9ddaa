"""Calls back a withdrawn source: whoever asked for something that cites it hears of it, once."""

import datetime
from collections import defaultdict
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from knowledge.actions.following import reader_of
from knowledge.actions.mails import queue_mail
from knowledge.models import MailKind, Recall, Status, Version
from knowledge.queries.recalls import leaning_on
from knowledge.rules.passages import fingerprint
from organisations.models import Membership

LOOK_BACK = datetime.timedelta(days=14)
"""What cites a version was found before it was withdrawn; two weeks covers work that was still going on."""


def recall_withdrawn(*, now: datetime.datetime) -> int:
    """Tell everyone in the organisation in scope who leans on a source that was withdrawn; returns how many were new.

    Also of shared sources, so it is asked in every organisation. A row for each thing makes a second call tell nobody
    twice. Costs one query when nothing was withdrawn lately.
    """
    told: defaultdict[UUID, list[Recall]] = defaultdict(list)
    for version in Version.objects.filter(status=Status.WITHDRAWN, withdrawn_at__gt=now - LOOK_BACK):
        for kind, one in leaning_on(version):
            recall, new = Recall.objects.get_or_create(
                version_id=version.pk, kind=kind.name, subject_id=one.subject_id,
                defaults={"membership_id": one.member_id, "title": version.title},
            )  # fmt: skip
            if new:
                told[recall.membership_id].append(recall)
    for member in Membership.objects.filter(id__in=told, active=True):
        if reader_of(member).recall_mail:
            _mail(member, told[member.pk])
    return sum(map(len, told.values()))


def mark_recall_seen(recall: Recall) -> None:
    """She knows."""
    recall.seen_at = recall.seen_at or timezone.now()
    recall.save()


def _mail(member: Membership, recalls: list[Recall]) -> None:
    titles = sorted({recall.title for recall in recalls})
    address = f"{settings.SITE_URL}/o/{member.organisation.slug}/"
    body = "\n".join([
        "Deze bronnen zijn ingetrokken. Ze staan in iets wat je eerder vroeg:", "",
        *(f"- {title}" for title in titles), "",
        f"Kijk op Vandaag waar het om gaat en waarom: {address}",
    ])  # fmt: skip
    key = fingerprint(" ".join(sorted(str(recall.pk) for recall in recalls)))
    queue_mail(member, kind=MailKind.RECALL, key=key, subject="Een bron die je gebruikte, is ingetrokken", body=body)
