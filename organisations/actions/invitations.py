"""Inviting people by mail: asked, sent by a worker, accepted once and in time."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone

from organisations.models import Invitation, Membership, Role, RunState, Team, TeamMember, User
from organisations.runs import Refusal, later
from organisations.trail import record

VALID_DAYS = 7


@dataclass(frozen=True, kw_only=True)
class Letter:
    """An invitation on its way out, with the only copy of its token."""

    email: str
    name: str
    organisation: str
    link: str
    token_hash: str


def hash_of(token: str) -> str:
    """What is kept of a token: its SHA-256, in hex."""
    return sha256(token.encode()).hexdigest()


def invite(
    by: Membership,
    *,
    email: str,
    name: str,
    roles: Collection[Role],
    team: Team | None,
    idempotency_key: UUID,
) -> Invitation:
    """Ask for an invitation to be mailed; asking twice with one key gives the same invitation."""
    asked, new = Invitation.objects.get_or_create(
        idempotency_key=idempotency_key,
        defaults={
            "email": email.strip().lower(),
            "name": name,
            "roles": list(roles),
            "team": team,
            "invited_by": by,
            "expires_at": timezone.now() + timedelta(days=VALID_DAYS),
        },
    )
    if new:
        later("organisations.send_invitation", asked)
    return asked


def withdraw_invitation(invitation: Invitation) -> None:
    """The link stops working at once."""
    invitation.withdrawn_at = timezone.now()
    invitation.token_hash = ""
    invitation.save()


def compose_letter(invitation: Invitation) -> Letter:
    """A letter with a fresh token. Raises Refusal when the invitation is no longer open."""
    if invitation.withdrawn_at or invitation.accepted_at or invitation.expires_at < timezone.now():
        raise Refusal("De uitnodiging is ingetrokken, aanvaard of verlopen en werd niet verstuurd.")
    token = secrets.token_urlsafe(32)
    slug = invitation.organisation.slug
    return Letter(
        email=invitation.email,
        name=invitation.name,
        organisation=invitation.organisation.name,
        link=f"{settings.SITE_URL}/uitnodiging/{slug}/{token}/",
        token_hash=hash_of(token),
    )


def send_letter(letter: Letter) -> Letter:
    """Mail it. Raises Refusal when the mail server does not take it."""
    body = render_to_string("organisations/invitation_mail.txt", {"letter": letter, "days": VALID_DAYS})
    mail = EmailMessage(subject=f"Uitnodiging voor {letter.organisation} op AI4Care", body=body, to=[letter.email])
    try:
        mail.send()
    except OSError as problem:
        raise Refusal(
            "De mailserver nam de uitnodiging niet aan. Controleer het adres en nodig opnieuw uit."
        ) from problem
    return letter


def remember_sent(invitation: Invitation, *, letter: Letter) -> None:
    """From now on the link in the letter works."""
    invitation.token_hash = letter.token_hash
    invitation.save()


def open_invitation(token: str) -> Invitation | None:
    """The invitation of this token in the organisation in scope, while it can still be accepted."""
    return Invitation.objects.filter(
        token_hash=hash_of(token),
        state=RunState.DONE,
        accepted_at=None,
        withdrawn_at=None,
        expires_at__gt=timezone.now(),
    ).first()


def accept_invitation(invitation: Invitation, *, user: User) -> Membership:
    """Make her a member with the invited roles; an existing member gains them."""
    member, _ = Membership.objects.get_or_create(
        user=user, defaults={"name": invitation.name, "roles": invitation.roles}
    )
    member.roles = sorted({*member.roles, *invitation.roles})
    member.active = True
    member.save()
    if invitation.team is not None:
        TeamMember.objects.get_or_create(team=invitation.team, membership=member)
    invitation.accepted_at = timezone.now()
    invitation.accepted_by = user
    invitation.token_hash = ""
    invitation.save()
    record("invitation.accepted", invitation, membership=str(member.id))
    return member
