"""The people of the case: whole names, first names, surnames, inflected, in any case, with a typing error."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from cases.pseudonymiser.announced import role_of
from cases.pseudonymiser.extent import last_word
from cases.pseudonymiser.flags import FIRST, FOREIGN, WORD
from cases.pseudonymiser.forms import sign
from cases.pseudonymiser.key import Entry, Key, prefix_of
from cases.pseudonymiser.letters import folded_words
from cases.pseudonymiser.lexicon import is_common_word
from cases.pseudonymiser.rules import rule_words
from cases.pseudonymiser.same_person import names_agree
from cases.pseudonymiser.slips import deletions, is_one_slip
from cases.pseudonymiser.spans import Candidate
from cases.pseudonymiser.words import Words

# Words inside surnames that name nobody on their own.
INTERFIXES = rule_words("interfixes")
# Somebody else with the same first name: any other layer knows better.
_STRENGTH, _DOUBTFUL = 60, 20
# A word that exists is never taken for a typing error.
_EXISTS = WORD | FIRST | FOREIGN
_DIMINUTIVES = ("ske", "eke", "ken", "tje", "ke", "je")
# Inflected or mistyped, a word may still be a name.
_BENT = sign(lambda form: not form.flag & _EXISTS or form.folded.endswith(_DIMINUTIVES))
_GLUE = frozenset((" ", "-", "'", "’", ". ", ".", "  ", "\n", "\u00a0", ", "))
_DETERMINERS = rule_words("determiners")
# No name is longer; to look for slips in a word of a million letters would take hours.
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a name: whose, whether it is a surname, and whether the caregiver typed it."""

    word: str
    entry: Entry
    surname: bool
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Names:
    """The words of all names in a key, the same with their genitive, and their neighbours at one typing error.

    `edges` are the first two and, with a "$", the last two letters: one slip leaves either as it was.
    """

    parts: dict[str, tuple[Part, ...]]
    spoken: frozenset[str]
    near: dict[str, tuple[str, ...]]
    edges: frozenset[str]


# For a word of the text: whose name it may be, and the letters of inflection behind it.
Hits = dict[int, tuple[tuple[Part, ...], int]]


@lru_cache(maxsize=64)
def names_of(key: Key) -> Names:
    """Return the matcher of a key; a few microseconds a person, kept for the last 64 keys."""
    parts: dict[str, tuple[Part, ...]] = {}
    for entry in sorted((e for e in key.entries if e.label == "PERSON"), key=lambda e: not e.given):
        for form in entry.forms or (entry.name,):
            _add_form(parts, entry, folded_words(form))
    near: dict[str, tuple[str, ...]] = {}
    for word in parts:
        if len(word) >= 5:
            for shorter in deletions(word):
                near[shorter] = (*near.get(shorter, ()), word)
    spoken = frozenset((*parts, *[f"{word}s" for word in parts]))
    edges = frozenset(edge for word in parts if len(word) >= 5 for edge in (word[:2], f"{word[-2:]}$"))
    return Names(parts, spoken, near, edges)


def _add_form(parts: dict[str, tuple[Part, ...]], entry: Entry, words: tuple[str, ...]) -> None:
    bearing = [word for word in words if word not in INTERFIXES] or list(words)
    if len(words) == 1 and len(words[0]) == 1:
        return
    for at, word in enumerate(bearing):
        surname = entry.role == "familienaam" or (len(bearing) > 1 and at > 0)
        if len(word) > 1:
            _add_part(parts, Part(word, entry, surname, frozenset(words)))


def _add_part(parts: dict[str, tuple[Part, ...]], part: Part) -> None:
    """Keep the bearers of a word in order, first names before surnames, each with all the words of the name."""
    others = []
    for known in parts.get(part.word, ()):
        if known.entry.token == part.entry.token:
            part = replace(part, words=part.words | known.words, surname=part.surname and known.surname)
        else:
            others.append(known)
    parts[part.word] = tuple(sorted((*others, part), key=lambda p: (p.surname, not p.entry.given)))


def known_people_in(words: Words, *, key: Key) -> list[Candidate]:
    """Return a proposal for every mention of somebody in the key."""
    names = names_of(key)
    if not names.parts:
        return []
    weighed = sorted({*words.among(names.spoken), *words.at(_BENT)})
    return list(_joined(words, {at: hit for at in weighed if (hit := _hit(names, words, at, words.folded[at]))}))


def _hit(names: Names, words: Words, at: int, word: str) -> tuple[tuple[Part, ...], int] | None:
    """Return whose name a word may be, and how many letters of inflection to leave readable."""
    parts = names.parts.get(word)
    if parts:
        return None if _is_the_ordinary_word(parts, words, at) else (parts, 0)
    if len(word) < 3:
        return None
    if word[-1] == "s" and (parts := names.parts.get(word[:-1])):
        return None if is_common_word(word) and not words.capital[at] else (parts, 1)
    for ending in _DIMINUTIVES if word.endswith(_DIMINUTIVES) else ():
        if word.endswith(ending) and (parts := names.parts.get(word[: -len(ending)])):
            return None if is_common_word(word) else (parts, 0)
    parts = () if words.flags[at] & _EXISTS else _meant(names, word)
    return (parts, 0) if parts else None


def _meant(names: Names, word: str) -> tuple[Part, ...]:
    """Return the bearers of the name that a word is one slip of the keyboard away from: of two, who comes first."""
    if not (4 <= len(word) <= _LONGEST and (word[:2] in names.edges or f"{word[-2:]}$" in names.edges)):
        return ()
    near = {name for shorter in deletions(word) for name in names.near.get(shorter, ()) if is_one_slip(word, name)}
    return next((bearers for name, bearers in names.parts.items() if name in near), ()) if near else ()


def _is_the_ordinary_word(parts: tuple[Part, ...], words: Words, at: int) -> bool:
    """Whether "storm" is weather here: small letters, and found by ourselves or led by an article."""
    if words.capital[at] or not is_common_word(words.folded[at]):
        return False
    if not any(part.entry.given for part in parts):
        return True
    return at > 0 and words.folded[at - 1] in _DETERMINERS and words.gaps[at - 1] == " " and words.cased


def _joined(words: Words, hits: Hits) -> Iterator[Candidate]:
    """Yield one proposal for each run of words of one name."""
    done = -1
    met: dict[str, int] = {}
    for at, (parts, _) in hits.items():
        if at <= done:
            continue
        part, (first, last) = _bearer(words, hits, at, parts, done=done, met=met)
        met[part.entry.token] = at
        strength, end = _reach(words, part, at, last)
        done = end
        trim = hits[last][1] if last == end else 0
        yield _named(words, hits, first, end, trim, part, strength)


def _bearer(
    words: Words, hits: Hits, at: int, parts: tuple[Part, ...], *, done: int, met: dict[str, int]
) -> tuple[Part, tuple[int, int]]:
    """Return who is meant: whose name goes furthest, who has the role, whom the text named last, who comes first."""
    role = role_of(words, at)
    stretches = [(part, _stretch(words, hits, at, part, done)) for part in parts]

    def weight(option: tuple[Part, tuple[int, int]]) -> tuple[int, bool, int]:
        part, (first, last) = option
        fits = bool(role) and prefix_of(role) == prefix_of(part.entry.role)
        return last - first, fits, met.get(part.entry.token, -1)

    return max(stretches, key=weight)


def _stretch(words: Words, hits: Hits, at: int, part: Part, done: int) -> tuple[int, int]:
    first, last, ahead = at, at, at + 1
    while (
        part.surname and first - 1 > done and words.folded[first - 1] in part.words and words.gaps[first - 1] in _GLUE
    ):
        first -= 1
    while ahead < len(words) and _is_glued(words, ahead - 1) and not (ahead - 1 in hits and hits[ahead - 1][1]):
        if words.folded[ahead] in words.folded[first:ahead]:
            break
        if ahead in hits and any(known.word in part.words for known in hits[ahead][0]):
            last = ahead
        elif words.folded[ahead] not in part.words:
            break
        ahead += 1
    return first, last


def _is_glued(words: Words, at: int) -> bool:
    """Whether the next word may belong to the same name; a full stop only goes behind an initial."""
    gap = words.gaps[at]
    return gap in _GLUE and (gap[0] != "." or len(words.folded[at]) == 1)


def _reach(words: Words, part: Part, at: int, last: int) -> tuple[int, int]:
    """Return how sure a mention is and where it ends: a surname unheard of goes along, another one tells of another.

    Somebody else with the same first name is left to the layer of names, and hidden here only as a last resort.
    """
    if part.surname or last > at or not words.capital[at] or words.shouted[at]:
        return _STRENGTH, last
    end = last_word(words, at, shown=set())
    extra = tuple(words.folded[n] for n in range(at + 1, end + 1) if words.folded[n] not in INTERFIXES)
    if not extra or not words.capital[end]:
        return _STRENGTH, last
    known = (part.word, *(word for word in part.words if word != part.word))
    if names_agree((part.word, *extra), known):
        return _STRENGTH, end
    return _DOUBTFUL, last


def _named(words: Words, hits: Hits, first: int, last: int, trim: int, part: Part, strength: int) -> Candidate:
    start, end = words.starts[first], words.ends[last] - trim
    checked = part.entry.given
    if not part.surname:
        return Candidate(start, end, "PERSON", strength, token=part.entry.token, checked=checked)
    whose = [known for at in range(first, last + 1) if at in hits for known in hits[at][0]]
    own = next((known for known in whose if known.entry is part.entry and not known.surname), None)
    if own:
        return Candidate(start, end, "PERSON", strength, token=own.entry.token, checked=checked)
    return Candidate(start, end, "PERSON", strength, role="familienaam", checked=checked)
