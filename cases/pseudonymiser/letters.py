"""Runs of letters, and the folding under which two spellings count as the same."""

import re
import unicodedata

# A letter run keeps its combining marks and the invisible characters somebody pasted into it.
_LETTER = r"[^\W\d_]"
_JOINED = r"[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]"
WORD = re.compile(rf"{_LETTER}+(?:{_JOINED}+{_LETTER}*)*")
_INVISIBLE = re.compile(_JOINED)
# Letters that no Unicode decomposition takes apart, but that people type as their base letter.
_BASE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"})


def fold(text: str) -> str:
    """Return text without case, accents, invisible characters and special letters: "Łucja" -> "lucja"."""
    if text.isascii():
        return text.lower()
    flat = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text).casefold())
    return "".join(c for c in flat if not unicodedata.combining(c)).casefold().translate(_BASE)


def folded_words(text: str) -> tuple[str, ...]:
    """Return the folded letter runs of a name: "D'Hondt-Claes" -> ("d", "hondt", "claes")."""
    return tuple([fold(word) for word in WORD.findall(text)])
