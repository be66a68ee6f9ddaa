"""The shipped word lists, read once on first use: about a quarter of a second and 60 MB."""

import gzip
from functools import cache

from cases.pseudonymiser.flags import NAME, WORD
from cases.pseudonymiser.rules import LEXICONS

Tails = tuple[tuple[str, ...], ...]


@cache
def word_flags() -> dict[str, int]:
    """Return what is known of each folded word, as bits of flags.py."""
    flags: dict[str, int] = {}
    for line in _lines("words.txt.gz"):
        value, _, words = line.partition(" ")
        flags.update(dict.fromkeys(words.split(" "), int(value)))
    return flags


@cache
def phrases(kind: str) -> dict[str, Tails]:
    """Return the names of several words: first word -> the rests, longest first. P places, S streets."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for line in _lines("phrases.txt.gz"):
        if line.startswith(f"{kind} "):
            first, *rest = line[2:].split(" ")
            found.setdefault(first, []).append(tuple(rest))
    return {first: tuple(sorted(rests, key=len, reverse=True)) for first, rests in found.items()}


def is_common_word(word: str) -> bool:
    """Whether a folded word is an ordinary Dutch word."""
    return bool(word_flags().get(word, 0) & WORD)


def is_known_word(word: str) -> bool:
    """Whether a folded word is an ordinary word of a language, or a name of its own."""
    return word in word_flags()


def is_only_a_name(word: str) -> bool:
    """Whether a folded word is a name and no Dutch word."""
    return bool(word_flags().get(word, 0) & NAME) and not is_common_word(word)


def _lines(name: str) -> list[str]:
    return gzip.decompress((LEXICONS / name).read_bytes()).decode().splitlines()
