"""Tells who keeps a source, at 60, 30 and 7 days, that it ends or has to be reread."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.utils.formats import date_format

from knowledge.actions.mails import queue_mail
from knowledge.models import MailKind, Reminder, Version
from knowledge.queries.passages import live_versions
from knowledge.queries.room import has_successor
from knowledge.rules.lifecycle import deadlines, reminder_step
from knowledge.rules.passages import fingerprint
from organisations.models import Membership, Role
from organisations.scope import current_organisation_id

LAST = 7
"""At this step every editor and validator is told, also when the source has a keeper."""
KEEPING = (Role.EDITOR, Role.VALIDATOR)
"""Who writes a new version, and who may say after rereading that the present one still holds."""


@dataclass(frozen=True)
class Due:
    """A version of which a date comes near."""

    version: Version
    deadline: str
    on: datetime.date
    days: int

    @property
    def line(self) -> str:
        """One line of the mail."""
        what = "geldt nog tot en met" if self.deadline == "valid_until" else "moet herlezen zijn tegen"
        return f"{self.version.title} {what} {date_format(self.on, 'j F Y')}"


def remind(*, today: datetime.date) -> int:
    """Mail what became due in the organisation in scope, one mail a member; returns how many reminders were new.

    A row for each reminder makes a second call on the same day, or after a day that was missed, send nothing twice.
    """
    found = _due(today)
    letters: defaultdict[Membership, list[Due]] = defaultdict(list)
    editors = [member for member in Membership.objects.filter(active=True) if member.has(*KEEPING)]
    for due in found:
        for member in _told(due, editors):
            letters[member].append(due)
    for member, rows in letters.items():
        _mail(member, rows, today=today)
    return len(found)


def _due(today: datetime.date) -> list[Due]:
    own = Version.objects.filter(id__in=live_versions(on_date=today), organisation_id=current_organisation_id())
    found = []
    for version in own.select_related("source__keeper").defer("body", "details").order_by("title", "id"):
        for deadline, on in deadlines(valid_until=version.valid_until, review_by=version.review_by):
            days = reminder_step(on, today=today)
            if not days or has_successor(version, by=on):
                continue
            if Reminder.objects.get_or_create(version=version, deadline=deadline, on=on, days=days)[1]:
                found.append(Due(version, deadline, on, days))
    return found


def _told(due: Due, editors: list[Membership]) -> list[Membership]:
    keeper = due.version.source.keeper
    kept = [keeper] if keeper and keeper.active and keeper.has(*KEEPING) else []
    return kept if kept and due.days > LAST else list(dict.fromkeys([*kept, *editors]))


def _mail(member: Membership, rows: list[Due], *, today: datetime.date) -> None:
    slug = member.organisation.slug
    lines = [f"- {due.line}" for due in sorted(rows, key=lambda due: due.on)]
    body = "\n".join([
        "Herlees deze bronnen voor het te laat is. Wat vervalt, wordt nergens meer gevonden:", "", *lines, "",
        "Een validator verlengt wat nog klopt. Moet er iets veranderen, maak dan een nieuwe versie.",
        f"Dat doe je hier: {settings.SITE_URL}/o/{slug}/kennisbank/redactie/",
    ])  # fmt: skip
    subject = (
        "Een bron vraagt dat je ze herleest" if len(rows) == 1 else f"{len(rows)} bronnen vragen dat je ze herleest"
    )
    queue_mail(member, kind=MailKind.REMINDER, key=f"{today} {fingerprint(body)}", subject=subject, body=body)
