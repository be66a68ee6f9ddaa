"""Makes an organisation with its first administrator, who invites everyone else."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email, validate_slug
from django.db import transaction
from django.forms import ValidationError

from organisations.models import Membership, Organisation, Policy, Role, User
from organisations.scope import organisation_scope


class Command(BaseCommand):
    """manage.py create_organisation --slug S --name N --administrator E --called C"""

    help = "Maak een organisatie met haar eerste beheerder. Die kiest zelf een wachtwoord en nodigt de anderen uit."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--slug", required=True, help="korte naam in het adres: kleine letters en streepjes")
        parser.add_argument("--name", required=True, help="naam van de organisatie")
        parser.add_argument("--administrator", required=True, help="e-mailadres van de eerste beheerder")
        parser.add_argument("--called", required=True, help="hoe de eerste beheerder heet")

    def handle(self, *args: Any, slug: str, name: str, administrator: str, called: str, **options: Any) -> None:
        try:
            validate_slug(slug)
            validate_email(administrator)
        except ValidationError as problem:
            raise CommandError(f"{problem.messages[0]} Er is niets gemaakt.") from problem
        if Organisation.objects.filter(slug=slug).exists():
            raise CommandError(f"Er is al een organisatie met de korte naam {slug}. Er is niets gemaakt.")
        with transaction.atomic():
            organisation = Organisation.objects.create(slug=slug, name=name)
            user = User.objects.filter(email__iexact=administrator).first() or User.objects.create_user(administrator)
            with organisation_scope(organisation.id):
                Policy.objects.create(second_step=True)
                Membership.objects.create(user=user, name=called, roles=[Role.ADMINISTRATOR])
        self.stdout.write(
            f"{name} bestaat. {called} kiest een wachtwoord op {settings.SITE_URL}/account/password/reset/ "
            "en nodigt dan de anderen uit."
        )
