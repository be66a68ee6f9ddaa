"""Reads an OpenDocument text: its running text, without macros, images or tracked deletions."""

from collections.abc import Iterator

from lxml import etree

from knowledge.intake.archive import BROKEN, LOCKED, opened_parts, parsed_xml
from knowledge.intake.structure import HEADING, LIST, TABLE, TEXT, Block, IntakeProblem, Reading, one_line, table_of

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
TEXTS, TABLES, OFFICE = f"{{{_NS}text:1.0}}", f"{{{_NS}table:1.0}}", f"{{{_NS}office:1.0}}"
CONTENT, META, MANIFEST = "content.xml", "meta.xml", "META-INF/manifest.xml"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
SILENT = {f"{OFFICE}annotation", f"{TEXTS}note", f"{TEXTS}tracked-changes", f"{OFFICE}annotation-end"}
MOST_REPEATED = 100
"""A cell may say that it stands there a million times."""


def read_odt(data: bytes) -> Reading:
    """The headings, paragraphs, lists and tables in order; pages are counted where a break was noted."""
    parts = opened_parts(data, wanted=(CONTENT, META, MANIFEST))
    if b"encryption-data" in parts.get(MANIFEST, b""):
        raise IntakeProblem(LOCKED)
    body = parsed_xml(parts[CONTENT]).find(f".//{OFFICE}text") if CONTENT in parts else None
    if body is None:
        raise IntakeProblem(BROKEN)
    reader = _Reader()
    blocks = tuple(reader.blocks(body))
    return Reading(_title(parts.get(META)), blocks, pages=reader.page if reader.page > 1 else 0)


class _Reader:
    """Walks the body and counts the soft page breaks that go by."""

    def __init__(self) -> None:
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
                page, items = self.page, list(self._items(child, depth=0))
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

    def _items(self, element: "etree._Element", *, depth: int) -> Iterator[str]:
        for item in element:
            for child in item:
                if child.tag == f"{TEXTS}list":
                    yield from self._items(child, depth=min(depth + 1, 6))
                elif child.tag in (f"{TEXTS}p", f"{TEXTS}h"):
                    words = one_line(self._text(child))
                    if words:
                        yield f"{'  ' * depth}- {words}"

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


def _title(meta: bytes | None) -> str:
    found = parsed_xml(meta).find(f".//{TITLE}") if meta else None
    return one_line(found.text or "") if found is not None else ""
