"""Reads plain text and the text of Markdown files."""

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from knowledge.intake.lists import DASH, inset_under
from knowledge.intake.sniff import decoded
from knowledge.intake.structure import HEADING, LIST, TABLE, TEXT, Block, Reading, one_line, table_of

BULLET = re.compile(r"^\s*(?:[-*•‣▪●○◦–]|\(?\d{1,3}[.)°]|\(?[a-z][.)])\s+")
WRAPPED = 45
"""Characters from which on the end of a line is taken for the edge of the page."""
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?\n---[ \t]*\n", re.DOTALL)
_SILENT = re.compile(r"</?(?:script|style)\b", re.IGNORECASE)
_BLANK = re.compile(r"\n[ \t]*\n")


def read_text(data: bytes) -> Reading:
    """Paragraphs and lists; a form feed begins a new page."""
    pages = decoded(data).split("\f")
    numbered = len(pages) > 1
    blocks = [block for at, page in enumerate(pages, 1) for block in text_blocks(page, page=at if numbered else 0)]
    return Reading("", tuple(blocks), pages=len(pages) if numbered else 0)


def text_blocks(text: str, *, page: int = 0) -> Iterator[Block]:
    """The paragraphs of a text; one whose lines all begin with a bullet or number is a list."""
    for paragraph in _BLANK.split(text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = [line for line in paragraph.split("\n") if line.strip()]
        if lines and all(BULLET.match(line) for line in lines) and (len(lines) > 1 or lines[0].lstrip()[0] in "-*•"):
            yield Block(LIST, "\n".join(as_item(line) for line in lines), page=page)
        elif lines:
            yield Block(TEXT, _unwrapped(lines), page=page)


def _unwrapped(lines: Sequence[str]) -> str:
    """Lines that were broken off to fit a width become one; short lines were meant as lines."""
    wrapped = all(len(line.strip()) >= WRAPPED for line in lines[:-1])
    return (" " if wrapped else "\n").join(one_line(line) for line in lines)


def as_item(line: str) -> str:
    """A line of a list as Markdown writes it: numbers stay, bullets become dashes."""
    mark = BULLET.match(line)
    if mark is None:
        return f"- {one_line(line)}"
    sign, rest = mark[0].strip(), one_line(line[mark.end() :])
    return f"{sign} {rest}" if sign[-1] in ".)°" else f"- {rest}"


def read_markdown(data: bytes) -> Reading:
    """The blocks after the CommonMark standard; raw HTML and front matter are left out."""
    text = _FRONT_MATTER.sub("", decoded(data).replace("\r\n", "\n"), count=1)
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    return Reading("", tuple(_Markdown().blocks(tokens)))


class _Markdown:
    """Gathers the items of a list and the rows of a table until it ends."""

    def __init__(self) -> None:
        self.items: list[str] = []
        self.rows: list[list[str]] = []
        self.signs: list[str] = []
        self.is_begun = False

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        before = ""
        for token in tokens:
            if token.type in ("fence", "code_block"):
                yield Block(TEXT, token.content.strip("\n"))
            elif token.type == "inline":
                yield from self._inline(token, before)
            else:
                yield from self._frame(token)
            before = f"{token.type} {token.tag}"

    def _frame(self, token: Token) -> Iterator[Block]:
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            self.signs.append(DASH)
        elif kind == "list_item_open":
            self.signs[-1] = f"{token.info}." if token.info.isdecimal() else DASH
            self.is_begun = False
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self.signs.pop()
            if not self.signs:
                yield Block(LIST, "\n".join(self.items))
                self.items = []
        elif kind == "tr_open":
            self.rows.append([])
        elif kind == "table_close":
            yield Block(TABLE, table_of(self.rows))
            self.rows = []

    def _inline(self, token: Token, before: str) -> Iterator[Block]:
        words, (kind, tag) = _words(token), before.split(" ", 1)
        if self.signs:
            self._item(one_line(words))
        elif kind in ("th_open", "td_open"):
            self.rows[-1].append(words)
        elif kind == "heading_open":
            yield Block(HEADING, one_line(words), level=int(tag[1:]))
        elif words.strip():
            yield Block(TEXT, words)

    def _item(self, words: str) -> None:
        """A further paragraph of an item belongs to its line."""
        if self.is_begun:
            self.items[-1] += f" {words}"
            return
        inset = ""
        for sign in self.signs[:-1]:
            inset = inset_under(sign, inset=inset)
        self.items.append(f"{inset}{self.signs[-1]} {words}")
        self.is_begun = True


def _words(token: Token) -> str:
    """The words as they are read, without what stands in a script or a style."""
    parts, is_silent = [], False
    for child in token.children or ():
        if child.type == "html_inline" and _SILENT.match(child.content):
            is_silent = not child.content.startswith("</")
        elif is_silent:
            continue
        elif child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append("\n" if child.type == "hardbreak" else " ")
    return "".join(parts)
