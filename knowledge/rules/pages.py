"""Where the pages of a document begin in the text of an article, and the heads above a place in it."""

import re
from bisect import bisect_right
from dataclasses import dataclass

_MARK = re.compile(r"^[ \t]*\[blz\. (\d{1,5})\][ \t]*\n*", re.MULTILINE)
_DEEPER = re.compile(r"^(#{3,6})[ \t]+(.+?)[ \t]*$", re.MULTILINE)
BETWEEN = " › "
LONGEST_PATH = 300


def page_mark(page: int) -> str:
    """The line that says that a page begins; an editor sees it and can move it."""
    return f"[blz. {page}]"


def without_page_marks(text: str) -> str:
    """The text as it is shown and cited."""
    return _MARK.sub("", text)


@dataclass(frozen=True)
class Places:
    """A section without its page marks, and what page and deeper heads hold from which character on."""

    text: str
    pages: tuple[tuple[int, int], ...]
    heads: tuple[tuple[int, int, str], ...]

    @classmethod
    def of(cls, section: str, *, page: int | None) -> "Places":
        """Read a section that begins on this page (None where pages are not known)."""
        pages: list[tuple[int, int]] = [] if page is None else [(0, page)]
        removed = 0
        for mark in _MARK.finditer(section):
            pages.append((mark.start() - removed, int(mark[1])))
            removed += len(mark[0])
        text = without_page_marks(section)
        heads = tuple((head.start(), len(head[1]), head[2]) for head in _DEEPER.finditer(text))
        return cls(text, tuple(pages), heads)

    def page_at(self, position: int) -> int | None:
        """The page on which this character stands."""
        at = bisect_right([start for start, _ in self.pages], position)
        return self.pages[at - 1][1] if at else None

    def path_at(self, position: int, *, section: str) -> str:
        """The heads above this character, highest first, the section's own included."""
        held: list[tuple[int, str]] = []
        for start, level, head in self.heads:
            if start > position:
                break
            held = [*(pair for pair in held if pair[0] < level), (level, head)]
        return BETWEEN.join([section, *(head for _, head in held)])[:LONGEST_PATH]
