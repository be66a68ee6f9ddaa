"""Imports one law of the Vlaamse Codex into the shared organisation."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from knowledge.actions.law import Outcome, import_articles, law_from
from knowledge.embedding import EmbeddingProblem
from organisations.runs import Refusal
from organisations.trail import Actor, acting


class Command(BaseCommand):
    """manage.py import_codex FILE_OR_ADDRESS"""

    help = "Lees één decreet of besluit in uit een bestand (VolledigDocument) of van een adres van de Vlaamse Codex."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", help="bestand of https-adres")

    def handle(self, *args: Any, **options: Any) -> None:
        source = str(options["source"])
        is_address = source.startswith("https://")
        try:
            law = law_from(data=None if is_address else Path(source).read_bytes(), url=source if is_address else "")
        except OSError as missing:
            raise CommandError(f"{source} kan niet gelezen worden: {missing.strerror}.") from missing
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        with tqdm(
            total=len(law.articles), desc=law.short_title[:60], unit="artikel", file=self.stderr, disable=None
        ) as bar:

            def kept(done: int, outcome: Outcome) -> None:
                bar.update(done - bar.n)

            try:
                with acting(Actor(role="platform", purpose="uitvoering")):
                    made = import_articles(law, kept=kept)
            except EmbeddingProblem as problem:
                raise CommandError(f"{problem} Wat al ingelezen was, is bewaard.") from problem
        for refused in law.refused:
            self.stderr.write(f"Artikel {refused.number}: {refused.reason}.")
        self.stdout.write(
            f"{law.short_title}: {made.new} nieuw, {made.changed} gewijzigd, {made.unchanged} ongewijzigd, "
            f"{made.future} toekomstig, {len(law.refused)} geweigerd."
        )
