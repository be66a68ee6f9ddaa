"""Splits Dutch compounds into the words they are made of: pleegouderverlof, pleeg + ouder + verlof."""

from collections.abc import Collection, Iterator
from functools import cache, lru_cache

SHORTEST_PART = 4
SHORTEST_COMPOUND = 8
MOST_PARTS = 4
LINKS = ("", "s", "en", "e", "n")
ENDINGS = frozenset({
    "schap", "heid", "heden", "lijk", "lijke", "baar", "bare", "loos", "loze", "ling", "lingen",
    "isch", "ische", "ende", "eren", "elijk", "eerd", "eerde", "erende", "achtig", "achtige", "zaam",
    "zame", "atie", "aties", "iteit", "teit", "ingen", "erij", "ster", "sters", "aren", "ssen", "tten",
})  # fmt: skip


@cache
def common_dutch() -> frozenset[str]:
    """Some 29,000 common Dutch words (wordfreq); costs half a second the first time in a process."""
    import wordfreq

    from knowledge.rules.words import fold

    return frozenset(fold(word) for word in wordfreq.get_frequency_dict("nl", "small") if word.isalpha())


class Splitter:
    """Splits along words that are known; the fewest parts win, then the longest first part."""

    def __init__(self, vocabulary: Collection[str]) -> None:
        usable = common_dutch().union(word for word in vocabulary if word.isalpha())
        self._known = frozenset(word for word in usable if len(word) >= SHORTEST_PART) - ENDINGS
        self.parts = lru_cache(maxsize=60_000)(self._parts)

    def _parts(self, word: str) -> tuple[str, ...]:
        """The parts of a folded compound, or nothing when it is not one."""
        if len(word) < SHORTEST_COMPOUND or not word.isalpha():
            return ()
        return min((found for found in self._ways(word, MOST_PARTS) if len(found) > 1), key=_preference, default=())

    def _ways(self, word: str, left: int) -> Iterator[tuple[str, ...]]:
        whole = word in self._known
        if whole:
            yield (word,)
        if left == 1:
            return
        for end in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            if word[:end] in self._known:
                for link in LINKS:
                    if word.startswith(link, end) and len(word) - end - len(link) >= SHORTEST_PART:
                        yield from ((word[:end], *rest) for rest in self._ways(word[end + len(link) :], left - 1))


def _preference(parts: tuple[str, ...]) -> tuple[int, int, tuple[str, ...]]:
    return len(parts), -min(len(part) for part in parts), parts
