"""Exact ages: "14 jaar", "16j", "Noor (12)", "ze is acht"; not durations, not the ages of the law."""

import re
from collections.abc import Iterator

from cases.pseudonymiser.policy import Ages, Policy
from cases.pseudonymiser.spans import Candidate

_STRENGTH = 30
_WORDS = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien "
    "twintig eenentwintig"
)
_NUMBERS = {word: number for number, word in enumerate(_WORDS.split())}
_SMALL = "|".join(word for word in _NUMBERS if word not in ("nul", "een"))
_COUNT = rf"(?:\d{{1,2}}(?:[.,]5)?|{_SMALL})"
_UNIT = r"(?:-?jarig(?:e|en)?|[ -]?ja+r(?: oud)?|[ ]?jr\.?|[ ]?j\b(?!\.)|[ ]?ans|[ ]?years?(?: old)?|[ -]year[ -]old|[ ]?y/?o\b|[ ]?maand(?:en)?(?: oud)|[ ]?weken oud)"
_WITH_UNIT = re.compile(rf"(?i)(?<![\w,./-])(?:{_COUNT}){_UNIT}(?!\w)")
_BRACKETED = re.compile(rf"(?i)(?<=\w)[*\"”’]? ?[(\[] ?(?:bijna |net |nu |°)?({_COUNT}) ?(?:[mvxMVX♂♀]\b ?)?(?=[)\],;/])")
_BEING = re.compile(
    rf"(?i)\b(?:is|ben|was|wordt|word|werd|bijna|amper|pas|net|ondertussen|intussen|nu|van|al|leeftijd:?|lft\.?:?|age:?) +(?:nu |pas |bijna |amper |net |al |ondertussen |van )?"
    rf"({_COUNT})(?= ?(?:[.,;:!?)\n]|$)| (?:en|is|was|te zijn|geworden|maar|ma|heeft|zit|die|dat|met|zonder|al|oud|dus|want|nu|he|hé|ze|hij|ofzo)\b)"
)
_PERSON_OF = re.compile(
    rf"(?i)\b(?:jongen|meisje|meid|kind|jongere|zoon|dochter|gast|broer|zus|broertje|zusje|man|vrouw|tiener|puber|kleuter|baby|peuter|leerling|"
    rf"fille|gar[cç]on|boy|girl|m|v|j) ?(?:van|de|of|,|\() ?({_COUNT})(?!\w|[.,/:]\d| ?(?:uur|euro|%|mg|km|weken|dagen|maanden|keer|maal))"
)
_NAMED = re.compile(
    rf"(?<=[a-zà-ÿ]), (?P<age>{_COUNT}(?: (?:maanden|weken|jaar|jr|j))?)(?=,| en |\.|\)|;)"
)
_PAIR = re.compile(rf"(?i)[(\[,] ?({_COUNT})(?=(?:, ?{_COUNT}){{0,3}} (?:en|&) {_COUNT}(?:{_UNIT})?[)\],])")
_PAIR_END = re.compile(rf"(?i)[(\[,] ?{_COUNT} (?:en|&) ({_COUNT}(?:{_UNIT})?)(?=[)\]])")
_CLAIMED = re.compile(rf"(?i)(?<![\w.,/])({_COUNT})(?= te zijn\b)")
_OPENING = re.compile(rf"(?i)(?:^|[.!?\n] ?)({_COUNT})(?= (?:is|ben|was) (?:ze|hij|ik|em|zij)\b)")
_DURATION = re.compile(
    r"(?i)(?:sinds|al|gedurende|na|over|binnen|om de|elke|per|tot|vanaf|duurt|duurde|voor|reeds|onder|boven|minstens|maximum|max|minimum|"
    r"meer dan|minder dan|de laatste|de laatste|afgelopen|voorbije|laatste|eerste|komende|volgende|ongeveer|een|vorige|tussen|om|ruim|al zo'n|"
    r"depuis|pendant|il y a|for|en)(?: de| het| hun)? $"
)
_AFTER_DURATION = re.compile(
    r"(?i)^ (?:geleden|lang|later|uit|samen|getrouwd|gescheiden|ervaring|in (?:belgi|vlaander)|terug|eerder|ago|na|voor|bij|jonger|ouder(?! geworden)|onderweg|cel|effectief|voorwaardelijk|school|thuis)"
)
_CAPITAL_BEFORE = re.compile(r"[^\W\d_a-z][^\W\d_]+$")
_LEGAL = re.compile(r"(?i)(?:tot|vanaf|onder|boven|tussen|leeftijd van|meerderjarig|vóór|voor)(?: (?:de |zijn |haar |hun |je |ze |hij )+)? $")


def ages_in(text: str, *, policy: Policy) -> list[Candidate]:
    """Return exact ages; with Ages.BAND their token is a band of three years."""
    return [
        Candidate(start, end, "AGE", _STRENGTH, token=_token(text[start:end], policy))
        for start, end in _places(text)
    ]


def _places(text: str) -> Iterator[tuple[int, int]]:
    for match in _WITH_UNIT.finditer(text):
        before, after = text[max(0, match.start() - 24) : match.start()], text[match.end() : match.end() + 16]
        if "jarig" in match[0].lower() or not (_DURATION.search(before) or _AFTER_DURATION.match(after)):
            yield match.span()
    for match in _NAMED.finditer(text):
        if _CAPITAL_BEFORE.search(text[max(0, match.start() - 30) : match.start()]):
            yield match.span("age")
    for pattern in (_BRACKETED, _BEING, _PERSON_OF, _OPENING, _PAIR, _PAIR_END, _CLAIMED):
        for match in pattern.finditer(text):
            if not _LEGAL.search(text[max(0, match.start(1) - 30) : match.start(1)]):
                yield match.span(1)


def _token(written: str, policy: Policy) -> str:
    if policy.ages is not Ages.BAND:
        return ""
    digits = re.match(r"\d+", written)
    word = re.match(r"[a-z]+", written.lower())
    years = int(digits[0]) if digits else _NUMBERS.get(word[0] if word else "", -1)
    if years < 0 or "maand" in written or "weken" in written:
        return "LEEFTIJD: 0-2"
    low = years // 3 * 3
    return f"LEEFTIJD: {low}-{low + 2}"
