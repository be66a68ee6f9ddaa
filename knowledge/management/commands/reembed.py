"""Goes from the embedding model in force to the one that the settings name."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from knowledge.actions import reembedding
from knowledge.embedding import EMBEDDED, EmbeddingProblem, Model, in_force, wanted

CALIBRATION = (
    "De drempel waaronder de kennisbank 'geen antwoord' zegt, is geijkt op het ingebouwde model. "
    "Kijk met eigen vragen na of ze bij dit model nog klopt."
)

MOST_LISTED = 300
"""A bank with a large law has a thousand sources, and before anything is made all of them wait."""


class Command(BaseCommand):
    """manage.py reembed [--switch | --status]"""

    help = "Maak de vectoren van het model uit de instellingen naast de huidige, en schakel om als je dat vraagt."

    def add_arguments(self, parser: CommandParser) -> None:
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument("--switch", action="store_true", help="maak wat nog ontbreekt en schakel om")
        choice.add_argument("--status", action="store_true", help="zeg alleen hoe het staat")

    def handle(self, *args: Any, **options: Any) -> None:
        held, target = in_force(), wanted()
        self.stdout.write(f"In gebruik: {held.name}. Gevraagd in de instellingen: {target.name}.")
        if not options["status"]:
            self._prepare(target)
            if options["switch"] or held.name == target.name:
                self._switch(held, target)
        self._report(target)

    def _prepare(self, target: Model) -> None:
        try:
            reembedding.check(target)
            total = reembedding.texts_waiting(target)
            with tqdm(total=total, desc=target.name, unit="tekst", file=self.stderr, disable=None) as bar:
                reembedding.prepare(target, made=bar.update)
        except EmbeddingProblem as problem:
            raise CommandError(f"{problem} Er is niet omgeschakeld. Wat al klaar is, is bewaard.") from problem

    def _switch(self, held: Model, target: Model) -> None:
        reembedding.switch(target)
        if held.name != target.name:
            self.stdout.write(f"Omgeschakeld: vragen en passages gebruiken nu {target.name}.")
            if target != EMBEDDED:
                self.stdout.write(CALIBRATION)

    def _report(self, target: Model) -> None:
        """What is left, by source. Raises CommandError when anything is, so that the exit status says it."""
        behind = reembedding.left_behind(target)
        if not behind:
            self.stdout.write(f"Elke tekst heeft een vector van {target.name}.")
            return
        for one in behind[:MOST_LISTED]:
            self.stdout.write(f"  {one.organisation}: {one.title} ({one.texts} teksten)")
        if len(behind) > MOST_LISTED:
            self.stdout.write(f"  en nog {len(behind) - MOST_LISTED} andere bronnen")
        texts = sum(one.texts for one in behind)
        raise CommandError(
            f"{texts} teksten van {len(behind)} bronnen hebben geen vector van {target.name}. Ze houden hun vorige; na "
            "het omschakelen vind je ze alleen nog op hun woorden. Start reembed opnieuw om het nog eens te proberen."
        )
