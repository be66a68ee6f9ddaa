"""Ranks the sources of the knowledge bank for a file of questions."""

import argparse
from typing import ClassVar

from django.core.management.base import CommandParser

from knowledge.queries.retrieval import ranked_sources
from organisations.batch import BatchCommand, Row, needed_text


class Command(BatchCommand):
    """manage.py search_knowledge --input F --output F [--k 10]"""

    help = 'Zoek voor elke regel {"id", "question"} de bronnen: {"id", "ranked", "answered"}.'
    label: ClassVar[str] = "Zoeken"
    k = 10

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--k", type=int, default=10, help="hoeveel bronnen per vraag")

    def prepare(self, options: argparse.Namespace) -> None:
        self.k = max(1, options.k)

    def work(self, row: Row) -> Row:
        found = ranked_sources(needed_text(row, "question"), k=self.k)
        return {"id": row["id"], "ranked": list(found.slugs), "answered": found.answered}
