"""The trail as a stream of CSV or JSON Lines, written while it is read."""

import csv
import json
from collections.abc import Callable, Iterator
from io import StringIO
from uuid import UUID

from organisations.models import TrailEntry
from privacy.queries import TrailFilter, trail_pieces
from privacy.rules import cell
from privacy.showing import COLUMNS, as_cells, as_record

BOM = "\ufeff"


def csv_lines(organisation_id: UUID, wanted: TrailFilter) -> Iterator[str]:
    """Text in pieces: UTF-8 with a byte order mark and semicolons, as a Belgian Excel opens it; no formulas."""
    yield BOM + csv_text([list(COLUMNS.values())])
    for piece in trail_pieces(organisation_id, wanted):
        yield csv_text([as_cells(entry) for entry in piece])


def json_lines(organisation_id: UUID, wanted: TrailFilter) -> Iterator[str]:
    """One JSON object a line."""
    for piece in trail_pieces(organisation_id, wanted):
        yield "".join(_json(entry) for entry in piece)


def _json(entry: TrailEntry) -> str:
    return json.dumps(as_record(entry), ensure_ascii=False) + "\n"


def csv_text(rows: list[list[object]]) -> str:
    """Rows as semicolon-separated text, without a cell that a spreadsheet would run."""
    written = StringIO()
    csv.writer(written, delimiter=";").writerows([cell(value) for value in row] for row in rows)
    return written.getvalue()


FORMATS: dict[str, tuple[str, Callable[[UUID, TrailFilter], Iterator[str]]]] = {
    "csv": ("text/csv; charset=utf-8", csv_lines),
    "jsonl": ("application/x-ndjson; charset=utf-8", json_lines),
}
