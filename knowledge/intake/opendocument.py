"""Reads an OpenDocument text: its running text, without macros, images or tracked deletions."""

from collections.abc import Iterable, Iterator
from functools import reduce

from lxml import etree

from knowledge.intake.archive import BROKEN, LOCKED, opened_parts, parsed_xml
from knowledge.intake.lists import inset_under, sign_of
from knowledge.intake.structure import HEADING, LIST, TABLE, TEXT, Block, IntakeProblem, Reading, one_line, table_of

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
TEXTS, TABLES, OFFICE = f"{{{_NS}text:1.0}}", f"{{{_NS}table:1.0}}", f"{{{_NS}office:1.0}}"
CONTENT, STYLES, META, MANIFEST = "content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
SILENT = {f"{OFFICE}annotation", f"{TEXTS}note", f"{TEXTS}tracked-changes", f"{OFFICE}annotation-end"}
_SHAPES = {"a": "letter", "A": "capital"}
MOST_REPEATED = 100
"""A cell may say that it stands there a million times."""


def read_odt(data: bytes) -> Reading:
    """The headings, paragraphs, lists and tables in order; pages are counted where a break was noted."""
    parts = opened_parts(data, wanted=(CONTENT, STYLES, META, MANIFEST))
    if b"encryption-data" in parts.get(MANIFEST, b""):
        raise IntakeProblem(LOCKED)
    roots = [parsed_xml(parts[name]) for name in (STYLES, CONTENT) if name in parts]
    body = roots[-1].find(f".//{OFFICE}text") if CONTENT in parts else None
    if body is None:
        raise IntakeProblem(BROKEN)
    reader = _Reader(_shapes(roots))
    blocks = tuple(reader.blocks(body))
    return Reading(_title(parts.get(META)), blocks, pages=reader.page if reader.page > 1 else 0)


class _Reader:
    """Walks the body and counts the soft page breaks that go by."""

    def __init__(self, shapes: dict[tuple[str, int], str]) -> None:
        self.shapes = shapes
        self.page = 1

    def blocks(self, parent: "etree._Element") -> Iterator[Block]:
        for child in parent:
            if child.tag == f"{TEXTS}soft-page-break":
                self.page += 1
            elif child.tag == f"{TEXTS}h":
                level = child.get(f"{TEXTS}outline-level") or "1"
                yield from self._written(child, HEADING, level=int(level) if level.isdecimal() else 1)
            elif child.tag == f"{TEXTS}p":
                yield from self._written(child, TEXT)
            elif child.tag == f"{TEXTS}list":
                page, items = self.page, list(self._items(child, signs=(), style=""))
                if items:
                    yield Block(LIST, "\n".join(items), page=page)
            elif child.tag == f"{TABLES}table":
                yield from self._table(child)
            elif child.tag == f"{TEXTS}section":
                yield from self.blocks(child)

    def _written(self, element: "etree._Element", kind: str, *, level: int = 0) -> Iterator[Block]:
        page, text = self.page, self._text(element)
        lines = [one_line(line) for line in text.split("\n") if line.strip()]
        if lines:
            yield Block(kind, " ".join(lines) if kind == HEADING else "\n".join(lines), level=level, page=page)

    def _items(self, element: "etree._Element", *, signs: tuple[str, ...], style: str) -> Iterator[str]:
        """Each item on a line; what stands deeper has the style of the list around it unless it has its own."""
        style, number = element.get(f"{TEXTS}style-name") or style, 0
        for item in element:
            starts = item.get(f"{TEXTS}start-value") or ""
            number = int(starts) if starts.isdecimal() and len(starts) < 5 else number + 1
            sign = sign_of(number, shape=self.shapes.get((style, len(signs) + 1), ""))
            for child in item:
                if child.tag == f"{TEXTS}list":
                    yield from self._items(child, signs=(*signs, sign), style=style)
                elif child.tag in (f"{TEXTS}p", f"{TEXTS}h"):
                    words = one_line(self._text(child))
                    if words:
                        yield f"{reduce(_under, signs, '')}{sign} {words}"

    def _table(self, element: "etree._Element") -> Iterator[Block]:
        page = self.page
        rows = [self._row(row) for row in element.iter(f"{TABLES}table-row")]
        if max((len(row) for row in rows), default=0) == 1:
            yield from (Block(TEXT, one_line(cell), page=page) for row in rows for cell in row if cell.strip())
        elif table_of(rows):
            yield Block(TABLE, table_of(rows), page=page)

    def _row(self, row: "etree._Element") -> list[str]:
        cells: list[str] = []
        for cell in row.iterchildren(f"{TABLES}table-cell", f"{TABLES}covered-table-cell"):
            words = " ".join(self._text(paragraph) for paragraph in cell.iter(f"{TEXTS}p"))
            times = cell.get(f"{TABLES}number-columns-repeated") or "1"
            cells += [words] * (min(int(times), MOST_REPEATED) if times.isdecimal() and words else 1)
        return cells

    def _text(self, element: "etree._Element") -> str:
        parts = [element.text or ""]
        for child in element:
            if child.tag == f"{TEXTS}soft-page-break":
                self.page += 1
            elif child.tag == f"{TEXTS}line-break":
                parts.append("\n")
            elif child.tag in (f"{TEXTS}s", f"{TEXTS}tab"):
                parts.append(" ")
            elif child.tag not in SILENT:
                parts.append(self._text(child))
            parts.append(child.tail or "")
        return "".join(parts)


def _under(inset: str, sign: str) -> str:
    return inset_under(sign, inset=inset)


def _shapes(roots: Iterable["etree._Element"]) -> dict[tuple[str, int], str]:
    """How the lists of a style number their items at each depth, from 1; bullets are left out."""
    found = {}
    for root in roots:
        for style in root.iter(f"{TEXTS}list-style"):
            for level in style.iter(f"{TEXTS}list-level-style-number"):
                depth = level.get(f"{TEXTS}level") or ""
                said = level.get(f"{{{_NS}style:1.0}}num-format")
                if depth.isdecimal() and said:
                    found[style.get(f"{{{_NS}style:1.0}}name") or "", int(depth)] = _SHAPES.get(said, "decimal")
    return found


def _title(meta: bytes | None) -> str:
    found = parsed_xml(meta).find(f".//{TITLE}") if meta else None
    return one_line(found.text or "") if found is not None else ""
