"""JSON Lines in, JSON Lines out: the loop of the commands for people who work in batches."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, ClassVar

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from organisations.models import Organisation
from organisations.scope import SHARED, organisation_scope

Row = dict[str, Any]


class BadLine(ValueError):
    """A line that cannot be worked on; its text says why in Dutch."""


def run_batch(
    source: Path, target: Path, *, work: Callable[[Row], Row], label: str, report: IO[str] | None = None
) -> int:
    """Give each line of `source` to `work` and write what it returns to `target`, one JSON object a line.

    A bad line (no JSON, no object, or BadLine from `work`) is reported with its number and skipped; the
    others go on.
    Returns how many lines were bad. Nothing takes the place of `target` before the last line is done.
    """
    problems = report or sys.stderr
    unfinished = target.with_name(target.name + ".unfinished")
    bad = 0
    with source.open("rb") as lines, unfinished.open("w", encoding="utf-8") as results:
        bar = tqdm(lines, desc=label, unit=" regels", file=problems, disable=None)
        for number, line in _filled(bar):
            try:
                results.write(_written(work(_row(line))))
            except BadLine as problem:
                bad += 1
                tqdm.write(f"Regel {number}: {problem}", file=problems)
    unfinished.replace(target)
    return bad


def _written(answer: Row) -> str:
    text = json.dumps(answer, ensure_ascii=False)
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as problem:
            raise BadLine("er staat een half teken in dat niet te schrijven is.") from problem
    return f"{text}\n"


def needed_text(row: Row, name: str) -> str:
    """The text in this field of the line; raises BadLine when it is absent or not a text."""
    value = row.get(name)
    if not isinstance(value, str):
        raise BadLine(f"het veld '{name}' ontbreekt of is geen tekst.")
    return value


def _filled(lines: "tqdm[bytes]") -> Iterator[tuple[int, bytes]]:
    return ((number, line) for number, line in enumerate(lines, 1) if line.strip())


def _row(line: bytes) -> Row:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise BadLine("de tekst is geen UTF-8.") from problem
    except (json.JSONDecodeError, RecursionError) as problem:
        raise BadLine("dit is geen geldige JSON.") from problem
    if not isinstance(row, dict) or not isinstance(row.get("id"), str | int):
        raise BadLine("een regel is een object met minstens een 'id'.")
    return row


class BatchCommand(BaseCommand):
    """A command with --input, --output and --organisation; exit status 1 when a line was bad."""

    label: ClassVar[str] = ""
    requires_system_checks: ClassVar[list[str]] = []  # type: ignore[misc]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--input", required=True, type=Path, help="bestand met een JSON-object per regel")
        parser.add_argument("--output", required=True, type=Path, help="bestand dat met de antwoorden wordt geschreven")
        parser.add_argument("--organisation", default="", help="slug van de organisatie; zonder: de gedeelde kennis")

    def handle(self, *args: Any, **options: Any) -> None:
        self.prepare(argparse.Namespace(**options))
        organisation_id = _organisation(options["organisation"])

        def work(row: Row) -> Row:
            with organisation_scope(organisation_id):
                return self.work(row)

        try:
            bad = run_batch(options["input"], options["output"], work=work, label=self.label)
        except OSError as problem:
            raise CommandError(f"{problem.filename} is niet te lezen of te schrijven: {problem.strerror}.") from problem
        if bad:
            raise CommandError(f"{bad} regels zijn overgeslagen; de andere staan in {options['output']}.")

    def prepare(self, options: argparse.Namespace) -> None:
        """Keep what the command's own options say."""

    def work(self, row: Row) -> Row:
        """The answer to one line, inside the organisation's scope.

        Raises BadLine when it cannot be answered.
        """
        raise NotImplementedError


def _organisation(slug: str) -> Any:
    if not slug:
        return SHARED
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(f"Er is geen organisatie met de naam '{slug}'.")
    return found.pk
