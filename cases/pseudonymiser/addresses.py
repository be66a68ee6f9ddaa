"""Streets, with their number and box, or alone where the name says enough."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from cases.pseudonymiser.flags import FIRST, PLACE, WORD
from cases.pseudonymiser.forms import sign, sign_of
from cases.pseudonymiser.lexicon import phrases
from cases.pseudonymiser.rules import rule_words
from cases.pseudonymiser.spans import Candidate
from cases.pseudonymiser.words import Words

_STRENGTH, _BARE = 75, 50
_ENDINGS = tuple(rule_words("street_endings") | rule_words("more_street_endings"))
_TAILS = frozenset(ending[-2:] for ending in _ENDINGS)
_ALONE = frozenset(_ENDINGS) | rule_words("street_words")
_SURE = tuple(rule_words("sure_street_endings"))
_LEADING = frozenset(("in", "aan", "op", "naar", "langs", "uit", "van", "richting", "hoek", "tot", "bij"))
_ORDINARY = rule_words("ordinary_streets")
_HOUSE_AND_PLACE = re.compile(
    r"[A-Z](?<!\w.)[a-z\u00c0-\u024f]{2,20}(?:[ -][A-Za-z][a-z\u00c0-\u024f]{1,20}){0,3} (?P<number>\d{1,3}[A-Za-z]?)"
    r"(?:, ?| - | te )(?:[1-9]\d{3} )?(?P<place>[A-Z])"
)
_DIGIT = re.compile(r"\d")
# A postcode and "te" fit between a house number and its municipality.
_FAR = 12
_SHORT = ("str", "stwg", "ln", "pl", "stg")
_SUREST = ("straat", "steenweg", "laan", "dreef")
_POSTCODE_NEXT = re.compile(r",? [1-9]\d{3} [^\W\d_]")
_STARTS = rule_words("french_streets")
_INSIDE = rule_words("interfixes") | rule_words("inside_streets")
_BOX_WORD = r"(?:bus|bte|bo[iî]te|box|app(?:artement|\.)?|b\.?|verdiep(?:ing)?|kamer|k\.)"
_BOX = (
    rf"(?i:(?:[ ]?,?[ ]?{_BOX_WORD}[ ]?(?:\d{{1,4}}[A-Za-z]?|[A-Za-z]\d{{0,3}})(?:[./]\d{{1,3}})?(?!\w))"
    r"|[ ]?/[ ]?\d{1,4}(?:\.\d{1,3})?[a-zA-Z]?(?!\w))"
)
_NUMBER = re.compile(
    r",? ?(?:nr\.? ?|nummer |n° ?|huisnummer )?\d{1,4}(?:[ ]?[a-zA-Z](?![\w'’]| \d))?"
    rf"(?:[ ]?[-–][ ]?\d{{1,4}}(?!\d))?{_BOX}{{0,2}}(?![\w%€])"
)
_NO_HOUSE = re.compile(
    r"(?i) ?(?:uur|u\b|jaar|jr\b|j\b|euro|eur|minuten|min\b|meter|m\b|km|dagen|weken|maanden|keer|personen|%"
    r"|leerlingen|jongeren)"
)

_ENDING = sign(lambda form: form.folded[-2:] in _TAILS and form.folded.endswith(_ENDINGS))
_FRENCH = sign_of(_STARTS)
_PLACE = sign(lambda form: form.capital and bool(form.flag & PLACE) and not form.flag & FIRST)
_LISTED = sign(lambda form: form.capital and form.folded in phrases("S"))


def addresses_in(words: Words) -> list[Candidate]:
    """Return streets with what belongs to them."""
    streets = [*_by_ending(words), *_french(words), *_by_lexicon(words)]
    ends = {street.end for street in streets}
    return [*streets, *(other for other in _before_municipality(words) if other.end not in ends)]


def house_number_end(words: Words, end: int) -> int:
    """Return where the house number and box behind position `end` end, or `end` without one."""
    match = _NUMBER.match(words.text, end)
    if match and match[0][0] == "," and words.text[match.end() : match.end() + 1] == ")":
        return end
    if not match or _NO_HOUSE.match(words.text, match.end()):
        return end
    return match.end()


def _by_ending(words: Words) -> Iterator[Candidate]:
    for at in words.at(_ENDING):
        word = words.folded[at]
        end = house_number_end(words, words.ends[at] + (words.gaps[at][:1] == "." and word.endswith(_SHORT)))
        numbered = end > words.ends[at]
        first = _name_start(words, at)
        posted = numbered and _POSTCODE_NEXT.match(words.text, end) is not None
        if posted or _is_street(words, first, at, numbered=numbered):
            yield Candidate(words.starts[first], end, "ADDRESS", _STRENGTH if numbered else _BARE)


def _is_street(words: Words, first: int, at: int, *, numbered: bool) -> bool:
    word = words.folded[at]
    if word in _ALONE:
        return first < at and (
            numbered
            or (words.capital[at] and words.capital[first] and not (words.opens[first] or words.shouted[at]))
            or (words.shouted[at] and words.folded[first] in _OPENING)
            or word
            not in (
                "hof",
                "park",
                "plein",
                "gang",
                "ring",
                "pad",
                "vest",
                "wijk",
                "baan",
                "weg",
                "berg",
                "bos",
            )
        )
    if word.endswith(_SHORT) and not numbered:
        return False
    if numbered and (words.capital[at] or not words.flags[at] & WORD):
        return True
    sure = word.endswith(_SURE) and word not in _ORDINARY
    if sure and (_is_led(words, first) or (numbered and not words.cased)):
        return True
    if words.shouted[at] and not numbered:
        return word.endswith(_SURE) and not words.flags[at] & WORD
    if words.capital[at] and not words.opens[at] and _is_before_place(words, at):
        return True
    if words.capital[at]:
        return word.endswith(_SURE) and not (words.opens[at] and words.flags[at] & WORD)
    return word.endswith(_SURE if words.flags[at] == 0 else _SUREST) and not words.flags[at] & WORD


def _is_before_place(words: Words, at: int) -> bool:
    """Whether a municipality follows: "Zeedijk Blankenberge"."""
    if at + 1 >= len(words) or words.gaps[at] not in (" ", ", ", " (", " te ", " in "):
        return False
    return words.capital[at + 1] and bool(words.flags[at + 1] & PLACE) and not words.flags[at + 1] & (FIRST | WORD)


def _is_led(words: Words, first: int) -> bool:
    """Whether "in de" or "richting" stands before a street that is a word as well: "in de kerkstraat"."""
    before = [words.folded[at] for at in range(max(0, first - 2), first) if words.gaps[at] == " "]
    if before[-1:] == ["de"]:
        return before[0] in _LEADING
    return bool(before) and before[-1] in ("richting", "hoek", "te", "woont", "adres")


def _name_start(words: Words, at: int) -> int:
    """Return the first word of a street name: "Oude Liersebaan", "Jan Breydellaan", "Hof ter Duinenlaan"."""
    first = at
    while first and words.gaps[first - 1] in (" ", "-", ". ", "'", "’", " '") and at - first < 5:
        before = first - 1
        if not words.capital[first] and words.folded[before] in _OPENING and words.gaps[before] == " ":
            first = before
            continue
        inside = (
            words.folded[before] in _INSIDE
            and before
            and words.capital[before - 1]
            and words.gaps[before - 1] in (" ", "-")
        )
        if words.shouted[at] and words.flags[before] & WORD and words.folded[before] not in _OPENING:
            break
        named = words.capital[before] and words.capital[first] and words.folded[before] not in _NOT_STREET
        if not (named or inside) or (
            words.opens[before] and words.flags[before] & WORD and words.folded[before] not in _OPENING
        ):
            break
        first = before
    return first


_NOT_STREET = rule_words("before_streets")
_OPENING = rule_words("opening_street_words")


def _french(words: Words) -> Iterator[Candidate]:
    for at in words.at(_FRENCH):
        if at + 1 < len(words):
            last, seen = at, False
            while last + 1 < len(words) and last - at < 7 and words.gaps[last] in (" ", "'", "’", "-", " l'", ". "):
                following = words.folded[last + 1]
                if not (words.capital[last + 1] or following in _INSIDE):
                    break
                seen = seen or words.capital[last + 1]
                last += 1
            while last > at and not words.capital[last]:
                last -= 1
            if seen:
                end = house_number_end(words, words.ends[last])
                yield Candidate(words.starts[at], end, "ADDRESS", _STRENGTH if end > words.ends[last] else _BARE)


def _before_municipality(words: Words) -> Iterator[Candidate]:
    """Yield any name with a house number before a municipality: "Oude Abdij 4, Drongen"."""
    text, starts = words.text, words.starts
    if not any(_DIGIT.search(text, max(0, starts[at] - _FAR), starts[at]) for at in words.at(_PLACE)):
        return
    for match in _HOUSE_AND_PLACE.finditer(text):
        at = bisect_left(words.starts, match.start("place"))
        if at < len(words) and words.flags[at] & PLACE and not words.flags[at] & FIRST:
            yield Candidate(match.start(), match.end("number"), "ADDRESS", _BARE)


def _second(words: Words, at: int) -> str:
    return words.folded[at + 1] if at + 1 < len(words) else ""


def _by_lexicon(words: Words) -> Iterator[Candidate]:
    """Yield streets without a street's ending, which need a house number: "Ter Heide 5", "Vrijheid 12"."""
    streets = phrases("S")
    for at in words.at(_LISTED):
        tails = streets[words.folded[at]]
        for tail in (*tails.get(_second(words, at), ()), *tails.get("", ())):
            last = at + len(tail)
            if words.folded[at + 1 : last + 1] == tail:
                end = house_number_end(words, words.ends[last])
                if end > words.ends[last] and words.text[words.ends[last] : words.ends[last] + 1] == " ":
                    yield Candidate(words.starts[at], end, "ADDRESS", _BARE)
                    break
