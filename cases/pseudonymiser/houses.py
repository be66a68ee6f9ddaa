"""Houses known by an article or a saint: "naar De Wegwijzer", "op Sint-Jan", "in 't Klimhuis"."""

from collections.abc import Iterator

from cases.pseudonymiser.flags import CITY, FIRST, NAME, PLACE, PROPER, WORD
from cases.pseudonymiser.forms import sign_of
from cases.pseudonymiser.letters import folded_words
from cases.pseudonymiser.rules import rule_phrases, rule_words
from cases.pseudonymiser.spans import Candidate
from cases.pseudonymiser.words import Words

ARTICLES = rule_words("name_articles")
SAINTS = rule_words("saints")
# Stronger than a street without a number: 't Klimhof is a house.
_HOUSE = 51
_BARE = 45
_OFFICIAL = rule_words("official_words")
_OPENS = sign_of(ARTICLES | SAINTS)
_ABOUT_SCHOOL = rule_words("about_school")
_BRANDS = rule_words("brands")
_GENERIC = rule_words("generic_institutions")
_NOT_NAMED = frozenset(folded_words(line) for line in rule_phrases("public_names"))
_NEAR = 12


def with_article(words: Words) -> Iterator[Candidate]:
    """Yield names with an article or a saint inside a sentence: "naar De Wegwijzer", "op Sint-Jan"."""
    for at in words.at(_OPENS):
        if at + 1 == len(words) or words.shouted[at] or not _may_start(words, at):
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
        if last > at and not is_public(words, at, last):
            strength = _HOUSE if words.folded[at] == "t" else _BARE
            yield Candidate(words.starts[at], words.ends[last], _label_around(words, at), strength)


def _may_start(words: Words, at: int) -> bool:
    word = words.folded[at]
    if word in SAINTS:
        if word in ("onze", "heilig", "heilige") and not (words.capital[at] and words.capital[at + 1]):
            return False
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
        or flag & (PLACE | CITY)
        or (flag & PROPER and not _is_named_adjective(words, at))
        or words.folded[at] in _OFFICIAL
        or words.folded[at] in _BRANDS
    ):
        return False
    return bool(flag & WORD) and words.capital[at] and not flag & FIRST


def _is_named_adjective(words: Words, at: int) -> bool:
    """Whether "Kleine" has its capital from the word behind it: "de Kleine Reus", not "de Franse School"."""
    if not words.flags[at] & WORD or words.folded[at].endswith("se") or at + 1 >= len(words) or words.gaps[at] != " ":
        return False
    return words.capital[at + 1] and bool(words.flags[at + 1] & WORD) and words.folded[at + 1] not in _OFFICIAL


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
    return words.capital[ahead] or (words.folded[at] in SAINTS and not words.capital[at] and ahead == at + 1)


def _label_around(words: Words, at: int) -> str:
    around = words.folded[max(0, at - _NEAR) : at + _NEAR]
    return "SCHOOL" if any(word in _ABOUT_SCHOOL for word in around) else "ORGANISATION"


def is_public(words: Words, start: int, last: int) -> bool:
    """Whether these words are somebody everybody knows: "Het Rode Kruis", "de Klachtenlijn"."""
    if words.folded[start : last + 1] in _NOT_NAMED:
        return True
    return words.folded[start] in ARTICLES and words.folded[start + 1 : last + 1] in _NOT_NAMED
