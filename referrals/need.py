"""Understands a need in everyday words, and says how well the text of a service answers it."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

import snowballstemmer
import yaml

WORDS_FILE = Path(__file__).parent / "data" / "need_words.yaml"
WORD = re.compile(r"[a-zà-ÿ][a-zà-ÿ-]+", re.IGNORECASE)
STOP_WORDS = frozenset(
    """
    aan al alle alleen als altijd andere ben bij binnen daar dan dat de deze die dit doen door dus een
    eens eerst elke en er erg ervoor even ga gaan gaat geen gaf goed graag haar had hebben heeft heel
    hem hen het hier hij hoe hun iemand iets ik in is ja je jij jong jongen jongens jongere jongeren kan
    kind kinderen komen komt krijgen krijgt kunnen liefst maar maand mag meer meest meisje met mij mijn
    moet na naar niet niets nog nu of om omdat ons ook op over plaats plek sinds snel te terwijl tijd
    toch toe tot tussen uit van vanaf vandaag veel vinden voor vraag waar waarbij want wat we week
    weinig wel wie wij wil willen worden wordt zal ze zeer zelf zich zij zijn zo zoekt zoeken zonder zou
    """.split()  # noqa: SIM905 (a list of 130 strings reads worse)
)
RELATED_WEIGHT = 0.6
PART_WEIGHT = 0.5  # "huiswerk" met in "huiswerkbegeleiding"
SHORTEST_PART = 5
SHORTEST_START = 4  # "drug" met in "drughulp"
FIELD_WEIGHTS = {"name": 1.5, "rubrics": 2.5, "target": 1.5, "description": 1.0}
SATURATION = 1.2
TELLING_SHARE = 0.15  # a word that more services use than this explains nothing
MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class ServiceText:
    name: str
    rubrics: str
    target: str
    description: str


@dataclass(frozen=True, slots=True)
class Relevance:
    """`score` from 0 (nothing in common) to 1 (the best compared); `matched` are words of the service."""

    score: float
    matched: tuple[str, ...]


def terms_of(need: str) -> dict[str, float]:
    """The stems to look for: weight 1 for what was said, less for words that services use for the same."""
    said = [stem(word) for word in words(need)]
    terms = dict.fromkeys(said, 1.0)
    for term in said:
        for known, related in _related().items():
            if term == known or (len(known) >= SHORTEST_START and term.startswith(known)):
                for other in related:
                    terms.setdefault(other, RELATED_WEIGHT)
    return terms


def relevance_of(texts: Mapping[str, ServiceText], need: str) -> dict[str, Relevance]:
    """How well each service answers the need, by id; those with nothing in common are left out.

    A rare word counts for more than a common one, a rubric for more than a description (as in BM25F). Give it
    more services than the filters leave: among a few, no word is rare.
    """
    bags = {key: bag_of(text) for key, text in texts.items()}
    frequency = Counter(token for bag in bags.values() for token in bag)
    wanted = _matching_tokens(terms_of(need), frequency)
    raw = {key: _gains(bag, wanted, frequency=frequency, total=len(bags)) for key, bag in bags.items()}
    best = max((sum(gains.values()) for gains in raw.values()), default=0.0)
    telling = {token for token, seen in frequency.items() if seen <= len(bags) * TELLING_SHARE}
    return {
        key: Relevance(sum(gains.values()) / best, _spoken(texts[key], gains, telling=telling))
        for key, gains in raw.items()
        if gains
    }


def words(text: str) -> list[str]:
    """The words that carry meaning, in lower case."""
    return [word for word in (found.lower() for found in WORD.findall(text)) if word not in STOP_WORDS]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The Dutch stem, so that "gesprekken" meets "gesprek"."""
    stemmed: str = _stemmer().stemWord(word)
    return stemmed


def _matching_tokens(terms: Mapping[str, float], vocabulary: Iterable[str]) -> dict[str, float]:
    """The tokens of the services that answer a term: the same stem, or a compound that holds it."""
    found: dict[str, float] = {}
    long_terms = [(term, weight) for term, weight in terms.items() if len(term) >= SHORTEST_PART]
    for token in vocabulary:
        part = max((weight for term, weight in long_terms if term in token), default=0.0) * PART_WEIGHT
        weight = max(terms.get(token, 0.0), part)
        if weight:
            found[token] = weight
    return found


def _gains(
    bag: Mapping[str, float], wanted: Mapping[str, float], *, frequency: Mapping[str, int], total: int
) -> dict[str, float]:
    """What each shared token adds to the score of a service."""
    return {
        token: weight * math.log(1 + total / frequency[token]) * bag[token] / (bag[token] + SATURATION)
        for token, weight in wanted.items()
        if token in bag
    }


@lru_cache(maxsize=5_000)
def bag_of(text: ServiceText) -> Mapping[str, float]:
    """The stems of a service with the weight of the fields they stand in."""
    bag: dict[str, float] = defaultdict(float)
    for field, weight in FIELD_WEIGHTS.items():
        for word in words(getattr(text, field)):
            bag[stem(word)] += weight
    return MappingProxyType(bag)


def _spoken(text: ServiceText, gains: Mapping[str, float], *, telling: set[str]) -> tuple[str, ...]:
    """The words, as the service itself writes them, of the three stems that say most."""
    written = {stem(word): word for field in FIELD_WEIGHTS for word in words(getattr(text, field))}
    stems = sorted(telling & gains.keys(), key=lambda token: (-gains[token], token))
    return tuple(written[each] for each in stems[:MOST_REASONS])


@cache
def _related() -> dict[str, tuple[str, ...]]:
    related: dict[str, list[str]] = defaultdict(list)
    for subject in yaml.safe_load(WORDS_FILE.read_text("utf-8")):
        for word in subject["says"]:
            related[stem(word.lower())] += [stem(other.lower()) for other in subject["finds"]]
    return {said: tuple(dict.fromkeys(found)) for said, found in related.items()}


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("dutch")
