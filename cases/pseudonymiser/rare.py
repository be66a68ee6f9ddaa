"""Warns of what points at one family without a name: an age, a small municipality and a fire."""

from collections.abc import Iterator
from dataclasses import dataclass

from cases.pseudonymiser.ages import ages_in
from cases.pseudonymiser.flags import PLACE
from cases.pseudonymiser.letters import folded_words
from cases.pseudonymiser.lexicon import word_flags
from cases.pseudonymiser.places import places_in
from cases.pseudonymiser.policy import Policy
from cases.pseudonymiser.rules import rule_words
from cases.pseudonymiser.striking import Piece, events_in, pattern_of, pieces, professions_of_parents
from cases.pseudonymiser.words import Words, words_of

_LARGE = frozenset(line.replace("_", " ") for line in rule_words("large_municipalities"))
_MEDIA = pattern_of("media_coverage")
_AFFAIR = pattern_of("affairs")
_ORIGIN = pattern_of("rare_origins")
_HOUSEHOLD = pattern_of("rare_households")
_RAREST_HOUSEHOLD = pattern_of("rarest_households")
_ONLY_ONE = pattern_of("only_one")
_ONLY_ONE_IN = pattern_of("only_one_here")
_VILLAGE = pattern_of("village")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the case says besides the text: age in years, and the municipality where the young person lives."""

    age: int | None = None
    municipality: str = ""


@dataclass(frozen=True, slots=True)
class RareCombination:
    """One warning: a sentence for the caregiver, and the code points of the text that it is about."""

    sentence: str
    spans: tuple[Piece, ...]


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

    event: tuple[Piece, ...]
    affair: tuple[Piece, ...]
    media: tuple[Piece, ...]
    profession: tuple[Piece, ...]
    origin: tuple[Piece, ...]
    household: tuple[Piece, ...]
    rarest: tuple[Piece, ...]
    only: tuple[Piece, ...]
    place: tuple[Piece, ...]
    age: tuple[Piece, ...]
    is_small: bool
    is_village: bool
    has_age: bool


def _seen(words: Words, facts: Facts) -> _Seen:
    text = words.text
    places = tuple(_small_places(words))
    ages = tuple((found.start, found.end) for found in ages_in(words, policy=Policy()))
    home = " ".join(folded_words(facts.municipality))
    is_small = bool(places) or (home != "" and home not in _LARGE)
    events = events_in(words)
    return _Seen(
        event=events,
        affair=events or pieces(_AFFAIR, text),
        media=pieces(_MEDIA, text),
        profession=professions_of_parents(text),
        origin=pieces(_ORIGIN, text),
        household=pieces(_HOUSEHOLD, text),
        rarest=pieces(_RAREST_HOUSEHOLD, text),
        only=(*pieces(_ONLY_ONE, text), *_only_ones_in(text, places)),
        place=places,
        age=ages,
        is_small=is_small,
        is_village=is_small or bool(pieces(_VILLAGE, text)),
        has_age=bool(ages) or facts.age is not None,
    )


def _only_ones_in(text: str, places: tuple[Piece, ...]) -> Iterator[Piece]:
    """Yield "het enige gezin ... in" with a small municipality behind it, the municipality included."""
    ends = dict(places)
    yield from ((start, ends[end]) for start, end in pieces(_ONLY_ONE_IN, text) if end in ends)


def _combined(text: str, seen: _Seen) -> Iterator[tuple[str, tuple[Piece, ...]]]:
    """Yield each combination that stands out: (sentence, spans)."""
    for span in seen.only:
        yield f"“{_cut(text, span)}” is er maar één: wie de streek kent, weet om wie het gaat.", (span,)
    spans: tuple[Piece, ...]
    if seen.affair and seen.media:
        spans = (seen.affair[0], seen.media[0])
        yield f"“{_cut(text, spans[0])}” kwam in de media: zonder namen is het gezin daarmee nog te vinden.", spans
    elif seen.event and seen.is_small and seen.has_age:
        spans = (seen.event[0], *seen.place[:1], *seen.age[:1])
        yield (
            f"Een leeftijd, een kleine gemeente en “{_cut(text, spans[0])}” wijzen samen misschien één kind aan.",
            spans,
        )
    if seen.profession and seen.is_village:
        spans = (seen.profession[0], *seen.place[:1])
        yield f"“{_cut(text, spans[0])}” in een kleine gemeente: dat beroep wijst misschien één gezin aan.", spans
    yield from _families(text, seen)


def _families(text: str, seen: _Seen) -> Iterator[tuple[str, tuple[Piece, ...]]]:
    """Yield the origins and households of which there are few."""
    if seen.origin and (seen.household or (seen.is_small and seen.has_age)):
        spans = (seen.origin[0], *seen.household[:1], *seen.place[:1])
        with_what = f"“{_cut(text, seen.household[0])}”" if seen.household else "een leeftijd in een kleine gemeente"
        yield f"“{_cut(text, spans[0])}” samen met {with_what}: zo zijn er weinig gezinnen.", spans
    elif seen.rarest and seen.is_small:
        spans = (seen.rarest[0], *seen.place[:1])
        yield f"“{_cut(text, spans[0])}” in een kleine gemeente: zo is er misschien maar één gezin.", spans


def _cut(text: str, span: Piece) -> str:
    return " ".join(text[span[0] : span[1]].split())


def _small_places(words: Words) -> Iterator[Piece]:
    """Yield Belgian places that are no town: somebody there knows everybody."""
    for found in places_in(words):
        name = " ".join(folded_words(words.text[found.start : found.end]))
        belgian = " " in name or bool(word_flags().get(name, 0) & PLACE)
        if found.label == "PLACE" and belgian and name not in _LARGE:
            yield found.start, found.end
