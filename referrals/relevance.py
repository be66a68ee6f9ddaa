"""Says how well a service answers a need: by the kind of help it is, and by the words of its own text."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from knowledge.rules.words import stem
from referrals.kinds import kinds, kinds_of
from referrals.need import SYNONYM_WEIGHT, Need
from referrals.words import COMMON, telling

KIND_COUNTS = 0.75
UNKNOWN_KIND_COUNTS = 0.7
SPEAKING = 0.2  # how relevant a service may be that only shares a word, before its text was read
GOOD = 0.45  # from here on a kind of help answers a need; below, it completes or bridges
SHORTEST_START = 4
SHORTEST_END = 6
ENOUGH_SHARE = 0.5  # a text that holds half of what was said answers it
MOST_WORDS = 3
MOST_LABELS = 2


@dataclass(frozen=True, slots=True)
class ServiceText:
    """The words of a service by which it is compared."""

    name: str
    rubrics: tuple[str, ...]
    target: str
    description: str


@dataclass(frozen=True, slots=True)
class Relevance:
    """`score` from 0 (nothing in common) to 1; `because` are Dutch phrases that say what it is for."""

    score: float
    because: tuple[str, ...]


def kind_promise(need: Need, of_kinds: tuple[str, ...], *, speaks: bool) -> float:
    """How relevant a service of these kinds may be, from 0 to 1; `speaks` when its text holds a word of the need."""
    graded = max((need.kinds.get(key, 0.0) for key in of_kinds), default=0.0)
    return max(KIND_COUNTS * graded, SPEAKING if speaks else 0.0)


def relevance_of(text: ServiceText, need: Need) -> Relevance:
    """How well a service answers the need, from its kind and its own words."""
    bag = bag_of(text)
    met = _met(bag, need.terms)
    said = sum(weight for weight in need.terms.values() if weight != SYNONYM_WEIGHT) or 1.0
    share = min(1.0, sum(met.values()) / said / ENOUGH_SHARE)
    key = max(kinds_of(text.rubrics, text.name), key=lambda one: need.kinds.get(one, 0.0), default="")
    graded = need.kinds.get(key, 0.0)
    if not need.kinds:
        score = share
    elif not key:
        score = UNKNOWN_KIND_COUNTS * share
    else:
        score = KIND_COUNTS * graded + (1 - KIND_COUNTS) * share
    return Relevance(score, tuple(filter(None, [_kind_words(need, key), _own_words(bag, met)])))


def _kind_words(need: Need, key: str) -> str:
    """What kind of help it is, and to which part of the need it answers."""
    graded = need.kinds.get(key, 0.0)
    if not graded:
        return ""
    answers = ", ".join(need.labels[key][:MOST_LABELS])
    if graded >= GOOD:
        return f"{kinds()[key].label}, past bij: {answers}"
    return f"{kinds()[key].label}, kan aanvullen bij: {answers}"


def _own_words(bag: Mapping[str, str], met: Mapping[str, float]) -> str:
    """The words of the need as the service itself writes them, those that say most first."""
    telling_ones = [token for token in sorted(met, key=lambda one: (-met[one], one)) if bag[token] not in COMMON]
    spoken = [bag[token] for token in telling_ones[:MOST_WORDS]]
    return f"noemt zelf {', '.join(spoken)}" if spoken else ""


def _met(bag: Mapping[str, str], terms: Mapping[str, float]) -> dict[str, float]:
    """The stems of the text that answer a term, each term once: the same stem, or a compound that holds it."""
    met: dict[str, float] = {}
    for term, weight in terms.items():
        token = term if term in bag else _compound(bag, term)
        if token:
            met[token] = max(weight, met.get(token, 0.0))
    return met


def _compound(bag: Mapping[str, str], term: str) -> str:
    if len(term) < SHORTEST_START:
        return ""
    ends = len(term) >= SHORTEST_END
    return next((token for token in bag if token.startswith(term) or (ends and token.endswith(term))), "")


@lru_cache(maxsize=5_000)
def bag_of(text: ServiceText) -> Mapping[str, str]:
    """The stems of a service, each with the word as it stands there."""
    written = telling(" ".join((text.name, text.target, text.description)))
    return MappingProxyType({_own_stem(word): word for word in written})


def _own_stem(word: str) -> str:
    """The stem, but for words that lose their beginning: "gewoonten" is not about "wonen"."""
    stemmed = stem(word)
    return stemmed if word.startswith(stemmed[:2]) else word
