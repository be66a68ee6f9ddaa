"""Understands a need in everyday words: what is asked for, which kinds of help answer it, and in which form."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml

from knowledge.rules.words import stem
from referrals.kinds import kinds
from referrals.words import COMMON, STOP_WORDS, telling, words

NEEDS_FILE = Path(__file__).parent / "data" / "needs.yaml"
NEGATIONS = frozenset({"niet", "geen", "zonder", "nooit"})
NEGATION_REACHES = 3
MOST_BETWEEN = 2  # words that may stand between those of a phrase
SHORTEST_START = 4  # "drug" is met in "drughulp"
SHORTEST_END = 6  # "verslaving" is met in "gameverslaving"
ASKED_WEIGHT = 1.2
BEST_GRADE = 3
GOOD_GRADE = 2
LATER_COUNTS_LESS = 0.3
OTHER_FORM = 0.5
SYNONYM_WEIGHT = 0.4
COMMON_WEIGHT = 0.3


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """Something people ask for or worry about, and the kinds of help that answer it, graded 1 to 3."""

    label: str
    kinds: Mapping[str, int]
    asks: bool
    form: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """How people say it: stems in order; `exact` is not met inside a compound."""

    stems: tuple[str, ...]
    subject: Subject
    exact: bool
    negated: bool


@dataclass(frozen=True, slots=True)
class Need:
    """`kinds` say how well each kind of help answers (0 to 1), `labels` to what; `terms` are stems with weights."""

    kinds: Mapping[str, float]
    labels: Mapping[str, tuple[str, ...]]
    terms: Mapping[str, float]


@lru_cache(maxsize=500)
def understand(text: str) -> Need:
    """What a need asks for. Nothing is kept of it but in memory; about 1 ms for a few sentences."""
    said = words(text)
    stems = [_token(word) for word in said]
    held = dict(_weighed(_found(stems, said), len(said)))
    forms = {subject.form for subject in held if subject.form}
    return Need(kinds=_graded(held, forms), labels=_labels(held), terms=_terms(said, held))


def _token(word: str) -> str:
    """The stem; small words stay as they are, so that "jongen" is not "jonge"."""
    return word if word in STOP_WORDS else stem(word)


def _found(stems: Sequence[str], said: Sequence[str]) -> list[tuple[Subject, int]]:
    """The subjects and where they were met; words of a phrase are not read a second time one by one."""
    used: set[int] = set()
    found: list[tuple[Subject, int]] = []
    for start in range(len(stems)):
        for phrase in _phrases().get(stems[start], ()):
            spots = _spots(stems, phrase.stems, start)
            if spots and not used.intersection(spots):
                used.update(spots)
                if not _denied(said, start, phrase):
                    found.append((phrase.subject, start))
                break
    for at, token in enumerate(stems):
        if at not in used and said[at] not in STOP_WORDS:
            found += [(one.subject, at) for one in _meeting(token, said[at]) if not _denied(said, at, one)]
    return found


def _spots(stems: Sequence[str], wanted: Sequence[str], start: int) -> list[int]:
    """Where the words of a phrase stand, in their order and close together; nothing when one is absent."""
    spots = [start]
    furthest = start + len(wanted) + MOST_BETWEEN
    for word in wanted[1:]:
        at = next((n for n in range(spots[-1] + 1, min(furthest, len(stems))) if stems[n] == word), None)
        if at is None:
            return []
        spots.append(at)
    return spots


def _denied(said: Sequence[str], at: int, phrase: Phrase) -> bool:
    """Whether help is named only to say that it is not wanted: "niet in groep", "geen opname"."""
    before = said[max(0, at - NEGATION_REACHES) : at]
    return phrase.subject.asks and not phrase.negated and not NEGATIONS.isdisjoint(before)


def _meeting(token: str, word: str) -> Iterator[Phrase]:
    """The single words that a word is, starts with or ends in."""
    singles = _singles()
    whole = [*singles.get(token, ()), *singles.get(f"={word}", ())]
    if whole:
        yield from whole
        return
    for size in range(len(token) - 1, SHORTEST_START - 1, -1):
        if parts := [one for one in singles.get(token[:size], ()) if not one.exact]:
            yield from parts
            return
    for size in range(len(token) - 1, SHORTEST_END - 1, -1):
        if parts := [one for one in singles.get(token[-size:], ()) if not one.exact]:
            yield from parts
            return


def _weighed(found: Sequence[tuple[Subject, int]], length: int) -> Iterator[tuple[Subject, float]]:
    """Each subject with its weight: help that is named counts more, what comes first counts more."""
    places: dict[int, tuple[Subject, list[int]]] = {}
    for subject, at in found:
        places.setdefault(id(subject), (subject, []))[1].append(at)
    for subject, spots in places.values():
        often = min(1.5, 1 + 0.25 * (len(spots) - 1))
        late = LATER_COUNTS_LESS * min(spots) / max(1, length)
        yield subject, (ASKED_WEIGHT if subject.asks else 1.0) * often * (1 - late)


def _graded(held: Mapping[Subject, float], forms: set[str]) -> dict[str, float]:
    score: dict[str, float] = defaultdict(float)
    for subject, weight in held.items():
        for key, grade in subject.kinds.items():
            score[key] += weight * grade / BEST_GRADE
    for subject, weight in held.items():
        for key in score.keys() - subject.kinds.keys():
            if subject.form in kinds()[key].forms:  # a special kind of help that comes as is asked
                score[key] += weight * GOOD_GRADE / BEST_GRADE
    for key in score:
        if forms and not forms & kinds()[key].forms:
            score[key] *= OTHER_FORM
    best = max(score.values(), default=1.0)
    return {key: value / best for key, value in score.items()}


def _labels(held: Mapping[Subject, float]) -> dict[str, tuple[str, ...]]:
    """For each kind the subjects it answers, the best answered first."""
    labels: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for subject in held:
        for key, grade in subject.kinds.items():
            labels[key].append((-grade, subject.label))
    return {key: tuple(label for _, label in sorted(each, key=lambda one: one[0])) for key, each in labels.items()}


def _terms(said: Sequence[str], held: Mapping[Subject, float]) -> dict[str, float]:
    """The stems to look for in a service's own text: what was said, and less so other words for the same."""
    terms: dict[str, float] = {}
    for at, word in enumerate(said):
        denied = not NEGATIONS.isdisjoint(said[max(0, at - NEGATION_REACHES) : at])
        if word not in STOP_WORDS and not word.isdigit() and len(word) > 2 and not denied:
            terms[stem(word)] = COMMON_WEIGHT if word in COMMON else 1.0
    for subject in held:
        for term in subject.said:
            terms.setdefault(term, SYNONYM_WEIGHT)
    return terms


@cache
def _subjects() -> tuple[tuple[Subject, tuple[str, ...]], ...]:
    rows = yaml.safe_load(NEEDS_FILE.read_text("utf-8"))
    return tuple(
        (
            Subject(
                label=row["label"],
                kinds=row["kinds"],
                asks=row.get("asks", False),
                form=row.get("form", ""),
                said=_synonyms(row["says"]),
            ),
            tuple(row["says"]),
        )
        for row in rows
    )


def _synonyms(says: Sequence[str]) -> tuple[str, ...]:
    """The single words among them: those of a phrase mean little alone."""
    singles = [word for each in says if len(words(each)) == 1 for word in telling(each)]
    return tuple(dict.fromkeys(stem(word) for word in singles if word not in COMMON))


@cache
def _phrases() -> dict[str, list[Phrase]]:
    """Phrases of several words by their first stem, the longest first."""
    by_first: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in _all_phrases():
        if len(phrase.stems) > 1:
            by_first[phrase.stems[0]].append(phrase)
    return {first: sorted(each, key=lambda one: -len(one.stems)) for first, each in by_first.items()}


@cache
def _singles() -> dict[str, list[Phrase]]:
    singles: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in _all_phrases():
        if len(phrase.stems) == 1:
            singles[phrase.stems[0]].append(phrase)
    return dict(singles)


@cache
def _all_phrases() -> tuple[Phrase, ...]:
    return tuple(_phrase(says, subject) for subject, each in _subjects() for says in each)


def _phrase(says: str, subject: Subject) -> Phrase:
    exact = says.endswith("=")
    spoken = words(says)
    stems = (f"={spoken[0]}",) if exact else tuple(_token(word) for word in spoken)
    return Phrase(stems=stems, subject=subject, exact=exact, negated=not NEGATIONS.isdisjoint(spoken))
