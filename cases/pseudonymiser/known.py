"""The people of the case: whole names, first names, surnames, inflected, in any case, with a typing error."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cases.pseudonymiser.flags import FIRST, FOREIGN, WORD
from cases.pseudonymiser.key import Entry, Key
from cases.pseudonymiser.lexicon import is_common_word
from cases.pseudonymiser.rules import rule_words
from cases.pseudonymiser.spans import Candidate
from cases.pseudonymiser.words import Words, deletions, folded_words, is_one_slip

# Words inside surnames that name nobody on their own.
INTERFIXES = rule_words("interfixes")
_STRENGTH = 60
# A word that exists is never taken for a typing error.
_EXISTS = WORD | FIRST | FOREIGN
_DIMINUTIVES = ("ske", "eke", "ken", "tje", "ke", "je")
_GLUE = frozenset((" ", "-", "'", "’", ". ", ".", "  ", "\n", "\u00a0", ", "))
_DETERMINERS = rule_words("determiners")


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a name: whose, whether it is a surname, and whether the caregiver typed it."""

    word: str
    entry: Entry
    surname: bool
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Names:
    """The words of all names in a key, and their neighbours at one typing error."""

    parts: dict[str, Part]
    near: dict[str, tuple[str, ...]]


@lru_cache(maxsize=64)
def names_of(key: Key) -> Names:
    """Return the matcher of a key; a few microseconds a person, kept for the last 64 keys."""
    parts: dict[str, Part] = {}
    for entry in sorted((e for e in key.entries if e.label == "PERSON"), key=lambda e: not e.given):
        for form in entry.forms or (entry.name,):
            _add_form(parts, entry, folded_words(form))
    near: dict[str, tuple[str, ...]] = {}
    for word in parts:
        if len(word) >= 5:
            for shorter in deletions(word):
                near[shorter] = (*near.get(shorter, ()), word)
    return Names(parts, near)


def _add_form(parts: dict[str, Part], entry: Entry, words: tuple[str, ...]) -> None:
    bearing = [word for word in words if word not in INTERFIXES] or list(words)
    if len(words) == 1 and len(words[0]) == 1:
        return
    for at, word in enumerate(bearing):
        surname = entry.role == "familienaam" or (len(bearing) > 1 and at > 0)
        if len(word) > 1 and (word not in parts or (parts[word].surname and not surname)):
            parts[word] = Part(word, entry, surname, frozenset(words))


def known_people_in(words: Words, *, key: Key) -> list[Candidate]:
    """Return a proposal for every mention of somebody in the key."""
    names = names_of(key)
    if not names.parts:
        return []
    hits = {}
    for at, (word, flag) in enumerate(zip(words.folded, words.flags, strict=True)):
        if word in names.parts or word[:-1] in names.parts or not flag & _EXISTS or word.endswith(_DIMINUTIVES):
            hit = _hit(names, words, at, word)
            if hit:
                hits[at] = hit
    return list(_joined(words, hits))


def _hit(names: Names, words: Words, at: int, word: str) -> tuple[Part, int] | None:
    """Return the part of a name that a word is, and how many letters of inflection to leave readable."""
    part = names.parts.get(word)
    if part:
        return None if _is_the_ordinary_word(part, words, at) else (part, 0)
    if len(word) < 3:
        return None
    if word[-1] == "s" and (part := names.parts.get(word[:-1])):
        return None if is_common_word(word) and not words.capital[at] else (part, 1)
    for ending in _DIMINUTIVES:
        if word.endswith(ending) and (part := names.parts.get(word[: -len(ending)])):
            return None if is_common_word(word) else (part, 0)
    part = None if words.flags[at] & _EXISTS else _meant(names, word)
    return (part, 0) if part else None


def _meant(names: Names, word: str) -> Part | None:
    """Return the name that a word is one slip of the keyboard away from, unless the word exists."""
    if len(word) < 4 or not names.near:
        return None
    for shorter in deletions(word):
        for name in names.near.get(shorter, ()):
            if is_one_slip(word, name):
                return names.parts[name]
    return None


def _is_the_ordinary_word(part: Part, words: Words, at: int) -> bool:
    """Whether "storm" is weather here: small letters, and found by ourselves or led by an article."""
    if words.capital[at] or not is_common_word(words.folded[at]):
        return False
    if not part.entry.given:
        return True
    return at > 0 and words.folded[at - 1] in _DETERMINERS and words.gaps[at - 1] == " " and words.cased


def _joined(words: Words, hits: dict[int, tuple[Part, int]]) -> Iterator[Candidate]:
    """Yield one proposal for each run of words of one name."""
    done = -1
    for at, (part, _) in hits.items():
        if at <= done:
            continue
        first, last = _stretch(words, hits, at, part, done)
        done = last
        trim = hits[last][1] if last in hits else 0
        yield _named(words, hits, first, last, trim)


def _stretch(words: Words, hits: dict[int, tuple[Part, int]], at: int, part: Part, done: int) -> tuple[int, int]:
    first, last, ahead = at, at, at + 1
    while (
        part.surname and first - 1 > done and words.folded[first - 1] in part.words and words.gaps[first - 1] in _GLUE
    ):
        first -= 1
    while ahead < len(words) and words.gaps[ahead - 1] in _GLUE and not hits.get(ahead - 1, (part, 0))[1]:
        if ahead in hits and hits[ahead][0].word in part.words:
            last = ahead
        elif words.folded[ahead] not in part.words:
            break
        ahead += 1
    return first, last


def _named(words: Words, hits: dict[int, tuple[Part, int]], first: int, last: int, trim: int) -> Candidate:
    parts = [hits[at][0] for at in range(first, last + 1) if at in hits]
    whose = next((part for part in parts if not part.surname), None)
    start, end = words.starts[first], words.ends[last] - trim
    checked = any(part.entry.given for part in parts)
    if whose:
        return Candidate(start, end, "PERSON", _STRENGTH, token=whose.entry.token, checked=checked)
    return Candidate(start, end, "PERSON", _STRENGTH, role="familienaam", checked=checked)
