"""Takes the second step off an account whose owner lost her telephone or key and her recovery codes."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError, CommandParser

from organisations.models import User


class Command(BaseCommand):
    """manage.py reset_second_step --email E"""

    help = "Neem de tweede stap van een account weg. Doe dit pas wanneer je zeker weet wie het vraagt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True, help="e-mailadres van het account")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        user = User.objects.filter(email__iexact=email.strip()).first()
        if user is None:
            raise CommandError(f"Er is geen account met het adres {email}. Er is niets veranderd.")
        removed, _ = Authenticator.objects.filter(user=user).delete()
        what = "De tweede stap is weg; aanmelden kan met het wachtwoord." if removed else "Er was geen tweede stap."
        self.stdout.write(f"{email}: {what}")
