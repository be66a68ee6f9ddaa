"""Reads a note as words in sentences, and tells where groups of words stand close together."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from knowledge.rules.words import fold, stem

TOKEN = re.compile(r"\[([A-Z]+)[^\]\n]{0,80}\]")
"""A person or place that stands in the text without a name; [MOEDER] reads as moeder."""
SENTENCE = re.compile(r"(?<=[.!?])[\"”’']?\s+|\n+")
WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
WHOLE_UNTIL = 3
"""A sign of so few letters is a whole word: 'eer' is not the beginning of 'eerst'."""
LOOSE = 3
"""How many other words may stand between those of a sign."""


@dataclass(frozen=True)
class Place:
    """Where a sign stands: the number of the sentence, and the first and last word of it there."""

    sentence: int
    first: int
    last: int


@dataclass(frozen=True)
class Note:
    """A text in sentences as they were written, with the folded words of each; tokens count as what they stand for."""

    sentences: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, text: str) -> "Note":
        """Read a text, pseudonymised or not."""
        written = (" ".join(part.split()) for part in SENTENCE.split(text))
        sentences = tuple(part for part in written if part)
        return cls(sentences, tuple(tuple(WORD.findall(fold(without_tokens(part)))) for part in sentences))

    def places_of(self, sign: str, *, begins_from: int = WHOLE_UNTIL + 1) -> list[Place]:
        """Each sentence where all words of the sign stand close together, in any inflection.

        A word of the sign with at least `begins_from` letters is also met at the beginning of a longer word.
        """
        means = [self._meant_by(part, begins_from) for part in _parts(sign)]
        if not means or not all(means):
            return []
        held = [set().union(*(self._index[word] for word in words)) for words in means]
        return [place for at in sorted(set.intersection(*held)) if (place := self._within(at, means)) is not None]

    def words_at(self, place: Place) -> str:
        """The words of a place as one string, folded."""
        return " ".join(self.words[place.sentence][place.first : place.last + 1])

    def _within(self, sentence: int, means: Sequence[frozenset[str]]) -> Place | None:
        """The words of the sign in its own order with a few others between, or in any order side by side."""
        spots = [[at for at, word in enumerate(self.words[sentence]) if word in words] for words in means]
        if not all(spots):
            return None
        for first in spots[0]:
            near = [min(places, key=lambda at: abs(at - first)) for places in spots]
            span = max(near) - min(near) + 1
            if span == len(near) == len(set(near)):
                return Place(sentence, min(near), max(near))
            after = _in_order(first, spots)
            if after is not None and after - first < len(means) + LOOSE:
                return Place(sentence, first, after)
        return None

    def _meant_by(self, part: str, begins_from: int) -> frozenset[str]:
        if part.endswith(".") or len(part) <= WHOLE_UNTIL:
            return frozenset({part.rstrip(".")} & self._index.keys())
        same = self._by_stem.get(stem(part), frozenset())
        return same if len(part) < begins_from else same | self._beginning_with(part)

    def _beginning_with(self, part: str) -> frozenset[str]:
        at, found = bisect_left(self._ordered, part), []
        while at < len(self._ordered) and self._ordered[at].startswith(part):
            found.append(self._ordered[at])
            at += 1
        return frozenset(found)

    @cached_property
    def _index(self) -> dict[str, set[int]]:
        index: defaultdict[str, set[int]] = defaultdict(set)
        for at, words in enumerate(self.words):
            for word in words:
                index[word].add(at)
        return dict(index)

    @cached_property
    def _by_stem(self) -> dict[str, frozenset[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for word in self._index:
            found[stem(word)].add(word)
        return {root: frozenset(words) for root, words in found.items()}

    @cached_property
    def _ordered(self) -> list[str]:
        return sorted(self._index)


def without_tokens(text: str) -> str:
    """The text as somebody would say it: [MOEDER] reads as moeder, [SCHOOL-2] as school."""
    return TOKEN.sub(lambda found: found[1].lower(), text)


def _in_order(first: int, spots: Sequence[Sequence[int]]) -> int | None:
    """Where the last word of the sign stands when each follows the one before it, from this first one on."""
    last = first
    for places in spots[1:]:
        following = [at for at in places if at > last]
        if not following:
            return None
        last = following[0]
    return last


@lru_cache(maxsize=4096)
def _parts(sign: str) -> tuple[str, ...]:
    return tuple(fold(sign).split())
