"""Schools, clubs, services and groups: the name behind a kind word, or one that names a kind itself."""

import re
from collections.abc import Iterator
from functools import lru_cache

from cases.pseudonymiser.flags import CITY, FIRST, NAME, PLACE, PROPER, WORD
from cases.pseudonymiser.rules import rule_phrases, rule_words
from cases.pseudonymiser.spans import Candidate
from cases.pseudonymiser.words import Words, folded_words

_STRENGTH, _BARE = 65, 45
# Stronger than a street without a number: 't Speelplein is a house.
_HOUSE = 51
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
_OFFICIAL = rule_words("official_words")
_COMPANIES = rule_words("company_endings")
_ARTICLES = rule_words("name_articles")
_CONNECTORS = rule_words("name_connectors")
_SAINTS = rule_words("saints")
_OPENERS = _ARTICLES | _SAINTS
_ABOUT_SCHOOL = rule_words("about_school")
_TITLES = rule_words("titles")
_BRANDS = rule_words("brands")
_GENERIC = rule_words("generic_institutions")
_NOT_NAMED = frozenset(folded_words(line) for line in rule_phrases("public_names"))
_QUOTES = "\"'“”‘’«»"
_NEAR = 12
_HOUSE_NUMBER = re.compile(r" \d{1,2}(?=[.,;:)]?(?:\s|\Z))(?! (?:jaar|uur|u|j|jr|maanden|dagen|weken|keer|euro)\b)")


def institutions_in(words: Words) -> list[Candidate]:
    """Return the names of schools and organisations, without the kind word in small letters before them."""
    return [*_behind_kind(words), *_naming_their_kind(words), *_with_article(words), *_companies(words)]


@lru_cache(maxsize=20_000)
def _kind(word: str) -> str:
    if word in _BRANDS:
        return ""
    if word in _SCHOOL or word.endswith(_SCHOOL_ENDINGS):
        return "SCHOOL"
    if word in _SERVICE or word in _CLUB:
        return "ORGANISATION"
    return "ORGANISATION" if word.endswith(_SERVICE_ENDINGS) and word not in _NOT_SERVICES else ""


def _behind_kind(words: Words) -> Iterator[Candidate]:
    for at, word in enumerate(words.folded[:-1]):
        label = _kind(word)
        if not label:
            continue
        start = at + 1
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
        if last < start or _is_public(words, start, last) or _is_public(words, at, last):
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
    if words.folded[at] in _CLUB:
        return words.capital[at]
    return words.capital[at] and not (words.folded[at] in _VAGUE and words.opens[at])


def _is_vague(words: Words, at: int, start: int, last: int) -> bool:
    """Whether a general kind goes with ordinary words only: "Dienst Voogdij" is everybody's."""
    if words.folded[at] not in _VAGUE or words.folded[start] in _ARTICLES:
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
    if gap not in (" ", "-", "\u00a0", " '", " ’", " ‘") and not quoted:
        return start - 1
    if quoted and gap.strip() not in ("'", "’"):
        return _quote_end(words, start)
    last, at = start - 1, start
    while at < len(words) and at - start < 6:
        if at > start and not _is_tight(words, at - 1):
            break
        if words.capital[at] and not _stops(words, at, start):
            last = at
        elif not _may_connect(words, at, start, label):
            break
        at += 1
    if last < start and not words.cased:
        return _small_name_end(words, start)
    return _without_people(words, start, last)


def _without_people(words: Words, start: int, last: int) -> int:
    """Return the end of a name before "en" and a first name or another kind: "Hogerop en Seppe"."""
    for at in range(start + 1, last):
        person = words.flags[at + 1] & FIRST and not words.flags[at + 1] & WORD
        if words.folded[at] == "en" and (person or _kind(words.folded[at + 1]) or words.folded[at + 1] in _ARTICLES):
            return at - 1
    return last


def _is_tight(words: Words, at: int) -> bool:
    """Whether the word behind word `at` may belong to the same name."""
    gap = words.gaps[at]
    if gap in (". ", "."):
        return words.folded[at] in _SAINTS or len(words.folded[at]) == 1
    return gap in (" ", "-", "'", "’", " & ", " '", " ’", "\u00a0", "+", " + ", "/")


def _stops(words: Words, at: int, start: int) -> bool:
    return words.folded[at] in _GENERIC and at == start


def _may_connect(words: Words, at: int, start: int, label: str) -> bool:
    if at == start:
        return words.folded[at] in _ARTICLES and at + 1 < len(words) and words.capital[at + 1]
    goes_on = at + 1 < len(words) and words.capital[at + 1] and "[" not in words.gaps[at]
    return goes_on and words.folded[at] in _CONNECTORS


def _small_name_end(words: Words, start: int) -> int:
    """Return the end of a name in a text without capitals: "school de wending", "scouts sint jan"."""
    if words.folded[start] in _SAINTS and words.gaps[start] in (" ", "-") and start + 1 < len(words):
        return start + 1
    if words.folded[start] in ("van", "vanden", "vander") and start + 1 < len(words) and words.gaps[start] == " ":
        inside = start + 1
        while inside + 1 < len(words) and words.folded[inside] in _ARTICLES:
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
    unknown = words.flags[start] == 0 and len(words.folded[start]) > 3
    return start if unknown or (words.flags[start] & PLACE and not words.flags[start] & WORD) else start - 1


def _quote_end(words: Words, start: int) -> int:
    for at in range(start, min(start + 7, len(words))):
        if any(c in _QUOTES for c in words.gaps[at].strip()[:1]):
            return at
    return start - 1


def _is_public(words: Words, start: int, last: int) -> bool:
    """Whether these words are somebody everybody knows: "Het Rode Kruis", "de Klachtenlijn"."""
    if tuple(words.folded[start : last + 1]) in _NOT_NAMED:
        return True
    return words.folded[start] in _ARTICLES and tuple(words.folded[start + 1 : last + 1]) in _NOT_NAMED


def _naming_their_kind(words: Words) -> Iterator[Candidate]:
    """Yield names that end in their kind: "Sint-Lodewijkscollege", "Koninklijk Atheneum", "Don Boscoschool"."""
    for at in [at for at, capital in enumerate(words.capital) if capital and _kind(words.folded[at]) == "SCHOOL"]:
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
            and words.folded[first - 1] not in _TITLES
            and words.gaps[first - 1] in (" ", "-", "'", "’")
            and words.capital[first - 1]
            and not (
                words.opens[first - 1] and words.flags[first - 1] & WORD and words.folded[first - 1] not in _SAINTS
            )
        ):
            first -= 1
        known = words.flags[at] & WORD or word in _SCHOOL
        if label and (first < at or not (known or words.opens[at])):
            last = _name_end(words, at + 1, label) if at + 1 < len(words) else at
            yield Candidate(words.starts[first], words.ends[max(at, last)], label, _STRENGTH)


def _with_article(words: Words) -> Iterator[Candidate]:
    """Yield names with an article or a saint inside a sentence: "naar De Wegwijzer", "op Sint-Jan"."""
    for at in [at for at, word in enumerate(words.folded[:-1]) if word in _OPENERS]:
        if words.shouted[at] or not _may_start(words, at):
            continue
        if (
            at
            and words.flags[at - 1] & NAME
            and not words.flags[at - 1] & WORD
            and words.capital[at - 1]
            and words.gaps[at - 1] == " "
        ):
            continue
        last = _name_end_after(words, at)
        if last > at and not _is_public(words, at, last):
            strength = _HOUSE if words.folded[at] == "t" else _BARE
            yield Candidate(words.starts[at], words.ends[last], _label_around(words, at), strength)


def _may_start(words: Words, at: int) -> bool:
    word = words.folded[at]
    if word in _SAINTS:
        return words.capital[at] or (not words.cased and words.gaps[at] in ("-", " ") and not words.opens[at])
    if word == "t":
        return at > 0 and words.gaps[at - 1].endswith(("'", "’", "‘")) and words.gaps[at] == " "
    if words.capital[at]:
        return not words.opens[at]
    return word in ("de", "den", "het") and words.gaps[at] == " " and _names_a_house(words, at + 1)


def _names_a_house(words: Words, at: int) -> bool:
    """Whether "de Wissel" is a name: a capital behind a small article, and nothing official."""
    flag = words.flags[at]
    if (
        words.shouted[at]
        or flag & (PROPER | PLACE | CITY)
        or words.folded[at] in _OFFICIAL
        or words.folded[at] in _BRANDS
    ):
        return False
    return bool(flag & WORD) and words.capital[at] and not flag & FIRST


def _name_end_after(words: Words, at: int) -> int:
    last = at
    while (
        last + 1 < len(words)
        and last - at < 4
        and words.gaps[last] in (" ", "-", "'", "’")
        and _goes_on(words, at, last + 1)
    ):
        last += 1
    if (
        last == at + 1
        and words.folded[at] in ("de", "van", "den")
        and words.flags[last] & NAME
        and not words.flags[last] & WORD
    ):
        return at
    return last


def _goes_on(words: Words, at: int, ahead: int) -> bool:
    if words.folded[ahead] in _BRANDS or words.folded[ahead] in _GENERIC:
        return False
    return words.capital[ahead] or (words.folded[at] in _SAINTS and not words.capital[at] and ahead == at + 1)


def _label_around(words: Words, at: int) -> str:
    around = words.folded[max(0, at - _NEAR) : at + _NEAR]
    return "SCHOOL" if any(word in _ABOUT_SCHOOL for word in around) else "ORGANISATION"


def _companies(words: Words) -> Iterator[Candidate]:
    """Yield firms by how their name ends: "Transport Cools & Zonen"."""
    for at in [at for at, word in enumerate(words.folded) if word in _COMPANIES]:
        if at and words.capital[at] and words.gaps[at - 1] in (" & ", " en ", " "):
            first = at
            while first and words.gaps[first - 1] in (" ", " & ", "-", "'") and words.capital[first - 1]:
                first -= 1
            if first < at:
                yield Candidate(words.starts[first], words.ends[at], "ORGANISATION", _STRENGTH)
