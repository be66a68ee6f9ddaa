"""Warns of what points at one family without a name: an age, a small municipality and a fire."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cases.pseudonymiser.ages import ages_in
from cases.pseudonymiser.flags import PLACE
from cases.pseudonymiser.letters import folded_words
from cases.pseudonymiser.lexicon import word_flags
from cases.pseudonymiser.places import places_in
from cases.pseudonymiser.policy import Policy
from cases.pseudonymiser.rules import rule_phrases, rule_words
from cases.pseudonymiser.words import Words, words_of

_LARGE = frozenset(line.replace("_", " ") for line in rule_words("large_municipalities"))
_NEAR = 90
_Span = tuple[int, int]


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)\b(?:{'|'.join(rule_phrases(name))})")


_EVENT = _pattern("striking_events")
_MEDIA = _pattern("media_coverage")
_PROFESSION = _pattern("rare_professions")
_ORIGIN = _pattern("rare_origins")
_HOUSEHOLD = _pattern("rare_households")
_ONLY_ONE = _pattern("only_one")
_PARENT = re.compile(
    r"(?i)\b(?:mama|moeder|papa|vader|ouders?|opa|oma|grootvader|grootmoeder|stief\w+|plus\w+|partner)\b"
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the case says besides the text: age in years, and the municipality where the young person lives."""

    age: int | None = None
    municipality: str = ""


@dataclass(frozen=True, slots=True)
class RareCombination:
    """One warning: a sentence for the caregiver, and the code points of the text that it is about."""

    sentence: str
    spans: tuple[_Span, ...]


_NO_FACTS = Facts()


def rare_combinations(text: str, *, facts: Facts = _NO_FACTS) -> tuple[RareCombination, ...]:
    """Return what in a text as the caregiver typed it may identify somebody without a name; mostly nothing.

    Changes nothing and hides nothing. Linear in the length of the text, about as quick as find.
    """
    seen = _seen(words_of(text), facts)
    return tuple(RareCombination(sentence, spans) for sentence, spans in _combined(text, seen))


@dataclass(frozen=True, slots=True)
class _Seen:
    """The pieces of a text that may add up, by kind."""

    event: tuple[_Span, ...]
    media: tuple[_Span, ...]
    profession: tuple[_Span, ...]
    origin: tuple[_Span, ...]
    household: tuple[_Span, ...]
    only: tuple[_Span, ...]
    place: tuple[_Span, ...]
    age: tuple[_Span, ...]
    is_small: bool
    has_age: bool


def _seen(words: Words, facts: Facts) -> _Seen:
    text = words.text
    places = tuple(_small_places(words))
    ages = tuple((found.start, found.end) for found in ages_in(words, policy=Policy()))
    home = " ".join(folded_words(facts.municipality))
    return _Seen(
        event=_spans(_EVENT, text),
        media=_spans(_MEDIA, text),
        profession=tuple(s for s in _spans(_PROFESSION, text) if _is_of_parent(text, s)),
        origin=_spans(_ORIGIN, text),
        household=_spans(_HOUSEHOLD, text),
        only=_spans(_ONLY_ONE, text),
        place=places,
        age=ages,
        is_small=bool(places) or (home != "" and home not in _LARGE),
        has_age=bool(ages) or facts.age is not None,
    )


def _combined(text: str, seen: _Seen) -> Iterator[tuple[str, tuple[_Span, ...]]]:
    """Yield each combination that stands out: (sentence, spans)."""
    for span in seen.only:
        yield f"“{_cut(text, span)}” is er maar één: wie de streek kent, weet om wie het gaat.", (span,)
    spans: tuple[_Span, ...]
    if seen.event and seen.media:
        spans = (seen.event[0], seen.media[0])
        yield f"“{_cut(text, spans[0])}” kwam in de media: zonder namen is het gezin daarmee nog te vinden.", spans
    elif seen.event and seen.is_small and seen.has_age:
        spans = (seen.event[0], *seen.place[:1], *seen.age[:1])
        yield (
            f"Een leeftijd, een kleine gemeente en “{_cut(text, spans[0])}” wijzen samen misschien één kind aan.",
            spans,
        )
    if seen.profession and seen.is_small:
        spans = (seen.profession[0], *seen.place[:1])
        yield f"“{_cut(text, spans[0])}” in een kleine gemeente: dat beroep wijst misschien één gezin aan.", spans
    if seen.origin and (seen.household or seen.is_small) and (seen.household or seen.has_age):
        spans = (seen.origin[0], *seen.household[:1], *seen.place[:1])
        with_what = f"“{_cut(text, seen.household[0])}”" if seen.household else "een leeftijd in een kleine gemeente"
        yield f"“{_cut(text, spans[0])}” samen met {with_what}: zo zijn er weinig gezinnen.", spans


def _spans(pattern: re.Pattern[str], text: str) -> tuple[_Span, ...]:
    return tuple(match.span() for match in pattern.finditer(text))


def _cut(text: str, span: _Span) -> str:
    return " ".join(text[span[0] : span[1]].split())


def _is_of_parent(text: str, span: _Span) -> bool:
    """Whether a parent stands near a profession, in the same sentence."""
    before = re.split(r"[.!?\n]", text[max(0, span[0] - _NEAR) : span[0]])[-1]
    after = re.split(r"[.!?\n]", text[span[1] : span[1] + _NEAR])[0]
    return bool(_PARENT.search(before) or _PARENT.search(after))


def _small_places(words: Words) -> Iterator[_Span]:
    """Yield Belgian places that are no town: somebody there knows everybody."""
    for found in places_in(words):
        name = " ".join(folded_words(words.text[found.start : found.end]))
        belgian = " " in name or bool(word_flags().get(name, 0) & PLACE)
        if found.label == "PLACE" and belgian and name not in _LARGE:
            yield found.start, found.end
