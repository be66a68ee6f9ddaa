"""What every reader gives: the blocks of a document in reading order, each with its page."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

HEADING, TEXT, LIST, TABLE = "heading", "text", "list", "table"
MOST_CHARACTERS = 400_000
MOST_PAGES = 500
TOO_MUCH_TEXT = (
    f"Dit document bevat meer dan {MOST_CHARACTERS:,} tekens. Er is niets bewaard. Splits het in delen.".replace(
        ",", "."
    )
)
TOO_MANY_PAGES = f"Dit document telt meer dan {MOST_PAGES} bladzijden. Er is niets bewaard. Splits het in delen."
TURNING = "\u202a\u202b\u202d\u202e"
"""Marks that write what follows in the other direction, whatever it is."""
NO_TEXT = "In dit bestand staat geen tekst. Er is niets bewaard."


class IntakeProblem(ValueError):
    """The document cannot be read; its text is one Dutch sentence or two for the person who offered it."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (level 1 is the highest), a paragraph, a list (an item on each line) or a table (Markdown).

    Page 0 means that the format does not know pages.
    """

    kind: str
    text: str
    level: int = 0
    page: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole document: its own title when it has one, its blocks, how many pages, what was left out."""

    title: str
    blocks: tuple[Block, ...]
    pages: int = 0
    notes: tuple[str, ...] = ()


def checked(reading: Reading) -> Reading:
    """The same reading without what is no letter; raises IntakeProblem when it holds no text or too much."""
    blocks = tuple(replace(block, text=visible(block.text)) for block in reading.blocks)
    reading = replace(reading, title=visible(reading.title), blocks=blocks)
    size = sum(len(block.text) for block in reading.blocks)
    if not any(char.isalnum() for block in reading.blocks for char in block.text):
        raise IntakeProblem(NO_TEXT)
    if size > MOST_CHARACTERS:
        raise IntakeProblem(TOO_MUCH_TEXT)
    return reading


def visible(text: str) -> str:
    """The text without control characters, half characters and marks that turn the reading direction around.

    A database keeps no null byte and no half character, and a reader must see what stands there.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(char for char in text if char in "\n\t" or not _is_unseen(char))


def _is_unseen(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs") or char in TURNING


def one_line(text: str) -> str:
    """The words with single spaces between them."""
    return " ".join(text.split())


def table_of(rows: Sequence[Sequence[str]]) -> str:
    """The rows as a Markdown table, the first as its head; empty when no cell holds anything."""
    kept = [[one_line(cell).replace("|", "/") for cell in row] for row in rows]
    kept = [row for row in kept if any(row)]
    if not kept:
        return ""
    width = max(len(row) for row in kept)
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in kept]
    return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])
