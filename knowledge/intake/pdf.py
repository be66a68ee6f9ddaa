"""Reads a PDF: text in reading order with its page; headings by the size and weight of their letters."""

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from knowledge.intake.archive import BROKEN, LOCKED
from knowledge.intake.pdf_lines import BULLETS, Line, Row, blocks_of_rows
from knowledge.intake.structure import MOST_PAGES, TOO_MANY_PAGES, IntakeProblem, Reading, one_line, table_of

Progress = Callable[[int, int], None]
SCANNED = (
    "Deze PDF bevat alleen beelden en geen tekst. Er is niets bewaard. "
    "Maak hem eerst doorzoekbaar met tekstherkenning (OCR)."
)
GARBLED = (
    "De letters van deze PDF zijn niet als tekst bewaard. Er is niets bewaard. Gebruik het oorspronkelijke document."
)
SMALLEST, MOST_RULES = 2.0, 3_000
"""Points under which letters are not meant to be read; drawn lines above which looking for tables takes too long."""
_NAMELESS = re.compile(r"\(cid:\d+\)")
DOT, DOT_BEFORE = 7.0, 30.0
"""Points: a drawn dot of at most this size, at most this far before a line, is the bullet of a list; so is a letter
that the document gives no width and perhaps no name.
"""


@dataclass(frozen=True)
class _Table:
    """A table and where it stands on its page (left, top, right, bottom)."""

    box: tuple[float, float, float, float]
    text: str


def read_pdf(data: bytes, *, progress: Progress = lambda done, total: None) -> Reading:
    """The whole document, page after page; costs 20 to 100 ms a page. Images are not looked at."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(BytesIO(data), laparams={"detect_vertical": False}) as document:
            return _reading(document, progress)
    except PdfminerException as problem:
        cause = problem.args[0] if problem.args else None
        if isinstance(cause, MemoryError | RecursionError):
            raise cause from problem
        locked = isinstance(cause, PDFPasswordIncorrect)
        raise IntakeProblem(LOCKED if locked else BROKEN) from problem


def _reading(document: Any, progress: Progress) -> Reading:
    total = len(document.pages)
    if not total:
        raise IntakeProblem(BROKEN)
    if total > MOST_PAGES:
        raise IntakeProblem(TOO_MANY_PAGES)
    rows: list[Row] = []
    for number, page in enumerate(document.pages, 1):
        rows += _rows(page, number=number)
        page.close()
        progress(number, total)
    words = "".join(row.text for row in rows)
    if not any(char.isalnum() for char in words):
        raise IntakeProblem(SCANNED)
    if words.count("(cid:") * 20 > len(words):
        raise IntakeProblem(GARBLED)
    title = one_line(str((document.metadata or {}).get("Title") or ""))
    return Reading(title, tuple(blocks_of_rows(rows, pages=total)), pages=total)


def _rows(page: Any, *, number: int) -> Iterator[Row]:
    """The lines of a page; a table stands where its first line stood."""
    tables = list(_tables(page))
    given: set[int] = set()
    for box, line in enumerate(_lines(page, number=number)):
        at = next((index for index, table in enumerate(tables) if _within(line, table)), None)
        if at is None:
            yield line
        elif at not in given:
            given.add(at)
            yield Row(text=tables[at].text, page=number, box=box)


def _lines(page: Any, *, number: int) -> Iterator[Line]:
    from pdfminer.layout import LTCurve, LTTextBox, LTTextLine

    height = float(page.height) or 1.0
    drawn = [thing for thing in page.layout if isinstance(thing, LTCurve) and max(thing.width, thing.height) <= DOT]
    written = [thing for thing in page.layout if isinstance(thing, LTTextLine) and _is_bare_sign(thing.get_text())]
    dots: list[Any] = [*drawn, *written]
    for box, found in enumerate(thing for thing in page.layout if isinstance(thing, LTTextBox)):
        for line in found:
            if isinstance(line, LTTextLine):
                read = _line(line, page=number, box=box, height=height)
                if read is not None:
                    yield replace(read, text=f"• {read.text}") if _has_dot(line, dots) else read


def _line(line: Any, *, page: int, box: int, height: float) -> Line | None:
    from pdfminer.layout import LTChar

    letters = [char for char in line if isinstance(char, LTChar) and char.get_text().strip()]
    text = one_line(line.get_text().replace("\uf0b7", "•").replace("\xad", ""))
    size = max((float(char.size) for char in letters), default=0.0)
    if not text or size < SMALLEST:
        return None
    bold = all("bold" in char.fontname.lower() or "black" in char.fontname.lower() for char in letters)
    return Line(
        text=text, page=page, box=box, size=round(size * 2) / 2, bold=bold,
        left=float(line.x0), top=height - float(line.y1), bottom=height - float(line.y0), height=height,
    )  # fmt: skip


def _is_bare_sign(text: str) -> bool:
    return text.strip() in BULLETS or bool(_NAMELESS.fullmatch(text.strip()))


def _has_dot(line: Any, dots: list[Any]) -> bool:
    return any(0 <= line.x0 - dot.x1 <= DOT_BEFORE and line.y0 <= (dot.y0 + dot.y1) / 2 <= line.y1 for dot in dots)


def _tables(page: Any) -> Iterator[_Table]:
    if not 2 <= len(page.lines) + len(page.rects) + len(page.curves) <= MOST_RULES:
        return
    for found in page.find_tables():
        text = table_of([[cell or "" for cell in row] for row in found.extract()])
        if text.count("\n") >= 2 and text.split("\n", 1)[0].count("|") > 2:
            yield _Table(found.bbox, text)


def _within(line: Line, table: _Table) -> bool:
    left, top, right, bottom = table.box
    middle = (line.top + line.bottom) / 2
    return top <= middle <= bottom and left - 1 <= line.left <= right
