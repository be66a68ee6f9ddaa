"""Loads the demo: knowledge, services, people, cases. Idempotent: what is there stays as people left it."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ai4care.demo.accounts import PASSWORD
from ai4care.demo.cases import load_cases
from ai4care.demo.people import ORGANISATIONS, PEOPLE, load_people
from ai4care.demo.services import load_services
from ai4care.demo.sources import load_sources
from knowledge.actions.starter import load_starter
from knowledge.embedding import prepare


class Command(BaseCommand):
    """manage.py load_demo"""

    help = "Laad de demo: kennisbank, diensten, organisaties, mensen en casussen. Bestaande gegevens blijven."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("De demo hoort niet in een echte installatie. Start met AI4CARE_PROFILE=demo.")
        self._step("kennisbank laden", load_starter)
        self._step("diensten laden", load_services)
        self._step("organisaties en accounts maken", load_people)
        self._step("casussen schrijven", load_cases)
        self._step("taalmodel klaarzetten", prepare)
        self._step("eigen bronnen schrijven", load_sources)
        self.stdout.write(accounts())

    def _step(self, name: str, work: Callable[[], object]) -> None:
        started = time.monotonic()
        work()
        self.stderr.write(f"  {name}: {time.monotonic() - started:.1f} s")


def accounts() -> str:
    """The demo accounts, as they stand on the screen."""
    lines = ["", f"Accounts van de demo (wachtwoord: {PASSWORD})"]
    names = {**ORGANISATIONS, "redactie": "AI4Care redactie"}
    for person in PEOPLE:
        roles = ", ".join(str(role.label) for role in person.roles)
        lines.append(f"  {person.email:<28}{roles} bij {names[person.organisation]}")
    return "\n".join(lines)
