"""Reads a Word document (Office Open XML): its running text, without macros, images or tracked deletions."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from knowledge.intake.archive import BROKEN, opened_parts, parsed_xml
from knowledge.intake.structure import HEADING, LIST, TABLE, TEXT, Block, IntakeProblem, Reading, one_line, table_of
from knowledge.intake.word_lists import Lists, Place, W, number_in

DOCUMENT, STYLES, CORE = "word/document.xml", "word/styles.xml", "docProps/core.xml"
NUMBERING = "word/numbering.xml"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
_HEADING_NAME = re.compile(r"(?:heading|kop|titre|überschrift)\s*(\d)", re.IGNORECASE)
_LEFT_OUT = (f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}txbxContent")


def read_docx(data: bytes) -> Reading:
    """The headings, paragraphs, lists and tables in order; pages as Word last laid them out, when it noted them."""
    parts = opened_parts(data, wanted=(DOCUMENT, STYLES, NUMBERING, CORE))
    body = parsed_xml(parts[DOCUMENT]).find(f"{W}body") if DOCUMENT in parts else None
    if body is None:
        raise IntakeProblem(BROKEN)
    lists = Lists(numbering=parts.get(NUMBERING), styles=parts.get(STYLES))
    reader = _Reader(_levels(parts.get(STYLES)), lists)
    blocks = tuple(_from_one(list(reader.blocks(body))))
    return Reading(_title(parts.get(CORE)), blocks, pages=reader.page if reader.page > 1 else 0)


class _Reader:
    """Walks the body and counts the pages that go by."""

    def __init__(self, levels: dict[str, int], lists: Lists) -> None:
        self.levels, self.lists = levels, lists
        self.page = 1

    def blocks(self, parent: "etree._Element") -> Iterator[Block]:
        items: list[str] = []
        start = self.page
        for child in parent:
            place = self._place(child) if child.tag == f"{W}p" else None
            if place is not None:
                start = start if items else self.page
                items += self._item(child, place)
                continue
            if items:
                yield Block(LIST, "\n".join(items), page=start)
                items = []
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
                yield from self.blocks(child)
        if items:
            yield Block(LIST, "\n".join(items), page=start)

    def _paragraph(self, element: "etree._Element") -> Iterator[Block]:
        page, text = self._read(element)
        level = self._level(element)
        if text.strip() and level is not None:
            yield Block(HEADING, one_line(text), level=level, page=page)
        elif text.strip():
            yield Block(TEXT, "\n".join(filter(None, map(one_line, text.split("\n")))), page=page)

    def _item(self, element: "etree._Element", place: Place) -> list[str]:
        text = one_line(self._read(element)[1])
        return [f"{self.lists.mark(place)} {text}"] if text else []

    def _table(self, element: "etree._Element") -> Iterator[Block]:
        page = self.page
        rows = [
            [" ".join(self._read(paragraph)[1] for paragraph in cell.iter(f"{W}p")) for cell in row.findall(f"{W}tc")]
            for row in element.findall(f"{W}tr")
        ]
        if max((len(row) for row in rows), default=0) == 1:
            yield from (Block(TEXT, one_line(cell), page=page) for row in rows for cell in row if cell.strip())
        elif table_of(rows):
            yield Block(TABLE, table_of(rows), page=page)

    def _read(self, element: "etree._Element") -> tuple[int, str]:
        """The page on which its first word stands, and its text."""
        page, parts = 0, list[str]()
        for inner in element.iter():
            if inner.tag in (f"{W}lastRenderedPageBreak",) or _is_page_break(inner):
                self.page += 1
            elif inner.tag == f"{W}t" and not _is_left_out(inner, element):
                page = page or self.page
                parts.append(inner.text or "")
            elif inner.tag == f"{W}tab":
                parts.append(" ")
            elif inner.tag in (f"{W}br", f"{W}cr"):
                parts.append("\n")
        return page or self.page, "".join(parts)

    def _place(self, element: "etree._Element") -> Place | None:
        """Where it stands in a list; a heading that is numbered stays a heading."""
        return None if self._level(element) is not None else self.lists.place_of(element, style=_style(element))

    def _level(self, element: "etree._Element") -> int | None:
        """How high a heading stands, the title of the document on 0; None for running text."""
        outline = element.find(f"{W}pPr/{W}outlineLvl")
        if outline is not None and number_in(outline, otherwise=9) < 9:
            return number_in(outline) + 1
        return self.levels.get(_style(element))


def _from_one(blocks: list[Block]) -> list[Block]:
    """The highest level is 1: under a title every head stands one lower."""
    titled = any(block.kind == HEADING and not block.level for block in blocks)
    return [replace(block, level=block.level + 1) if titled and block.kind == HEADING else block for block in blocks]


def _levels(styles: bytes | None) -> dict[str, int]:
    """Style id -> level of heading: by the outline level, else by the style's name."""
    found: dict[str, int] = {"Title": 0, "Titel": 0}
    for style in parsed_xml(styles).iter(f"{W}style") if styles else ():
        name = style.find(f"{W}name")
        outline = style.find(f"{W}pPr/{W}outlineLvl")
        named = _HEADING_NAME.match(name.get(f"{W}val") or "") if name is not None else None
        level = number_in(outline) + 1 if outline is not None else int(named[1]) if named else 0
        if 0 < level < 10:
            found[style.get(f"{W}styleId") or ""] = level
    return found


def _style(element: "etree._Element") -> str:
    style = element.find(f"{W}pPr/{W}pStyle")
    return (style.get(f"{W}val") or "") if style is not None else ""


def _is_page_break(element: "etree._Element") -> bool:
    return element.tag == f"{W}br" and element.get(f"{W}type") == "page"


def _is_left_out(element: "etree._Element", paragraph: "etree._Element") -> bool:
    for above in element.iterancestors():
        if above is paragraph:
            return False
        if above.tag in _LEFT_OUT:
            return True
    return False


def _title(core: bytes | None) -> str:
    found = parsed_xml(core).find(f".//{TITLE}") if core else None
    return one_line(found.text or "") if found is not None else ""
