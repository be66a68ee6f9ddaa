"""Loads or updates the starter set of the knowledge bank."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from knowledge.actions.starter import load_starter
from knowledge.embedding import prepare
from knowledge.rules.article import ArticleProblem


class Command(BaseCommand):
    """manage.py load_knowledge"""

    help = "Laad de startset van de kennisbank (opnieuw): alleen gewijzigde artikelen krijgen een nieuwe versie."

    def handle(self, *args: Any, **options: Any) -> None:
        with tqdm(desc="Kennisbank", unit="artikel", file=self.stderr, disable=None) as bar:

            def show(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            try:
                loaded = load_starter(progress=show)
            except ArticleProblem as problem:
                raise CommandError(str(problem)) from problem
        prepare()
        self.stdout.write(
            f"{loaded.new} nieuw, {loaded.changed} gewijzigd, {loaded.unchanged} ongewijzigd, "
            f"{loaded.kept} behouden omdat een redacteur ze aanpaste."
        )
