"""What few families have met or are: events, media, professions, origins and households, as pieces of a text."""

import re
from collections.abc import Iterator

from cases.pseudonymiser.rules import rule_phrases, rule_words
from cases.pseudonymiser.words import Words

Piece = tuple[int, int]
# How far from a word something else of the same sentence still counts.
_NEAR = 120
_ENDS = re.compile(r"[.!?\n](?!\d)")


def pattern_of(*lists: str) -> re.Pattern[str]:
    """Return the lines of these lists of rules.toml as one pattern, each from the start of a word, in any case."""
    lines = [line for name in lists for line in rule_phrases(name)]
    return re.compile(rf"(?i)\b(?:{'|'.join(lines)})")


_STEMS, _WORDS = tuple(rule_words("striking_stems")), rule_words("striking_words")
_EVENT = pattern_of("striking_events")
_DEATH = pattern_of("deaths")
_ODD_CAUSE = pattern_of("odd_causes")
_FICTION = pattern_of("fictions")
_FAMILY = pattern_of("family")
_PROFESSION = pattern_of("rare_professions")
_PARENT = (
    r"(?:mama|mam|moeder|papa|vader|ouders?|opa|oma|grootvader|grootmoeder|stief\w+|plus\w+|pleeg\w+|partner|broer|zus"
    r"|nonkel|oom|tante|mother|father|mum|dad|brother|p[eè]re|m[eè]re)"
)
_PARENT_IS = re.compile(
    rf"(?i)\b{_PARENT}\b(?:[^.!?\n]{{0,70}}\b(?:is|was|est|zijn|waren|werd|wordt|werkte?|geweest|als|speel\w+|voetbal\w+)\b"
    r"(?! (?:naar|met|aan|tegen)\b)[^.!?\n]{0,30}|, (?:een |zelf |vroeger |de )?| \()\Z"
)
_CHILD_OF = re.compile(r"(?i)\b(?:zoon|dochter|kind|kleinkind|kleinzoon|kleindochter)\w* van (?:de |een |onze )?\Z")
_IS_PARENT = re.compile(rf"(?i),? (?:[^.!?\n,]{{0,20}} )?(?:is|was)? ?(?:zijn|haar|hun) {_PARENT}\b")
_PARENT_THE, _IS = re.compile(rf"(?i)\b{_PARENT} (?:de |een )?\Z"), re.compile(r" (?:is|was|zijn)\b")
_NOT_SELF = re.compile(r"(?i)\b(?:buur\w+|leerkracht|leraar|vriend\w*|collega|begeleid\w+)\b")


def pieces(pattern: re.Pattern[str], text: str) -> tuple[Piece, ...]:
    """Return where a pattern of this module matches."""
    return tuple(match.span() for match in pattern.finditer(text))


def events_in(words: Words) -> tuple[Piece, ...]:
    """Return what happened to few people, in the order of the text; not what was read, watched or feared."""
    text = words.text
    found = [*_striking_words(words), *pieces(_EVENT, text), *_odd_deaths(text)]
    return tuple(sorted(piece for piece in found if not _is_fiction(text, piece)))


def _striking_words(words: Words) -> Iterator[Piece]:
    for at, word in enumerate(words.folded):
        if word in _WORDS or word.startswith(_STEMS):
            yield words.starts[at], words.ends[at]


def professions_of_parents(text: str) -> tuple[Piece, ...]:
    """Return rare professions that the sentence gives to a parent or grandparent."""
    return tuple(piece for piece in pieces(_PROFESSION, text) if _is_of_parent(text, piece))


def _odd_deaths(text: str) -> Iterator[Piece]:
    """Yield deaths with a cause in their sentence that is no illness, from the one to the other."""
    for start, end in pieces(_DEATH, text):
        first, last = sentence_around(text, (start, end))
        cause = _ODD_CAUSE.search(text, first, last)
        if cause:
            yield min(start, cause.start()), max(end, cause.end())


def sentence_around(text: str, piece: Piece) -> Piece:
    """Return the borders of the sentence a piece stands in, at most a line and a half to either side."""
    before = text[max(0, piece[0] - _NEAR) : piece[0]]
    after = _ENDS.search(text, piece[1], min(len(text), piece[1] + _NEAR))
    ended = max((match.end() for match in _ENDS.finditer(before)), default=0)
    return piece[0] - len(before) + ended, after.start() if after else min(len(text), piece[1] + _NEAR)


def _is_fiction(text: str, piece: Piece) -> bool:
    first, last = sentence_around(text, piece)
    return bool(_FICTION.search(text, first, last)) and not _FAMILY.search(text, first, last)


def _is_of_parent(text: str, piece: Piece) -> bool:
    first, _ = sentence_around(text, piece)
    before = text[first : piece[0]]
    if _CHILD_OF.search(before) or _IS_PARENT.match(text, piece[1]):
        return True
    if _PARENT_THE.search(before) and _IS.match(text, piece[1]):
        return True
    return bool(_PARENT_IS.search(before)) and not _NOT_SELF.search(before)
