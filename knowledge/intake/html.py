"""Reads a web page: what a visitor would read, without scripts, styles, frames, menus or hidden words."""

import re
from collections.abc import Iterable, Iterator

from lxml import etree
from lxml import html as lxml_html

from knowledge.intake.lists import inset_under, sign_of
from knowledge.intake.sniff import decoded
from knowledge.intake.structure import HEADING, LIST, TABLE, TEXT, Block, IntakeProblem, Reading, one_line, table_of

SILENT = {
    "script", "style", "iframe", "frame", "frameset", "object", "embed", "applet", "noscript", "template", "svg",
    "math", "canvas", "audio", "video", "img", "map", "input", "button", "select", "textarea", "dialog", "head",
}  # fmt: skip
AROUND = {"nav", "footer", "aside"}
CONTAINERS = {
    "html", "body", "main", "article", "section", "div", "header", "form", "fieldset", "details", "figure", "center",
    "blockquote", "dl", "address", *AROUND,
}  # fmt: skip
BLOCKS = {
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "menu", "table", "pre", "hr", "dt", "dd", "summary",
    "figcaption", *CONTAINERS,
}  # fmt: skip
_SHAPES = {"a": "letter", "A": "capital"}
UNREADABLE = "Deze webpagina kan niet gelezen worden. Er is niets bewaard."
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.IGNORECASE)
_SPACES = re.compile(r"[\s\xa0]+")
_DECLARED = re.compile(r"\A\s*<\?xml[^>]*\?>")


def read_html(data: bytes) -> Reading:
    """The page's title and the blocks of its main part."""
    root = _root(_DECLARED.sub("", decoded(data)))
    title = root.find("./head/title")
    return Reading(
        one_line(title.text or "") if title is not None else "", tuple(_blocks(_main(root), left_out=SILENT | AROUND))
    )


def blocks_of(fragment: str) -> list[Block]:
    """The blocks of a piece of HTML, as a law's article holds one."""
    return list(_blocks(_root(f"<div>{fragment}</div>"), left_out=SILENT)) if fragment.strip() else []


def _root(text: str) -> "etree._Element":
    parser = lxml_html.HTMLParser(recover=True, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(text.replace("\0", ""), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as broken:
        raise IntakeProblem(UNREADABLE) from broken
    return root


def _main(root: "etree._Element") -> "etree._Element":
    for path in ("//main", "//*[@role='main']", "//article"):
        found = root.xpath(path)
        if isinstance(found, list) and len(found) == 1 and isinstance(found[0], etree._Element):
            return found[0]
    return root


def _blocks(element: "etree._Element", *, left_out: set[str]) -> Iterator[Block]:
    """Inline words between blocks become paragraphs of their own."""
    loose: list[str] = [_words(element.text)]
    for child in element:
        tag = _tag(child)
        if tag in BLOCKS:
            yield from _paragraphs(loose)
            loose = []
            if not _silent(child, left_out):
                yield from _block(child, tag, left_out=left_out)
        elif not _silent(child, left_out):
            if _holds_blocks(child):
                yield from _paragraphs(loose)
                loose = []
                yield from _blocks(child, left_out=left_out)
            else:
                loose.append(_inline(child, left_out))
        loose.append(_words(child.tail))
    yield from _paragraphs(loose)


def _block(element: "etree._Element", tag: str, *, left_out: set[str]) -> Iterator[Block]:
    if tag in ("ul", "ol", "menu"):
        items = "\n".join(_items(element, inset="", left_out=left_out))
        if items:
            yield Block(LIST, items)
    elif tag == "table":
        yield from _table(element, left_out=left_out)
    elif len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
        words = one_line(_inline(element, left_out))
        if words:
            yield Block(HEADING, words, level=int(tag[1]))
    else:
        yield from _blocks(element, left_out=left_out)


def _items(element: "etree._Element", *, inset: str, left_out: set[str]) -> Iterator[str]:
    shape = _SHAPES.get(element.get("type") or "", "decimal") if _tag(element) == "ol" else ""
    begins = element.get("start") or "1"
    first = int(begins) if begins.isdecimal() and len(begins) < 5 else 1
    for number, item in enumerate((child for child in element if _tag(child) == "li"), first):
        if _silent(item, left_out):
            continue
        inner = [child for child in item.iter("ul", "ol", "menu") if child is not item]
        words, sign = one_line(_inline(item, left_out | {"ul", "ol", "menu"})), sign_of(number, shape=shape)
        if words:
            yield f"{inset}{sign} {words}"
        for deeper in inner:
            if next(deeper.iterancestors("li"), None) is item:
                yield from _items(deeper, inset=inset_under(sign, inset=inset), left_out=left_out)


def _table(element: "etree._Element", *, left_out: set[str]) -> Iterator[Block]:
    """A table of one column is a layout and is read as text."""
    own = [row for row in element.iter("tr") if next(row.iterancestors("table"), None) is element]
    rows = [[cell for cell in row if _tag(cell) in ("td", "th")] for row in own]
    if all(len(row) < 2 for row in rows):
        for row in rows:
            for cell in row:
                yield from _blocks(cell, left_out=left_out)
        return
    text = table_of([[_inline(cell, left_out) for cell in row] for row in rows])
    if text:
        yield Block(TABLE, text)


def _inline(element: "etree._Element", left_out: set[str]) -> str:
    parts = ["\n" if _tag(element) == "br" else "", _words(element.text)]
    for child in element:
        if not _silent(child, left_out):
            inner = _inline(child, left_out)
            parts.append(f" {inner} " if _tag(child) in BLOCKS or _tag(child) in ("td", "th", "li") else inner)
        parts.append(_words(child.tail))
    return "".join(parts)


def _paragraphs(loose: Iterable[str]) -> Iterator[Block]:
    """A line break that was meant (br) stays; two of them make a paragraph."""
    for paragraph in re.split(r"\n\s*\n", "".join(loose)):
        lines = [one_line(line) for line in paragraph.split("\n")]
        words = "\n".join(line for line in lines if line)
        if words:
            yield Block(TEXT, words)


def _words(text: str | None) -> str:
    return _SPACES.sub(" ", text) if text else ""


def _holds_blocks(element: "etree._Element") -> bool:
    return any(_tag(inner) in BLOCKS for inner in element.iterdescendants())


def _silent(element: "etree._Element", left_out: set[str]) -> bool:
    if not isinstance(element.tag, str) or _tag(element) in left_out:
        return True
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    return hidden or bool(_HIDDEN.search(element.get("style") or ""))


def _tag(element: "etree._Element") -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""
