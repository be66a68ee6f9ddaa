"""Mails about the knowledge bank: queued with a key that sends each of them once, posted by a worker."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from knowledge.models import KnowledgeMail, MailKind
from organisations.models import Membership
from organisations.runs import Refusal, later
from organisations.scope import SHARED

TASK = "knowledge.send_mail"
SALT = "knowledge.unsubscribe"
NOT_WANTED = (MailKind.DIGEST, MailKind.RECALL)
"""The kinds that a link in the mail stops; a reminder goes with the work of an editor."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A mail on its way out."""

    email: str
    subject: str
    body: str
    unsubscribe: str


def queue_mail(to: Membership, *, kind: MailKind, key: str, subject: str, body: str) -> KnowledgeMail:
    """Queue a mail; the same kind, member and key give one mail, however often this is called."""
    asked, new = KnowledgeMail.objects.get_or_create(
        idempotency_key=uuid5(SHARED, f"{kind} {to.pk} {key}"),
        defaults={"kind": kind, "membership": to, "subject": subject[:200], "body": body},
    )
    if new:
        later(TASK, asked)
    return asked


def letter_of(mail: KnowledgeMail) -> Letter:
    """The mail with the address of today. Raises Refusal when she is no longer a member."""
    to = mail.membership
    if not to.active:
        raise Refusal("De mail is niet verstuurd: dit lid is niet meer actief.")
    stop = stop_address(to, kind=MailKind(mail.kind)) if mail.kind in NOT_WANTED else ""
    context = {"name": to.name, "body": mail.body, "organisation": mail.organisation.name, "unsubscribe": stop}
    body = render_to_string("knowledge/mail.txt", context)
    return Letter(email=to.user.email, subject=mail.subject, body=body, unsubscribe=stop)


def send_letter(letter: Letter) -> None:
    """Post it; a mail server that is away raises OSError, and the run is tried again later."""
    headers = {"List-Unsubscribe": f"<{letter.unsubscribe}>"} if letter.unsubscribe else {}
    EmailMessage(subject=letter.subject, body=letter.body, to=[letter.email], headers=headers).send()


def stop_address(member: Membership, *, kind: MailKind) -> str:
    """The link that stops this kind of mail for her, without a login: signed, so nobody can stop another's."""
    token = signing.dumps([str(member.organisation_id), str(member.pk), str(kind)], salt=SALT)
    return f"{settings.SITE_URL}/afmelden/{token}/"


def read_stop_token(token: str) -> tuple[UUID, UUID, MailKind] | None:
    """Organisation, member and kind of such a link; None when it was not made here."""
    try:
        organisation_id, member_id, kind = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return UUID(organisation_id), UUID(member_id), MailKind(kind)
