"""Schools, clubs, services and groups: the name behind a kind word, or one that names a kind itself."""

import re
from collections.abc import Iterator
from functools import lru_cache

from cases.pseudonymiser.compounds import is_plain_compound
from cases.pseudonymiser.flags import FIRST, NAME, PLACE, SURNAME, WORD
from cases.pseudonymiser.forms import sign, sign_of
from cases.pseudonymiser.houses import ARTICLES, SAINTS, is_public, with_article
from cases.pseudonymiser.rules import rule_words
from cases.pseudonymiser.spans import Candidate
from cases.pseudonymiser.words import Words

_STRENGTH = 65
_VAGUE = rule_words("vague_kinds")
_SCHOOL = rule_words("school_words")
_SERVICE = rule_words("service_words")
_CLUB = rule_words("club_words")
_SCHOOL_ENDINGS = tuple(rule_words("school_endings"))
_SERVICE_ENDINGS = tuple(rule_words("service_endings"))
_NOT_SERVICES = rule_words("not_services")
_LOOSE = _VAGUE | rule_words("loose_kinds")
_PEOPLE = rule_words("people_of_a_house")
_ADJECTIVES = rule_words("school_adjectives")
_COMPANIES = rule_words("company_endings")
_CONNECTORS = rule_words("name_connectors")
_TITLES = rule_words("titles")
_BRANDS = rule_words("brands")
_GENERIC = rule_words("generic_institutions")
# A name of more words is a list of names, or no text.
_LONGEST = 8
_QUOTES = "\"'“”‘’«»"
_HOUSE_NUMBER = re.compile(r" \d{1,2}(?=[.,;:)]?(?:\s|\Z))(?! (?:jaar|uur|u|j|jr|maanden|dagen|weken|keer|euro)\b)")


def institutions_in(words: Words) -> list[Candidate]:
    """Return the names of schools and organisations, without the kind word in small letters before them."""
    named = (*_naming_their_kind(words), *_without_capitals(words))
    return [*_behind_kind(words), *named, *with_article(words), *_companies(words)]


@lru_cache(maxsize=20_000)
def _kind(word: str) -> str:
    if word in _BRANDS:
        return ""
    if word in _SCHOOL or word.endswith(_SCHOOL_ENDINGS):
        return "SCHOOL"
    if word in _SERVICE or word in _CLUB:
        return "ORGANISATION"
    return "ORGANISATION" if word.endswith(_SERVICE_ENDINGS) and word not in _NOT_SERVICES else ""


_NAMES_KIND = sign(lambda form: _kind(form.folded) != "")
_NAMES_SCHOOL = sign(lambda form: form.capital and _kind(form.folded) == "SCHOOL")
_COMPANY = sign_of(_COMPANIES)


def _behind_kind(words: Words) -> Iterator[Candidate]:
    for at in words.at(_NAMES_KIND):
        start, word = at + 1, words.folded[at]
        if start == len(words):
            continue
        label = _kind(word)
        if word == "go" and words.gaps[at] == "! " and _kind(words.folded[start]) == "SCHOOL":
            # "GO! atheneum Mortsel": the second kind belongs to the name.
            start += 1
        if (
            words.folded[start] == "en"
            and start + 1 < len(words)
            and words.capital[at]
            and _kind(words.folded[start + 1])
        ):
            start += 2
        if start >= len(words):
            continue
        last = _name_end(words, start, label)
        if last < start or is_public(words, start, last) or is_public(words, at, last):
            continue
        if _is_vague(words, at, start, last):
            continue
        inside = at if _kind_belongs(words, at) or start > at + 1 else start
        while (
            inside == at
            and at
            and words.folded[at - 1] in _ADJECTIVES
            and words.capital[at - 1]
            and words.gaps[at - 1] == " "
        ):
            at, inside = at - 1, at - 1
        yield Candidate(words.starts[inside], _numbered_end(words, last), label, _STRENGTH)


def _numbered_end(words: Words, last: int) -> int:
    """Return where a name ends, with the number of a house or a group behind it: "Zonnewende 2"."""
    number = _HOUSE_NUMBER.match(words.text, words.ends[last]) if words.capital[last] else None
    return number.end() if number else words.ends[last]


def _kind_belongs(words: Words, at: int) -> bool:
    """Whether the kind is part of the name: a club's letters, or a kind with a capital inside the sentence."""
    if words.folded[at] in _CLUB or (not words.cased and _is_abbreviation(words, at)):
        return words.capital[at] or not words.cased
    return words.capital[at] and not (words.folded[at] in _VAGUE and words.opens[at])


def _is_abbreviation(words: Words, at: int) -> bool:
    """Whether a kind is a few letters that are no word: "vbs", "gbs", "mfc"."""
    return len(words.folded[at]) <= 5 and not words.flags[at] & WORD


def _is_vague(words: Words, at: int, start: int, last: int) -> bool:
    """Whether a general kind goes with ordinary words only: "Dienst Voogdij" is everybody's."""
    if words.folded[at] not in _VAGUE or words.folded[start] in ARTICLES:
        return False
    return all(words.flags[i] & WORD and not words.flags[i] & NAME for i in range(start, last + 1))


def _name_end(words: Words, start: int, label: str) -> int:
    """Return the last word of the name that starts at `start`, or start - 1."""
    gap = words.gaps[start - 1]
    quoted = gap.strip() in _QUOTES and gap.strip() != "" and len(gap) <= 3
    if gap == "! " and words.folded[start - 1] == "go":
        gap = " "
    if gap == " (" and label == "SCHOOL" and words.capital[start] and not words.flags[start] & FIRST:
        gap = " "
    if quoted and gap.strip() not in ("'", "’"):
        return _quote_end(words, start)
    if gap not in (" ", "-", "\u00a0", " '", " ’", " ‘") and not quoted:
        return start - 1
    return _run_end(words, start, label)


def _run_end(words: Words, start: int, label: str) -> int:
    """Return the last word of a run of words with capitals and what may connect them, or start - 1."""
    last, at = start - 1, start
    while at < len(words) and at - start < 6:
        if at > start and not _is_tight(words, at - 1):
            break
        if words.shouted[at] and at > start and _is_said_aloud(words, at):
            break
        if words.capital[at] and not _stops(words, at, start):
            last = at
        elif not _may_connect(words, at, start, label):
            break
        at += 1
    if last < start and not words.cased:
        return _small_name_end(words, start)
    return _without_people(words, start, last)


def _is_said_aloud(words: Words, at: int) -> bool:
    """Whether a word in capitals goes on with the sentence: where all is in capitals, they tell nothing."""
    named = words.folded[at - 1] in ARTICLES or words.folded[at - 1] in SAINTS
    return not named and bool(words.flags[at] & WORD) and words.shouted[at - 1]


def _without_people(words: Words, start: int, last: int) -> int:
    """Return the end of a name before "en" and a first name or another kind: "Hogerop en Seppe"."""
    for at in range(start + 1, last):
        person = words.flags[at + 1] & FIRST and not words.flags[at + 1] & WORD
        if words.folded[at] == "en" and (person or _kind(words.folded[at + 1]) or words.folded[at + 1] in ARTICLES):
            return at - 1
    return last


def _is_tight(words: Words, at: int) -> bool:
    """Whether the word behind word `at` may belong to the same name."""
    gap = words.gaps[at]
    if gap in (". ", "."):
        return words.folded[at] in SAINTS or len(words.folded[at]) == 1
    return gap in (" ", "-", "'", "’", " & ", " '", " ’", "\u00a0", "+", " + ", "/")


def _stops(words: Words, at: int, start: int) -> bool:
    return words.folded[at] in _GENERIC and at == start


def _may_connect(words: Words, at: int, start: int, label: str) -> bool:
    if at == start:
        return words.folded[at] in ARTICLES and at + 1 < len(words) and words.capital[at + 1]
    goes_on = at + 1 < len(words) and words.capital[at + 1] and "[" not in words.gaps[at]
    return goes_on and words.folded[at] in _CONNECTORS


def _small_name_end(words: Words, start: int) -> int:
    """Return the end of a name in a text without capitals: "school de wending", "scouts sint jan"."""
    if words.folded[start] in SAINTS and words.gaps[start] in (" ", "-") and start + 1 < len(words):
        return start + 1
    if words.folded[start] in ("van", "vanden", "vander") and start + 1 < len(words) and words.gaps[start] == " ":
        inside = start + 1
        while inside + 1 < len(words) and words.folded[inside] in ARTICLES:
            inside += 1
        return inside if words.flags[inside] & NAME and not words.flags[inside] & WORD else start - 1
    if (
        words.folded[start] in ("de", "het", "t", "ter", "ten", "den")
        and start + 1 < len(words)
        and words.gaps[start] == " "
    ):
        plain = words.flags[start + 1] & WORD and (
            words.folded[start - 1] in _LOOSE or words.folded[start + 1] in _PEOPLE
        )
        return start - 1 if plain else start + 1
    flag = words.flags[start]
    unknown = (flag == 0 or (flag & SURNAME and not flag & (WORD | FIRST))) and len(words.folded[start]) > 3
    return start if unknown or (words.flags[start] & PLACE and not words.flags[start] & WORD) else start - 1


def _quote_end(words: Words, start: int) -> int:
    for at in range(start, min(start + 7, len(words))):
        if any(c in _QUOTES for c in words.gaps[at].strip()[:1]):
            return at
    return start - 1


def _naming_their_kind(words: Words) -> Iterator[Candidate]:
    """Yield names that end in their kind: "Sint-Lodewijkscollege", "Koninklijk Atheneum", "Don Boscoschool"."""
    for at in words.at(_NAMES_SCHOOL):
        word = words.folded[at]
        if words.shouted[at]:
            continue
        label = "SCHOOL" if word.endswith(_SCHOOL_ENDINGS) or word in _SCHOOL else ""
        first = at
        if label and at and words.folded[at - 1] in _TITLES:
            label = label if not words.flags[at] & WORD else ""
        while (
            label
            and first
            and at - first < _LONGEST
            and words.folded[first - 1] not in _TITLES
            and words.gaps[first - 1] in (" ", "-", "'", "’")
            and words.capital[first - 1]
            and not (words.opens[first - 1] and words.flags[first - 1] & WORD and words.folded[first - 1] not in SAINTS)
        ):
            first -= 1
        known = words.flags[at] & WORD or word in _SCHOOL
        if label and (first < at or not (known or words.opens[at])):
            last = _name_end(words, at + 1, label) if at + 1 < len(words) else at
            yield Candidate(words.starts[first], words.ends[max(at, last)], label, _STRENGTH)


def _without_capitals(words: Words) -> Iterator[Candidate]:
    """Yield such names where capitals tell nothing: "op heilig-hartcollege", "HET SINT-JANSATHENEUM"."""
    for at in words.at(_NAMES_KIND):
        if (words.cased and not words.shouted[at]) or not words.folded[at].endswith(_SCHOOL_ENDINGS):
            continue
        first, bound = at, max(0, at - _LONGEST)
        while first > bound and words.gaps[first - 1] == "-":
            first -= 1
        unknown = not words.flags[at] and not is_plain_compound(words.folded[at])
        if unknown or (first < at and words.folded[first] in SAINTS):
            yield Candidate(words.starts[first], words.ends[at], "SCHOOL", _STRENGTH)


def _companies(words: Words) -> Iterator[Candidate]:
    """Yield firms by how their name ends: "Transport Cools & Zonen"."""
    for at in words.at(_COMPANY):
        if at and words.capital[at] and words.gaps[at - 1] in (" & ", " en ", " "):
            first = at
            bound = max(0, at - _LONGEST)
            while first > bound and words.gaps[first - 1] in (" ", " & ", "-", "'") and words.capital[first - 1]:
                first -= 1
            if first < at:
                yield Candidate(words.starts[first], words.ends[at], "ORGANISATION", _STRENGTH)
