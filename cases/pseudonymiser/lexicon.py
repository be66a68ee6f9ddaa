"""The shipped word lists, read once on first use: about a quarter of a second and 60 MB."""

import gzip
from functools import cache

from cases.pseudonymiser.flags import FIRST, WORD
from cases.pseudonymiser.rules import LEXICONS, rule_words

Tails = tuple[tuple[str, ...], ...]


@cache
def word_flags() -> dict[str, int]:
    """Return what is known of each folded word, as bits of flags.py."""
    flags: dict[str, int] = {}
    for line in _lines("words.txt.gz"):
        value, _, words = line.partition(" ")
        flags.update(dict.fromkeys(words.split(" "), int(value)))
    for word in rule_words("names_first") | rule_words("names_too"):
        flags[word] = flags.get(word, 0) | FIRST
    return flags


@cache
def phrases(kind: str) -> dict[str, dict[str, Tails]]:
    """Return the names of several words: first word -> second ("" when there is none) -> the rests from the second on.

    The longest rest comes first. Kind P is for places, S for streets.
    """
    found: dict[str, dict[str, list[tuple[str, ...]]]] = {}
    for line in _lines("phrases.txt.gz"):
        if line.startswith(f"{kind} "):
            first, *rest = line[2:].split(" ")
            found.setdefault(first, {}).setdefault(rest[0] if rest else "", []).append(tuple(rest))
    return {
        first: {second: tuple(sorted(rests, key=len, reverse=True)) for second, rests in by_second.items()}
        for first, by_second in found.items()
    }


def is_common_word(word: str) -> bool:
    """Whether a folded word is an ordinary Dutch word."""
    return bool(word_flags().get(word, 0) & WORD)


def _lines(name: str) -> list[str]:
    return gzip.decompress((LEXICONS / name).read_bytes()).decode().splitlines()
