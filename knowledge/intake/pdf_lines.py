"""Makes headings, paragraphs, lists and tables of the lines of a PDF, which knows only letters on places."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.intake.plain import BULLET, as_item
from knowledge.intake.structure import HEADING, LIST, TABLE, TEXT, Block

LARGER = 1.12
"""How much larger than the running text a heading is at least."""
MARGIN = 0.08
LONGEST_HEADING, LONGEST_BOLD = 200, 100
DEEPEST = 4
BULLETS = {"•", "-", "–", "▪", "●", "○", "◦"}
_PAGE_NUMBER = re.compile(r"(?:pagina|blz\.?|p\.)?\s*\d{1,4}(?:\s*(?:/|van)\s*\d{1,4})?", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, kw_only=True)
class Row:
    """What stands on a page: as it is a table; a Line is text."""

    text: str
    page: int
    box: int


@dataclass(frozen=True, kw_only=True)
class Line(Row):
    """A line of text: size in points; top and bottom from the top of the page."""

    size: float
    bold: bool
    left: float
    top: float
    bottom: float
    height: float

    @property
    def is_in_margin(self) -> bool:
        """Whether it stands where running heads and page numbers stand."""
        return self.bottom < self.height * MARGIN or self.top > self.height * (1 - MARGIN)


def blocks_of_rows(rows: Sequence[Row], *, pages: int) -> Iterator[Block]:
    """The blocks in order, without running heads and page numbers."""
    return _mended(_raw_blocks(rows, pages=pages))


def _raw_blocks(rows: Sequence[Row], *, pages: int) -> Iterator[Block]:
    kept = _without_running_heads(rows, pages=pages)
    lines = [row for row in kept if isinstance(row, Line)]
    levels = _Levels(lines)
    group: list[Line] = []
    for row in kept:
        if group and not (isinstance(row, Line) and _belongs(group[-1], row, levels)):
            yield from _blocks(group, levels)
            group = []
        if isinstance(row, Line):
            group.append(row)
        else:
            yield Block(TABLE, row.text, page=row.page)
    yield from _blocks(group, levels)


class _Levels:
    """Which sizes of letters are headings here, and how high."""

    def __init__(self, lines: Sequence[Line]) -> None:
        weights: Counter[float] = Counter()
        for line in lines:
            weights[line.size] += len(line.text)
        self.body = weights.most_common(1)[0][0] if weights else 0.0
        sizes = sorted({line.size for line in lines if self._is_large(line)}, reverse=True)
        self.levels = {size: min(level, DEEPEST - 1) for level, size in enumerate(sizes, 1)}
        self.bold = min(len(set(self.levels.values())) + 1, DEEPEST)

    def of(self, line: Line) -> int:
        """The level of a heading; 0 for running text."""
        if self._is_large(line):
            return self.levels[line.size]
        is_bold = line.bold and len(line.text) <= LONGEST_BOLD and line.text[-1] not in ".,;:"
        return self.bold if is_bold and line.size >= self.body and line.text[0].isupper() else 0

    def _is_large(self, line: Line) -> bool:
        long = len(line.text) > LONGEST_HEADING or not any(char.isalpha() for char in line.text)
        return not long and line.size >= self.body * LARGER


def _belongs(before: Line, line: Line, levels: _Levels) -> bool:
    return before.page == line.page and before.box == line.box and levels.of(before) == levels.of(line)


def _blocks(group: Sequence[Line], levels: _Levels) -> Iterator[Block]:
    if not group:
        return
    page, level = group[0].page, levels.of(group[0])
    if level:
        yield Block(HEADING, " ".join(line.text for line in group), level=level, page=page)
        return
    for parts in _paragraphs(group):
        text = _joined(parts)
        if BULLET.match(parts[0]) and (len(parts) > 1 or text[0] in "-*•–▪"):
            yield Block(LIST, as_item(text), page=page)
        else:
            yield Block(TEXT, text, page=page)


def _paragraphs(group: Sequence[Line]) -> Iterator[list[str]]:
    """A bullet begins a new part; other lines go on with the one before."""
    parts: list[str] = []
    for line in group:
        if parts and BULLET.match(line.text):
            yield parts
            parts = []
        parts.append(line.text)
    yield parts


def _joined(lines: Sequence[str]) -> str:
    """One line; a word that was cut at the end of a line is whole again."""
    text = lines[0]
    for line in lines[1:]:
        cut = text.endswith("-") and text[-2:-1].isalpha() and line[:1].islower()
        text = text[:-1] + line if cut else f"{text} {line}"
    return text


def _mended(blocks: Iterable[Block]) -> Iterator[Block]:
    """Joins what the lay-out took apart: a bullet and its words, the end of a sentence, the items of one list."""
    held: Block | None = None
    for block in blocks:
        if held is None:
            held = block
        elif held.text in BULLETS and block.kind == TEXT:
            held = replace(block, kind=LIST, text=f"- {block.text}")
        elif _goes_on(held, block):
            held = replace(held, text=f"{held.text} {block.text}")
        elif held.kind == block.kind == LIST and held.page == block.page:
            held = replace(held, text=f"{held.text}\n{block.text}")
        else:
            yield held
            held = block
    if held is not None:
        yield held


def _goes_on(before: Block, block: Block) -> bool:
    is_running = before.kind in (TEXT, LIST) and block.kind == TEXT and before.page == block.page
    return is_running and block.text[:1].islower() and before.text[-1:] not in ".:;?!"


def _without_running_heads(rows: Sequence[Row], *, pages: int) -> list[Row]:
    seen: Counter[str] = Counter()
    for key in {(row.page, _DIGITS.sub("#", row.text)) for row in rows if isinstance(row, Line) and row.is_in_margin}:
        seen[key[1]] += 1
    often = max(3, pages / 2)
    return [
        row
        for row in rows
        if not (isinstance(row, Line) and row.is_in_margin)
        or (seen[_DIGITS.sub("#", row.text)] < often and not _PAGE_NUMBER.fullmatch(row.text))
    ]
