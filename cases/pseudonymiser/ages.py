"""Exact ages: "14 jaar", "16j", "Noor (12)", "ze is acht"; not durations, not the ages of the law."""

import re
from collections.abc import Iterator

from cases.pseudonymiser.forms import sign
from cases.pseudonymiser.policy import Ages, Policy
from cases.pseudonymiser.rules import rule_phrases, rule_words
from cases.pseudonymiser.spans import Candidate
from cases.pseudonymiser.spelled_numbers import VALUES
from cases.pseudonymiser.words import Words

_STRENGTH = 30
_NUMBERS = {word: number for number, word in enumerate(rule_phrases("numbers"))}
_SMALL = frozenset(_NUMBERS) - {"nul", "een"}
_UNIT = re.compile(
    r"(?i)(?:[.,]5)?(?:-?jarig(?:e|en)?|[ -]?ja+r(?: oud)?|[ ]?jr\b\.?|[ ]?j\b(?!\.)|[ ]?ans"
    r"|[ -]?years?(?:[ -]old)?|[ ]?y/?o\b|[ ]?(?:maanden|maand|weken)(?= oud| jong))(?!\w)"
)
_NUMBER = re.compile(r"[0-9](?<![\w,./\-].)\d?(?!\d)")
_AFTER_BARE = re.compile(
    r" ?(?:[.;:!?)\]\n](?!\d)|,(?!\d)|\Z)|(?i: (?:en|is|was|te zijn|geworden|maar|ma|heeft|zit|die|dat|met|zonder|al"
    r"|oud|eh|he|hé|hè|dus|want|nu|ze|hij|ofzo|worden|toen)\b)"
)
_CLOSES = re.compile(r"(?!,\d) ?(?:[mvxMVX♂♀]\b ?)?[)\],;/]| (?:en|&) ")
_BRACKET = re.compile(r"[\w*\"”’).] ?[(\[] ?(?:(?:bijna|net|nu|pas|°|leeftijd:?) ?)?\Z")
_IN_BRACKETS = re.compile(r"[\w*\"”’] ?[(\[](?: ?\w{1,10}(?:[ -]?jaar|[ -]?j)?(?:,| en| &))+ \Z")
_APPOSITION = re.compile(r"[^\W\d_a-z]\w+, \Z")
_OF_A_BABY = re.compile(r" (?:maanden|weken)\b")
_DURING = re.compile(
    r"(?i)(?:\b(?:sinds|al|gedurende|na|over|binnen|elke|per|tot|vanaf|duurt|duurde|voor|reeds|onder|boven|minstens|maximum|max"
    r"|minimum|dan|laatste|afgelopen|voorbije|eerste|komende|volgende|ongeveer|een|vorige|tussen|om|ruim|zo'n|zowat"
    r"|depuis|pendant|il y a|for|en de|iedere)"
    r"(?: de| het| hun| zijn| haar| je| hij| ze)?[ ]\Z)"
)
_LONG = re.compile(
    r"(?i)[ ](?:geleden|lang|later|uit|samen|getrouwd|gescheiden|ervaring|in (?:belgi|vlaander|ons)|terug|eerder|ago"
    r"|na|voor|bij|jonger|ouder\b|onderweg|cel|effectief|voorwaardelijk|school|thuis|werk|contract|relatie|zonder)"
)
_COUNTED = re.compile(
    r"[.,/:]?\d| ?(?:uur|euro|%|mg|km|kilo|weken|dagen|maanden|keer|maal|mei|juni|juli|augustus|meter)"
    r"|[ -]\w+(?:ber|ari|aart|ril)\b"
)
_LEGAL = re.compile(
    r"(?i)\b(?:tot|vanaf|onder|boven|tussen|meerderjarig|vóór|voor)(?: (?:de|zijn|haar|hun|je|ze|hij|z'n) ?)* \Z"
)
_BEING = rule_words("before_bare_ages")
_PERSON = rule_words("aged_people")
# "the eldest of three" counts children.
_RANKS = frozenset(("oudste", "jongste"))
_OLD = ("jarig", "jarige", "jarigen")

_WORDED = sign(
    lambda form: form.folded in _SMALL or (form.folded.endswith(_OLD) and _without_age(form.folded) in VALUES)
)


def ages_in(words: Words, *, policy: Policy) -> list[Candidate]:
    """Return exact ages; with Ages.BAND their token is a band of three years."""
    text = words.text
    return [Candidate(a, b, "AGE", _STRENGTH, token=_token(text[a:b], policy)) for a, b in _places(words)]


def _places(words: Words) -> Iterator[tuple[int, int]]:
    text = words.text
    for match in _NUMBER.finditer(text):
        end = _age_end(text, *match.span())
        if end:
            yield match.start(), end
    for at in words.at(_WORDED):
        if words.folded[at] not in _SMALL:
            yield words.starts[at], words.ends[at]
        else:
            end = _age_end(text, words.starts[at], words.ends[at])
            if end:
                yield words.starts[at], end


def _without_age(word: str) -> str:
    """Return the number in "zestienjarige"; other words as they are."""
    return word.removesuffix("n").removesuffix("e").removesuffix("jarig") if word.endswith(_OLD) else word


def _age_end(text: str, start: int, end: int) -> int:
    """Return where the age that starts with this number ends, 0 when the number is no age."""
    before = text[max(0, start - 32) : start]
    unit = _UNIT.match(text, end)
    if unit:
        lasts = "jarig" not in unit[0].lower() and (_DURING.search(before) or _LONG.match(text, unit.end()))
        return 0 if lasts else unit.end()
    if _CLOSES.match(text, end) and (text[end : end + 1] != ")" or "(" in before) and _is_beside_name(before):
        return end
    aged = _OF_A_BABY.match(text, end)
    if aged and _APPOSITION.search(before):
        return aged.end()
    return end if _is_said(text, before, end) and not _LEGAL.search(before) else 0


def _is_beside_name(before: str) -> bool:
    """Whether a bracket opens before a number, or a comma behind a name."""
    return bool(_BRACKET.search(before) or _IN_BRACKETS.search(before) or _APPOSITION.search(before))


def _is_said(text: str, before: str, end: int) -> bool:
    """Whether "is", "bijna" or "een jongen van" stands before a bare number, and no unit behind it."""
    bare = _AFTER_BARE.match(text, end)
    if not bare and before.rstrip()[-3:].lower() != "van":
        return False
    said = before.lower().replace(",", " ,").split()
    if said[-1:] == ["van"] and said[-2:-1] and said[-2] in _PERSON - _RANKS and not _COUNTED.match(text, end):
        return True
    if not bare:
        return False
    if not before or before[-1] not in " (" or not said:
        return text[end : end + 4] in (" is ", " ben") and not before.strip()
    last = said[-1].strip("(:")
    if last in ("van", "of", ",", "(", "de"):
        return len(said) > 1 and said[-2] in _PERSON and said[-2] not in _RANKS
    return (
        last in _BEING
        or (last in _PERSON and last not in ("kind", "leerling", "kinderen"))
        or text.startswith(" te zijn", end)
        or (before[-2:-1] in ".!?\n" and text[end : end + 4] == " is ")
    )


def _token(written: str, policy: Policy) -> str:
    if policy.ages is not Ages.BAND:
        return ""
    digits = re.match(r"\d+", written)
    word = written.lower().split(" ")[0]
    years = int(digits[0]) if digits else VALUES.get(_without_age(word), 0)
    low = 0 if "maand" in written or "weken" in written else years // 3 * 3
    return f"LEEFTIJD: {low}-{low + 2}"
