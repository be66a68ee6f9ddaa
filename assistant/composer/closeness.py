"""How close a sentence of the knowledge bank is to what the caregiver wrote: shared rare stems."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from knowledge.rules.words import stem, stopwords, words_of


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """The stems of a text that carry a subject."""
    ignored = stopwords("nl")
    return frozenset(stem(word) for word in words_of(text) if word not in ignored)


class Closeness:
    """Weighs shared stems by how rare they are among the candidates, so that 'jongere' counts little."""

    def __init__(self, *, about: str, candidates: Iterable[str]) -> None:
        self.about = stems(about)
        sentences = [stems(text) for text in candidates]
        seen = Counter(one for sentence in sentences for one in sentence)
        self.rarity = {one: math.log(1 + len(sentences) / count) for one, count in seen.items()}

    def of(self, text: str) -> float:
        """The summed rarity of the shared stems, damped by length; 0 when nothing is shared."""
        own = stems(text)
        return self.shared(own, self.about) / math.sqrt(len(own)) if own else 0.0

    def shared(self, one: frozenset[str], other: frozenset[str]) -> float:
        """The summed rarity of what two texts share: the exact sum, since the order of a set would tip a balance."""
        return math.fsum(self.rarity.get(stem, 0.0) for stem in one & other)

    def closest(self, texts: Sequence[str], *, most: int) -> list[int]:
        """The indexes of the closest texts, best first; equal ones keep their own order."""
        ranked = sorted(range(len(texts)), key=lambda at: (-self.of(texts[at]), at))
        return ranked[:most]
