"""Reads every stored text again with today's pseudonymiser; what it finds waits for the caregivers of the case."""

import sys
import time
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from cases.forms import LABEL_WORDS
from cases.models import Case, Vault
from cases.rereading.reading import Reading, read_case
from organisations.models import Organisation
from organisations.scope import organisation_scope
from organisations.trail import Actor, acting

WORDS = dict(LABEL_WORDS)


class Command(BaseCommand):
    """manage.py reread [--organisation SLUG]"""

    help = (
        "Lees de bewaarde teksten na met de pseudonimiseerder van vandaag. Niets wordt gewijzigd: wat hij vindt, wacht "
        "op de hulpverleners van de casus. Opnieuw starten gaat verder waar het stopte."
    )
    requires_system_checks: ClassVar[list[str]] = []  # type: ignore[misc]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organisation", default="", help="slug van de organisatie; zonder: allemaal")

    def handle(self, *args: Any, **options: Any) -> None:
        for organisation in _chosen(options["organisation"]):
            started = time.monotonic()
            with acting(Actor(role="platform", purpose="herlezing")):
                reading = _read(organisation)
            self.stdout.write(report_of(organisation, reading, seconds=time.monotonic() - started))


def report_of(organisation: Organisation, reading: Reading, *, seconds: float) -> str:
    """What was done, in one paragraph of numbers; no word of any text."""
    found = ", ".join(f"{count} {WORDS.get(label, label)}" for label, count in reading.labels.most_common())
    failed = f" {reading.failed} niet te lezen; probeer die later opnieuw." if reading.failed else ""
    return (
        f"{organisation.name}: {reading.cases} casussen, {reading.read} teksten gelezen, {reading.known} al eerder "
        f"gelezen door deze versie. Gevonden in {reading.texts_with_findings} teksten: {found or 'niets'}.{failed} "
        f"{seconds:.1f} s."
    )


def _read(organisation: Organisation) -> Reading:
    """Case by case, each kept on its own: what is done stays done when this stops."""
    reading = Reading()
    with organisation_scope(organisation.id):
        ids = list(Case.objects.order_by("opened_at").values_list("id", flat=True))
    for case_id in tqdm(ids, desc=organisation.name, unit=" casussen", file=sys.stderr, disable=None):
        with organisation_scope(organisation.id):
            case = Case.objects.filter(id=case_id).first()
            if case and Vault.objects.filter(case=case).exists():
                read_case(case, into=reading)
    return reading


def _chosen(slug: str) -> list[Organisation]:
    found = Organisation.objects.filter(slug=slug) if slug else Organisation.objects.order_by("slug")
    if not found:
        raise CommandError(f"Er is geen organisatie met de naam '{slug}'.")
    return list(found)
