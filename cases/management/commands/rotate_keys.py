"""Renews keys while people work: under the current platform key, or new ones to which what they seal moves."""

from argparse import RawDescriptionHelpFormatter
from datetime import datetime
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from tqdm import tqdm

from cases.renewal import renew_keys, vaults_to_move
from organisations.keys import KeyRefused
from organisations.keys.renewal import rewrap
from organisations.keys.second_step import seal_anew
from organisations.models import Organisation, Reach
from organisations.scope import organisation_scope
from organisations.trail import Actor, acting

PLATFORM = "platform"
LEVELS = """
platform      verzegel de sleutels van organisaties en de geheimen van tweede stappen met de huidige platformsleutel
organisation  nieuwe sleutels voor organisaties; de sleutels van casussen verhuizen mee, geen naam gaat open
case          ook nieuwe sleutels voor elke casus en voor de namenindex; namen gaan daarvoor even open in het geheugen
"""


class Command(BaseCommand):
    """manage.py rotate_keys platform|organisation|case [--organisation SLUG] [--made-before MOMENT]"""

    help = "Vernieuw sleutels terwijl iedereen kan doorwerken. Wie dit afbreekt, start het gewoon opnieuw." + LEVELS
    requires_system_checks: ClassVar[list[str]] = []  # type: ignore[misc]

    def create_parser(self, *args: Any, **kwargs: Any) -> CommandParser:
        return super().create_parser(*args, **kwargs, formatter_class=RawDescriptionHelpFormatter)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("level", choices=[PLATFORM, *Reach.values])
        parser.add_argument("--organisation", default="", help="slug van de organisatie; zonder: alle")
        parser.add_argument("--made-before", default="", help="laat sleutels die na dit moment gemaakt zijn met rust")

    def handle(self, *args: Any, level: str, organisation: str, made_before: str, **options: Any) -> None:
        before = _moment(made_before)
        chosen = _organisations(organisation)
        if level != PLATFORM and not made_before:
            self.stderr.write(f"Werd dit afgebroken? Herhaal het met --made-before {before.isoformat()}")
        for one in chosen:
            try:
                with acting(Actor(purpose="sleutelbeheer")):
                    self.stderr.write(
                        f"{one.slug}: {_rewrapped(one) if level == PLATFORM else _renewed(one, level, before)}"
                    )
            except KeyRefused as refusal:
                raise CommandError(
                    f"Gestopt bij {one.slug}. {refusal} Wat al vernieuwd is, blijft leesbaar; herhaal het commando."
                ) from refusal
        if level == PLATFORM and not organisation:
            self._seal_second_steps()
        self.stderr.write("Klaar.")

    def _seal_second_steps(self) -> None:
        try:
            self.stderr.write(f"accounts: {seal_anew()} geheimen van een tweede stap onder de huidige platformsleutel")
        except KeyRefused as refusal:
            raise CommandError(f"Gestopt bij de accounts. {refusal} Herhaal het commando.") from refusal


def _rewrapped(organisation: Organisation) -> str:
    with organisation_scope(organisation.id):
        return f"{rewrap()} sleutels onder de huidige platformsleutel"


def _renewed(organisation: Organisation, level: str, before: datetime) -> str:
    with tqdm(total=vaults_to_move(organisation.id), desc=organisation.slug, unit=" kluizen", disable=None) as bar:
        moved = renew_keys(organisation.id, reach=Reach(level), before=before, told=bar.update)
    return f"{moved} kluizen verhuisd"


def _organisations(slug: str) -> list[Organisation]:
    found = list(Organisation.objects.filter(slug=slug) if slug else Organisation.objects.order_by("slug"))
    if slug and not found:
        raise CommandError(f"Er is geen organisatie met de naam '{slug}'.")
    return found


def _moment(text: str) -> datetime:
    if not text:
        return timezone.now()
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None or timezone.is_naive(moment):
        raise CommandError("--made-before is een moment met tijdzone, zoals 2026-11-24T10:03:00+01:00.")
    return moment
