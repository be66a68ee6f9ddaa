"""Finds abbreviations and what they stand for, in the texts themselves.

"Ondersteuningscentrum Jeugdzorg (OCJ)".
"""

import re
from collections import Counter
from collections.abc import Iterable

from knowledge.rules.compounds import Splitter
from knowledge.rules.words import fold, words_of

_ACRONYM = r"[A-Z][A-Z0-9]{1,6}"
_EXPLAINED_AFTER = re.compile(rf"((?:[\w’'-]+[ ]){{1,8}})\(({_ACRONYM})\)")
_EXPLAINED_BEFORE = re.compile(rf"\b({_ACRONYM}) \(((?:[\w’'-]+ ?){{1,8}})\)")
_SMALL = frozenset({"de", "het", "een", "van", "voor", "en", "in", "op", "te", "der", "den", "aan", "bij", "met"})


def acronyms_in(texts: Iterable[str], *, splitter: Splitter) -> dict[str, str]:
    """Each explained abbreviation, folded, with the words it most often stands for."""
    found: Counter[tuple[str, str]] = Counter()
    for text in texts:
        pairs = [(short, before) for before, short in _EXPLAINED_AFTER.findall(text)]
        pairs += _EXPLAINED_BEFORE.findall(text)
        for short, around in pairs:
            meaning = _standing_for(fold(short), words_of(around), splitter=splitter)
            if meaning:
                found[fold(short), meaning] += 1
    best: dict[str, str] = {}
    for (short, meaning), _ in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        best.setdefault(short, meaning)
    return best


def _standing_for(short: str, words: list[str], *, splitter: Splitter) -> str:
    """The shortest ending of `words` whose initials (also inside compounds) spell the abbreviation."""
    for start in range(len(words) - 1, -1, -1):
        tail = words[start:]
        if words[start] not in _SMALL and _spells(short, tail, splitter=splitter):
            return " ".join(tail)
    return ""


def _spells(short: str, words: list[str], *, splitter: Splitter) -> bool:
    """Whether the letters can be taken, in order, as initials of all the words and of parts of compounds."""
    if not words:
        return not short
    word, rest = words[0], words[1:]
    if word in _SMALL and _spells(short, rest, splitter=splitter):
        return True
    initials = "".join(part[0] for part in splitter.parts(word)) or word[0]
    takes = {word[0], initials}
    return any(
        take and short.startswith(take) and _spells(short[len(take) :], rest, splitter=splitter) for take in takes
    )
