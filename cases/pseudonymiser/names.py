"""Names of people that nobody announced to the key: found one by one, then everywhere else in the text."""

from collections.abc import Iterator
from typing import NamedTuple

from cases.pseudonymiser.announced import INTERFIXES, LEADS, role_of
from cases.pseudonymiser.extent import ends_in_genitive, last_word, name_span
from cases.pseudonymiser.flags import FIRST, FOREIGN, WORD
from cases.pseudonymiser.forms import sign
from cases.pseudonymiser.here import Here
from cases.pseudonymiser.initials import initials_in
from cases.pseudonymiser.spans import Candidate
from cases.pseudonymiser.starts import LIKELY, NAMES_TOO, NEVER, may_start, strength
from cases.pseudonymiser.words import Words

# With more of the words than this in capitals only, capitals tell no more than small letters would.
_SHOUTING = 0.7
_BETWEEN = frozenset(("/", " / ", "+", " + ", " & "))
_AND = frozenset(("en", "of", "et", "and"))
_MAY_START = sign(may_start)
_FIRST_NAME = sign(lambda form: bool(form.flag & FIRST) and form.folded not in NEVER)


class Name(NamedTuple):
    """A name by its words: from `first` up to and including `last`."""

    first: int
    last: int
    strength: int
    role: str


def names_in(words: Words) -> list[Candidate]:
    """Return the people a text names, with a role where the word before them tells one."""
    if sum(words.shouted) > _SHOUTING * len(words):
        words = words.in_small_letters()
    found = list(_found(words))
    named = [
        Candidate(*name_span(words, name.first, name.last), "PERSON", name.strength, role=name.role) for name in found
    ]
    return [*named, *_repeated(words, found), *_beside(words, found), *initials_in(words)]


def _found(words: Words) -> Iterator[Name]:
    done = -1
    for at in _worth_a_look(words):
        if at <= done or at in words.shown:
            continue
        here = Here(words, at)
        how = strength(here)
        if how:
            done = last_word(words, at, shown=words.shown)
            yield Name(at, done, how, role_of(words, at))


def _worth_a_look(words: Words) -> list[int]:
    """Return the words that may start a name, by themselves or because the word before announces one."""
    led = [at + 1 for at in words.at(LEADS) if at + 1 < len(words)]
    return sorted({*words.at(_MAY_START), *led})


def _repeated(words: Words, found: list[Name]) -> Iterator[Candidate]:
    """Yield the other mentions of names that were found: opening a sentence, or in small letters."""
    told = [at for name in found if name.strength > LIKELY for at in range(name.first, name.last + 1)]
    sure = {words.folded[at] for at in told if _is_telling(words, at)}
    sure.update(words.folded[name.first] for name in found if _is_unlisted(words, name.first))
    for at in words.among(frozenset((*sure, *[f"{word}s" for word in sure]))) if sure else ():
        if words.capital[at] or not words.flags[at] & (WORD | FOREIGN):
            genitive = words.folded[at] not in sure
            yield Candidate(words.starts[at], words.ends[at] - genitive, "PERSON", LIKELY)


def _is_unlisted(words: Words, at: int) -> bool:
    return not words.flags[at] and not ends_in_genitive(words.folded[at], 0)


def _is_telling(words: Words, at: int) -> bool:
    word = words.folded[at]
    return len(word) > 1 and word not in INTERFIXES and words.capital[at] >= words.cased


def _beside(words: Words, found: list[Name]) -> Iterator[Candidate]:
    """Yield the doubtful first name beside a sure one: "mo/samira", "samira en jul"."""
    known = {at for name in found for at in (name.first, name.last)}
    for at in words.at(_FIRST_NAME):
        if at in known:
            continue
        ahead = words.gaps[at] in _BETWEEN and at + 1 in known
        behind = at > 0 and words.gaps[at - 1] in _BETWEEN and at - 1 in known
        joined = at > 1 and words.folded[at - 1] in _AND and at - 2 in known and words.folded[at] in NAMES_TOO
        if ahead or behind or joined:
            yield Candidate(words.starts[at], words.ends[at], "PERSON", LIKELY)
