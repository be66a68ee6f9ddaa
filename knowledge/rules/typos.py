"""Guesses which known word was meant by one that is nowhere known."""

from collections.abc import Collection, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST_CORRECTED = 4
MOST_GUESSES = 2


def meant_words(word: str, *, vocabulary: Sequence[str], common: Collection[str] = ()) -> list[str]:
    """The nearest known words, best first; nothing when the word is known, too short, or nothing is near.

    One slip of the keyboard (also two swapped letters) up to seven letters, two from eight letters on.
    """
    if len(word) < SHORTEST_CORRECTED or not word.isalpha() or word in common:
        return []
    slips = 1 if len(word) < 8 else 2
    found = process.extract(word, vocabulary, scorer=OSA.distance, score_cutoff=slips, limit=20)
    near = sorted((int(distance), other[0] != word[0], other) for other, distance, _ in found if len(other) > 2)
    return [other for distance, _, other in near if distance == near[0][0]][:MOST_GUESSES]
