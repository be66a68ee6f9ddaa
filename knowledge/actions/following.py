"""What a member follows, her visits to the news, and the overview by mail for who wants it."""

import datetime
from collections.abc import Collection
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from knowledge.actions.mails import queue_mail, read_stop_token
from knowledge.models import Digest, MailKind, Reader
from knowledge.queries.news import Change, changes_between
from organisations.models import Membership
from organisations.scope import organisation_scope
from organisations.trail import Actor, acting

ONE_VISIT = datetime.timedelta(hours=8)
"""Within this time a page that is opened again belongs to the same visit, and shows the same news."""
EVERY = {Digest.DAILY: datetime.timedelta(hours=20), Digest.WEEKLY: datetime.timedelta(days=6, hours=12)}
MOST_LINES = 40


def reader_of(member: Membership) -> Reader:
    """Her row as a reader, made at her first visit."""
    return Reader.objects.get_or_create(membership=member)[0]


def visit(reader: Reader, *, now: datetime.datetime) -> datetime.datetime:
    """Note that she looked at the news; returns since when it is new to her: her visit before, or when she joined."""
    if reader.seen_at is None or now - reader.seen_at > ONE_VISIT:
        reader.seen_before, reader.seen_at = reader.seen_at, now
        Reader.objects.filter(pk=reader.pk).update(seen_at=reader.seen_at, seen_before=reader.seen_before)
    return reader.seen_before or reader.membership.joined_at


def follow(reader: Reader, *, topics: Collection[str], digest: str, recall_mail: bool) -> None:
    """What she wants to hear of from now on; an overview that she switches on begins today."""
    if digest != Digest.NEVER and reader.digest == Digest.NEVER:
        reader.digest_at = timezone.now()
    reader.topics, reader.digest, reader.recall_mail = sorted(topics), digest, recall_mail
    reader.save()


def send_digests(*, now: datetime.datetime) -> int:
    """Mail what changed to who wants to hear it and is due, in the organisation in scope; returns how many mails."""
    wanting = Reader.objects.exclude(digest=Digest.NEVER).filter(membership__active=True)
    return sum(_digest(reader, now=now) for reader in wanting.select_related("membership").select_for_update())


def stop_mail(token: str) -> MailKind | None:
    """Stop what the link in a mail names; returns what was stopped, None when the link was not made here.

    Opens the scope that the signed link names: who follows it needs no login.
    """
    read = read_stop_token(token)
    if read is None:
        return None
    organisation_id, member_id, kind = read
    with organisation_scope(organisation_id), acting(Actor(role="lezer", purpose="afmelden")):
        _stop(member_id, kind)
    return kind


def _stop(member_id: UUID, kind: MailKind) -> None:
    for reader in Reader.objects.filter(membership_id=member_id):
        if kind == MailKind.RECALL:
            reader.recall_mail = False
        else:
            reader.digest = Digest.NEVER
        reader.save()


def _digest(reader: Reader, *, now: datetime.datetime) -> bool:
    since = reader.digest_at or now
    if now - since < EVERY[Digest(reader.digest)]:
        return False
    changes = changes_between(since, now, topics=reader.topics)
    Reader.objects.filter(pk=reader.pk).update(digest_at=now)
    if changes:
        subject = f"Kennisbank: {len(changes)} wijziging{'en' if len(changes) > 1 else ''}"
        body = _overview(changes, slug=reader.membership.organisation.slug)
        queue_mail(reader.membership, kind=MailKind.DIGEST, key=since.isoformat(), subject=subject, body=body)
    return bool(changes)


def _overview(changes: list[Change], *, slug: str) -> str:
    lines = [f"- {one.version.title}: {one.word} ({date_format(timezone.localtime(one.at), 'j F')})" for one in changes]
    more = [f"- en nog {len(lines) - MOST_LINES} andere"] if len(lines) > MOST_LINES else []
    address = f"{settings.SITE_URL}/o/{slug}/kennisbank/nieuw/"
    return "\n".join(
        ["Dit veranderde in de kennisbank:", "", *lines[:MOST_LINES], *more, "", f"Lees het hier: {address}"]
    )
