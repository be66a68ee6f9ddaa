"""Where the tokens of a stored text stand in the text as it was typed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cases.pseudonymiser import Key, PseudonymiserError, SafeText

# The stored form that cases/pseudonymiser/tokens.py writes: a typed bracket, or a token with its spelling.
_STORED = re.compile(r"\[~|\[([A-Z][^\[\]~]*)(?:~([0-9]+))?\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the typed text, code points [start, end): words that stay readable, or what a token stands for."""

    start: int
    end: int
    words: str
    token: str = ""
    label: str = ""

    @property
    def readable(self) -> str:
        """What stands in the record: the words, or the token."""
        return f"[{self.token}]" if self.token else self.words


def pieces_of(safe: SafeText, *, key: Key) -> tuple[Piece, ...]:
    """The stored text in pieces, in order; their words together are the typed text.

    Raises PseudonymiserError when the key is not the case's.
    """
    entries = {entry.token: entry for entry in key.entries}
    pieces: list[Piece] = []
    at = 0
    for body, form, words in _parts(safe.text):
        entry = entries.get(body)
        if body and (entry is None or not 0 < form <= len(entry.forms)):
            raise PseudonymiserError("a token of this text is not in the key")
        said = entry.forms[form - 1] if entry else words
        if said:
            pieces.append(Piece(at, at + len(said), said, token=body, label=entry.label if entry else ""))
        at += len(said)
    return tuple(pieces)


def typed(pieces: tuple[Piece, ...]) -> str:
    """The text as it was typed."""
    return "".join(piece.words for piece in pieces)


def _parts(stored: str) -> Iterator[tuple[str, int, str]]:
    """Yield (token body, form, "") or ("", 0, words) for each part of the stored text."""
    done = 0
    for match in _STORED.finditer(stored):
        yield "", 0, stored[done : match.start()]
        yield (match[1], int(match[2] or 1), "") if match[1] else ("", 0, "[")
        done = match.end()
    yield "", 0, stored[done:]
