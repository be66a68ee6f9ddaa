"""The words of a text with their places and what each tells by itself: read once, for all layers."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from cases.pseudonymiser.forms import FORMS
from cases.pseudonymiser.gaps import DOT, GAPS, OPENS, STOP
from cases.pseudonymiser.letters import WORD
from cases.pseudonymiser.numbers import most_digits
from cases.pseudonymiser.rules import rule_words

_SPLIT = re.compile(f"({WORD.pattern})")
_ABBREVIATIONS = rule_words("abbreviations")
# With fewer capitals than one word in this many, a text is written as in a chat.
_LOOSE_STYLE = 25


@dataclass(frozen=True, slots=True)
class Words:
    """Parallel lists over the letter runs of one text; offsets are code points.

    `gaps[i]` is the text between word i and the next. `opens[i]` says whether word i opens a sentence or a
    line, `shouted[i]` whether it is in capitals only, `cased` whether the writer uses capitals at all,
    `most_digits` how long the longest number is.
    """

    text: str
    starts: list[int]
    ends: list[int]
    raw: list[str]
    folded: tuple[str, ...]
    flags: tuple[int, ...]
    gaps: list[str]
    opens: list[bool]
    capital: tuple[bool, ...]
    shouted: tuple[bool, ...]
    cased: bool
    most_digits: int
    _signs: dict[int, list[int]]

    def at(self, sign: int) -> list[int]:
        """Return the positions, in order, of the words that bear a sign (forms.py)."""
        return self._signs.get(sign, [])

    def followed(self, sign: int, tail: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        """Yield the span of group 1 of `tail` where it follows a word that bears this sign."""
        for at in self.at(sign):
            match = tail.match(self.text, self.ends[at])
            if match:
                yield match.span(1)

    def __len__(self) -> int:
        return len(self.raw)


def words_of(text: str) -> Words:
    """Return the words of a text; linear in its length."""
    pieces = _SPLIT.split(text)
    raw, gaps = pieces[1::2], pieces[2::2]
    borders = list(accumulate(map(len, pieces)))
    forms = [FORMS[word] for word in raw]
    breaks = [GAPS[gap] for gap in gaps]
    folded, flags, capital, shouted, signs = zip(*forms, strict=True) if forms else ((),) * 5
    cased = sum(capital) * _LOOSE_STYLE >= len(raw) and not _is_chat(breaks, capital)
    opens = _openings(folded, breaks)
    return Words(
        text,
        borders[:-1:2],
        borders[1::2],
        raw,
        folded,
        flags,
        gaps,
        opens,
        capital,
        shouted,
        cased,
        most_digits(text),
        _placed(signs),
    )


def _placed(signs: tuple[tuple[int, ...], ...]) -> dict[int, list[int]]:
    """Return where each sign stands."""
    places: dict[int, list[int]] = defaultdict(list)
    for at, borne in enumerate(signs):
        for sign in borne:
            places[sign].append(at)
    return places


def _is_chat(breaks: list[int], capital: tuple[bool, ...]) -> bool:
    """Whether the writer starts a good part of the sentences in small letters."""
    starts = [*capital[:1], *[capital[at] for at, bits in enumerate(breaks[:-1], 1) if bits & STOP]]
    small = starts.count(False)
    return small > 1 and small * 5 >= len(starts) * 2


def _openings(folded: tuple[str, ...], breaks: list[int]) -> list[bool]:
    """Return for each word whether a sentence or a line opens at it."""
    opens = [bits > 0 and _opens(word, bits) for word, bits in zip(folded, breaks, strict=True)]
    return [True, *opens[:-1]] if opens else []


def _opens(word: str, bits: int) -> bool:
    """Whether a sentence or a line opens behind a word and a gap of these bits."""
    if bits & DOT and (len(word) == 1 or word in _ABBREVIATIONS):
        return False
    return bits & OPENS > 0
