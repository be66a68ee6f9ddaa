"""How accounts come to be (by invitation only), and what they are told when something is refused or changed."""

import logging
from contextlib import suppress
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.shortcuts import render

from organisations.keys.second_step import opened_secret, sealed_secret
from organisations.models import User

log = logging.getLogger(__name__)
WRONG_CODE = "Deze code klopt niet of is te oud. Wacht op de volgende code in je app en probeer opnieuw."


class MailAway(ImmediateHttpResponse):  # type: ignore[misc]
    """No mail can leave now: a page that says so, in place of a failure."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(render(request, "account/mail_away.html", status=503))


class InvitedOnlyAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by herself; an invitation makes the account."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Dit account is stopgezet. Vraag de beheerder van je organisatie om hulp.",
        "email_password_mismatch": "Dit e-mailadres en wachtwoord horen niet bij elkaar. Kijk ze na.",
        "enter_current_password": "Dit is niet je huidige wachtwoord.",
        "incorrect_code": WRONG_CODE,
        "incorrect_password": "Dit wachtwoord klopt niet.",
        "invalid_login": "Aanmelden is niet gelukt. Probeer opnieuw.",
        "too_many_login_attempts": "Er waren te veel pogingen na elkaar. Wacht vijf minuten en probeer opnieuw.",
        "rate_limited": "Er waren te veel pogingen na elkaar. Wacht een minuut en probeer opnieuw.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Raises MailAway when no mail can leave."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException) as away:
            log.exception("a mail about an account could not leave")
            raise MailAway(self.request) from away

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell her by mail that her account changed; the change stands when no mail can leave."""
        with suppress(MailAway):
            super().send_notification_mail(template_prefix, user, context, email or user.email)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, str]]:
        """The ways to confirm that it is she, in the words of our pages."""
        words = {
            "reauthenticate": "Met je wachtwoord",
            "mfa_reauthenticate": "Met een code uit je app of een herstelcode",
            "mfa_reauthenticate:webauthn": "Met een passkey of sleutel",
        }
        found: list[dict[str, str]] = super().get_reauthentication_methods(user)
        return [{**way, "description": words.get(way["id"], way["description"])} for way in found]


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second step: a passkey, an app with codes, recovery codes."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": "Dit kan nu niet uitgezet worden.",
        "cannot_generate_recovery_codes": "Herstelcodes horen bij een tweede stap. Kies eerst een app of passkey.",
        "incorrect_code": WRONG_CODE,
    }

    def encrypt(self, text: str) -> str:
        """Raises KeyServiceAway: no secret is stored as it is."""
        return sealed_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Raises KeyRefused."""
        return opened_secret(encrypted_text)

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 - allauth calls it so
        """What a passkey is called until she names it."""
        held = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Mijn passkey {held + 1}" if held else "Mijn passkey"


def shown_as(user: User) -> str:
    """How the account pages call somebody: by address, since names live in organisations."""
    return user.email
