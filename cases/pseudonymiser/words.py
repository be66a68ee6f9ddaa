"""The words of a text with their places, and the folding under which two spellings count as the same."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from cases.pseudonymiser.cues import cue_of
from cases.pseudonymiser.lexicon import word_flags
from cases.pseudonymiser.rules import rule_words

# A letter run keeps its combining marks and the invisible characters somebody pasted into it.
_LETTER = r"[^\W\d_]"
_JOINED = r"[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]"
WORD = re.compile(rf"{_LETTER}+(?:{_JOINED}+{_LETTER}*)*")
_INVISIBLE = re.compile(_JOINED)
_BREAK = re.compile(r"[.!?:;\n\r\t•*|\"“”«»>]|^\W*[-–—] ")
_STOPS = frozenset((". ", "! ", "? ", ".\n", "!\n", "?\n"))
_ABBREVIATIONS = rule_words("abbreviations")
# With fewer capitals than one word in this many, a text is written as in a chat.
_LOOSE_STYLE = 25
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
    return tuple(fold(word) for word in WORD.findall(text))


@dataclass(frozen=True, slots=True)
class Words:
    """Parallel lists over the letter runs of one text; offsets are code points.

    `gaps[i]` is the text between word i and the next. `opens[i]` says whether word i opens a sentence or a
    line, `shouted[i]` whether it is in capitals only, `cased` whether the writer uses capitals at all. `cues`
    are the words that announce a number: (word, kind).
    """

    text: str
    starts: list[int]
    ends: list[int]
    raw: list[str]
    folded: list[str]
    flags: list[int]
    gaps: list[str]
    opens: list[bool]
    capital: list[bool]
    shouted: list[bool]
    cased: bool

    cues: list[tuple[int, str]]

    def announced(self, kind: str, tail: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        """Yield the span of group 1 of `tail` where it follows a word that announces this kind of thing."""
        for at in [at for at, announces in self.cues if announces == kind]:
            match = tail.match(self.text, self.ends[at])
            if match:
                yield match.span(1)

    def __len__(self) -> int:
        return len(self.raw)


def words_of(text: str) -> Words:
    """Return the words of a text; linear in its length."""
    spans = [match.span() for match in WORD.finditer(text)]
    raw = [text[a:b] for a, b in spans]
    folded = [word.lower() if word.isascii() else fold(word) for word in raw]
    known = word_flags()
    gaps = [text[b:c] for (_, b), (c, _) in pairwise([*spans, (len(text), 0)])]
    capital = [word[0].isupper() for word in raw]
    return Words(
        text,
        [a for a, _ in spans],
        [b for _, b in spans],
        raw,
        folded,
        [known.get(word, 0) for word in folded],
        gaps,
        _openings(folded, gaps),
        capital,
        [word.isupper() and len(word) > 1 for word in raw],
        sum(capital) * _LOOSE_STYLE >= len(raw) and not (raw and _is_chat(gaps, capital)),
        [(at, kind) for at, word in enumerate(folded) if (kind := cue_of(word))],
    )


def _is_chat(gaps: list[str], capital: list[bool]) -> bool:
    """Whether the writer starts a good part of the sentences in small letters."""
    starts = [
        capital[0],
        *(is_capital for gap, is_capital in zip(gaps, capital[1:], strict=False) if gap[:2] in _STOPS),
    ]
    small = starts.count(False)
    return small > 1 and small * 5 >= len(starts) * 2


def _openings(folded: list[str], gaps: list[str]) -> list[bool]:
    opens = [gap != " " and _opens(word, gap) for word, gap in zip(folded, gaps, strict=True)]
    return [True, *opens[:-1]] if opens else []


def _opens(word: str, gap: str) -> bool:
    """Whether a sentence or a line starts behind a word and the gap after it."""
    if gap[:1] == "." and (len(word) == 1 or word in _ABBREVIATIONS):
        return "\n" in gap
    return bool(_BREAK.search(gap))


def deletions(word: str) -> set[str]:
    """Return the word with each one letter left out, and itself: the neighbours of a typing error."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def is_one_slip(typed: str, meant: str) -> bool:
    """Whether one letter added, left out, replaced, or two neighbours swapped, makes `typed` of `meant`."""
    if typed == meant or abs(len(typed) - len(meant)) > 1:
        return typed == meant
    start = next((i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), min(len(typed), len(meant)))
    rest, other = typed[start:], meant[start:]
    if len(rest) == len(other):
        swapped = rest[1:2] + rest[:1] == other[:2] and rest[2:] == other[2:]
        return rest[1:] == other[1:] or swapped
    return rest[1:] == other if len(rest) > len(other) else rest == other[1:]
