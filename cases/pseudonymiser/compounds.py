"""Whether an unknown word is a Dutch compound of known ones: "schoolweigering", "nachtopvang"."""

from functools import lru_cache

from cases.pseudonymiser.flags import WORD
from cases.pseudonymiser.lexicon import word_flags

_SHORTEST = 3
# A longer run of letters is no word, and trying every cut in it takes its length squared.
_LONGEST = 60
_JOINTS = ("", "s", "e", "en", "n", "er")
_PARTICLES = (
    "mee",
    "op",
    "af",
    "aan",
    "uit",
    "in",
    "om",
    "toe",
    "over",
    "door",
    "weg",
    "terug",
    "bij",
    "her",
    "on",
    "be",
    "ge",
    "ver",
    "voor",
)
_SUFFIXES = (
    "je",
    "jes",
    "tje",
    "tjes",
    "ing",
    "ingen",
    "en",
    "s",
    "e",
    "er",
    "ers",
    "de",
    "den",
    "te",
    "ten",
    "t",
    "ster",
    "schap",
    "heid",
)


@lru_cache(maxsize=20_000)
def is_compound(word: str) -> bool:
    """Whether a folded word falls apart into two known Dutch words, or into a word and an ending."""
    if len(word) > _LONGEST:
        return False
    known = word_flags()
    if any(
        word.startswith(p) and known.get(word[len(p) :], 0) & WORD and len(word) - len(p) >= _SHORTEST
        for p in _PARTICLES
    ):
        return True
    return any(_falls_apart(known, word[:cut], word[cut:]) for cut in range(len(word) - _SHORTEST, _SHORTEST - 1, -1))


@lru_cache(maxsize=20_000)
def is_plain_compound(word: str) -> bool:
    """Whether a folded word is two ordinary words of four letters or more, without any joint or ending between."""
    known = word_flags()
    cuts = range(4, min(len(word), _LONGEST) - 3)
    return any(known.get(word[:cut], 0) & known.get(word[cut:], 0) & WORD for cut in cuts)


def _falls_apart(known: dict[str, int], head: str, tail: str) -> bool:
    if len(head) < 4 and len(tail) < 6:
        return False
    ending = len(head) > 4 and tail in _SUFFIXES
    return (ending or (len(tail) > _SHORTEST and _is_word(known, tail))) and _is_word(known, head)


def _is_word(known: dict[str, int], part: str) -> bool:
    for joint in _JOINTS:
        if part.endswith(joint):
            stem = part[: len(part) - len(joint)] if joint else part
            if len(stem) >= _SHORTEST and known.get(stem, 0) & WORD:
                return True
    return False


@lru_cache(maxsize=20_000)
def is_slip_of_word(word: str) -> bool:
    """Whether one letter more, less or other makes an ordinary Dutch word: "morge", "schol". About 20 microseconds."""
    if len(word) > _LONGEST:
        return False
    known = word_flags()
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    if any(known.get(head + tail[1:], 0) & WORD for head, tail in cuts):
        return True
    letters = "abcdefghijklmnopqrstuvwxyz"
    return any(
        known.get(head + letter + tail, 0) & WORD or known.get(head + letter + tail[1:], 0) & WORD
        for head, tail in cuts
        for letter in letters
    )
