"""Municipalities, quarters and small countries, and the postcode before a municipality."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from cases.pseudonymiser.flags import CITY, ENGLISH, FIRST, FOREIGN, PLACE, PROPER, SURNAME, WORD
from cases.pseudonymiser.forms import Form, sign, sign_of
from cases.pseudonymiser.lexicon import Tails, phrases
from cases.pseudonymiser.rules import rule_words
from cases.pseudonymiser.spans import Candidate
from cases.pseudonymiser.words import Words

_STRENGTH, _LED = 40, 52
_LONGEST = 5
_POSTCODE = re.compile(
    r"[1-9](?<![\d.,/+].)\d{3}(?= +[^\W\d_])(?! +(?:euro|eur|keer|woorden|mensen|jongeren|kinderen|leden|gram|meter)\b)"
)
_AFTER_NUMBER = re.compile(r"(?<![\d:.,])\d{1,4}[a-z]?,? \Z")
_SURE_LEAD = frozenset(("in", "te", "uit", "naar", "ocmw", "gemeente", "politie", "regio"))
_FROM = frozenset(("in", "te", "uit", "naar"))
_NO_PLACE = rule_words("never_names") | rule_words("brands")
_ANY_PLACE = PLACE | CITY
_LEADING = rule_words("before_places")
_QUARTER = rule_words("quarter_words")
_ODD = rule_words("places_that_are_words")
_TOO_LARGE = rule_words("large_countries")
_AFTER = rule_words("after_small_places")
_BEFORE_QUARTER = sign_of(_QUARTER)


def _may_start(form: Form) -> bool:
    proper = form.flag & PROPER and form.capital and not form.flag & (WORD | ENGLISH | FIRST)
    return bool(form.flag & _ANY_PLACE or proper) or form.folded in phrases("P")


_MAY_START = sign(_may_start)


def places_in(words: Words) -> list[Candidate]:
    """Return places by name, and unknown names behind "wijk" and the like."""
    return [*_named(words), *_quarters(words), *_postcodes(words)]


def _named(words: Words) -> Iterator[Candidate]:
    longer = phrases("P")
    skip = -1
    for at in words.at(_MAY_START):
        if at <= skip:
            continue
        word, flag = words.folded[at], words.flags[at]
        last = _phrase_end(words, at, longer[word]) if word in longer else at
        if last > at and (words.capital[last] or not words.cased):
            skip = last
            yield Candidate(words.starts[at], words.ends[last], "PLACE", _LED)
        elif word in _TOO_LARGE:
            continue
        elif (flag & _ANY_PLACE and _is_place(words, at)) or (flag & PROPER and _is_proper_place(words, at)):
            strength = _LED if _is_led(words, at) else _STRENGTH
            yield Candidate(words.starts[at], words.ends[at], "PLACE", strength)


def _phrase_end(words: Words, at: int, tails: dict[str, Tails]) -> int:
    for tail in tails.get(words.folded[at + 1] if at + 1 < len(words) else "", ()):
        end = at + len(tail)
        same = words.folded[at + 1 : end + 1] == tail
        if same and all(len(gap) <= 2 and "\n" not in gap for gap in words.gaps[at:end]):
            return end
    return at


def _is_led(words: Words, at: int) -> bool:
    """Whether a word that places follow stands before it: "in Aalst", "9300 Aalst"."""
    if at and words.folded[at - 1] in _LEADING and words.gaps[at - 1] == " ":
        return True
    return bool(_AFTER_NUMBER.search(words.text[max(0, words.starts[at] - 8) : words.starts[at]]))


def _is_place(words: Words, at: int) -> bool:
    flag, word = words.flags[at], words.folded[at]
    ambiguous = bool(flag & (WORD | FOREIGN | FIRST)) or word in _ODD
    if words.capital[at] and not words.shouted[at]:
        if not ambiguous:
            return True
        if flag & FIRST or (words.opens[at] and flag & (WORD | FOREIGN)):
            return _is_led(words, at)
        return not flag & FOREIGN or _is_led(words, at)
    if words.shouted[at] and not _is_led(words, at):
        return len(word) > 3 and not ambiguous
    if not _is_led(words, at):
        return bool(flag & PLACE) and not ambiguous and not flag & SURNAME and len(word) > 4
    return not ambiguous or (bool(flag & PLACE) and (words.shouted[at] or not words.cased) and _ends_there(words, at))


def _is_proper_place(words: Words, at: int) -> bool:
    """Whether "in" or "uit" makes a place of a proper noun that is no name, brand or language."""
    flag, word = words.flags[at], words.folded[at]
    if flag & (WORD | ENGLISH | FIRST) or not words.capital[at] or words.shouted[at]:
        return False
    led = at > 0 and words.folded[at - 1] in _FROM and words.gaps[at - 1] == " "
    return led and word not in _NO_PLACE and not word.endswith(("se", "s"))


def _ends_there(words: Words, at: int) -> bool:
    """Whether what follows makes "in geel" a place and no colour: the clause ends or goes on with a verb."""
    if words.text[max(0, words.starts[at] - 6) : words.starts[at]].strip(" ,").isdecimal():
        return True
    if at + 1 == len(words) or words.gaps[at] != " ":
        return words.folded[at - 1] in _SURE_LEAD
    return words.folded[at - 1] in _SURE_LEAD and words.folded[at + 1] in _AFTER


def _quarters(words: Words) -> Iterator[Candidate]:
    for before in words.at(_BEFORE_QUARTER):
        at = before + 1
        if at < len(words) and words.capital[at] and words.gaps[before] in (" ", " '", ' "', " ‘", " “"):
            end = at
            bound = min(len(words) - 1, at + _LONGEST)
            while end < bound and words.gaps[end] in (" ", "-") and words.capital[end + 1]:
                end += 1
            yield Candidate(words.starts[at], words.ends[end], "PLACE", _STRENGTH)


def _postcodes(words: Words) -> Iterator[Candidate]:
    for match in _POSTCODE.finditer(words.text) if words.longest_number >= 4 else ():
        after = match.end()
        while words.text[after : after + 1] == " ":
            after += 1
        at = bisect_left(words.starts, after)
        if (
            at < len(words)
            and words.starts[at] == after
            and (words.flags[at] & PLACE or words.folded[at] in phrases("P") or _before_is_number(words, match))
        ):
            yield Candidate(*match.span(), "POSTCODE", _LED)
            if words.capital[at]:
                yield Candidate(words.starts[at], words.ends[at], "PLACE", _STRENGTH)


def _before_is_number(words: Words, match: re.Match[str]) -> bool:
    """Whether a house number stands before the postcode: "laan 12, 9300 X"."""
    return bool(re.search(r"\d[\w/ .]{0,8}[,\n] ?$", words.text[max(0, match.start() - 14) : match.start()]))
