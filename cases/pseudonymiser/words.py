"""The words of a text with their places and what each tells by itself: read once, for all layers."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, compress, count

from cases.pseudonymiser.forms import FORMS
from cases.pseudonymiser.gaps import DOT, GAPS, OPENS, STOP
from cases.pseudonymiser.letters import WORD
from cases.pseudonymiser.numbers import longest_number
from cases.pseudonymiser.rules import rule_words
from cases.pseudonymiser.shown import OF_SHOWN, shown_places

_SPLIT = re.compile(f"({WORD.pattern})")
# Two in five texts have no other letters, and these are found twice as fast.
_SPLIT_ASCII = re.compile("([A-Za-z]+)")
_ABBREVIATIONS = rule_words("abbreviations")
# With fewer capitals than one word in this many, a text is written as in a chat.
_LOOSE_STYLE = 25


@dataclass(frozen=True, slots=True)
class Words:
    """Parallel lists over the letter runs of one text; offsets are code points.

    `gaps[i]` is the text between word i and the next. `opens[i]` says whether word i opens a sentence or a
    line, `shouted[i]` whether it is in capitals only, `cased` whether the writer uses capitals at all,
    `longest_number` how many characters the longest number takes,
    `shown` the positions of words that name nobody of the case.
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
    longest_number: int
    shown: set[int]
    _signs: dict[int, list[int]]

    def at(self, sign: int) -> list[int]:
        """Return the positions, in order, of the words that bear a sign (forms.py)."""
        return self._signs.get(sign, [])

    def among(self, some: frozenset[str]) -> list[int]:
        """Return the positions, in order, of the words that are some of these, folded."""
        return list(compress(count(), map(some.__contains__, self.folded)))

    def followed(self, sign: int, tail: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        """Yield the span of group 1 of `tail` where it follows a word that bears this sign."""
        for at in self.at(sign):
            match = tail.match(self.text, self.ends[at])
            if match:
                yield match.span(1)

    def in_small_letters(self) -> "Words":
        """Return the same words as if nobody had written a capital."""
        none = (False,) * len(self)
        return replace(self, capital=none, shouted=none, cased=False)

    def __len__(self) -> int:
        return len(self.raw)


def words_of(text: str) -> Words:
    """Return the words of a text; linear in its length."""
    pieces = (_SPLIT_ASCII if text.isascii() else _SPLIT).split(text)
    raw, gaps = pieces[1::2], pieces[2::2]
    borders = list(accumulate(map(len, pieces)))
    breaks = list(map(GAPS.__getitem__, gaps))
    folded, flags, capital, shouted, signs = zip(*map(FORMS.__getitem__, raw), strict=True) if raw else ((),) * 5
    places = _places_of_signs(signs)
    return Words(
        text=text,
        starts=borders[:-1:2],
        ends=borders[1::2],
        raw=raw,
        folded=folded,
        flags=flags,
        gaps=gaps,
        opens=_openings(folded, breaks),
        capital=capital,
        shouted=shouted,
        cased=sum(capital) * _LOOSE_STYLE >= len(raw) and not _is_chat(breaks, capital),
        longest_number=longest_number(text),
        shown=shown_places(folded, places.get(OF_SHOWN, ())),
        _signs=places,
    )


def _places_of_signs(signs: Sequence[tuple[int, ...]]) -> dict[int, list[int]]:
    places: dict[int, list[int]] = defaultdict(list)
    for at in compress(count(), signs):
        for sign in signs[at]:
            places[sign].append(at)
    return places


def _is_chat(breaks: list[int], capital: Sequence[bool]) -> bool:
    """Whether the writer starts a good part of the sentences in small letters."""
    starts = [*capital[:1], *compress(capital[1:], map(STOP.__and__, breaks))]
    small = starts.count(False)
    return small > 1 and small * 5 >= len(starts) * 2


def _openings(folded: Sequence[str], breaks: list[int]) -> list[bool]:
    """Return for each word whether a sentence or a line opens at it."""
    opens = [False] * len(breaks)
    for at in compress(count(), breaks[:-1]):
        opens[at + 1] = _opens(folded[at], breaks[at])
    return [True, *opens[1:]] if opens else []


def _opens(word: str, bits: int) -> bool:
    """Whether a sentence or a line opens behind a word and a gap of these bits."""
    if bits & DOT and (len(word) == 1 or word in _ABBREVIATIONS):
        return False
    return bits & OPENS > 0
