"""Turns an article's Markdown into safe HTML: no scripts, no raw HTML, only links that lead to a web page."""

import re

import nh3
from markdown_it import MarkdownIt

TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "h3", "h4", "blockquote", "br", "code",
        "table", "thead", "tbody", "tr", "th", "td"}  # fmt: skip
_markdown = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")
_MARKS = re.compile(r"\*\*|^\s*(?:[-*]|\d+\.)\s+", re.MULTILINE)


def safe_html(text: str) -> str:
    """The HTML of this Markdown; whatever else it holds is shown as text or left out."""
    return nh3.clean(
        _markdown.render(text),
        tags=TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer external",
    )


def plain_text(text: str) -> str:
    """The words on one line, without the marks of lists and stress."""
    return " ".join(_MARKS.sub("", text).split())


def as_list(text: str) -> str:
    """The Markdown of lines that each say one thing: a list, unless there is but one."""
    lines = [line for line in text.splitlines() if line.strip()]
    return "\n".join(f"- {line}" for line in lines) if len(lines) > 1 else text
