"""The terms under which texts are indexed and by which questions look for them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.rules.compounds import Splitter, common_dutch
from knowledge.rules.languages import language_of, translated
from knowledge.rules.typos import meant_words
from knowledge.rules.words import other_forms, stem, stopwords, words_of

PART_WEIGHT = 0.4
"""What a part of a compound counts beside the whole word."""
OTHER_FORM = 0.8
"""What another form of the same verb counts."""
QUESTION_LIMIT = 2000
"""Characters of a question that are looked at; the rest of a pasted page adds noise, not meaning."""
MOST_WORDS = 64


@dataclass(frozen=True)
class Term:
    """One term of a question: alternatives for the same word share a group, of which the best counts."""

    text: str
    weight: float
    group: int
    word: str


@dataclass(frozen=True)
class Vocabulary:
    """The words of the knowledge that can be found from here, and what its abbreviations stand for."""

    words: frozenset[str]
    acronyms: Mapping[str, str]
    splitter: Splitter = field(compare=False)
    ordered: Sequence[str] = field(compare=False, repr=False)

    @classmethod
    def of(cls, words: frozenset[str], acronyms: Mapping[str, str]) -> "Vocabulary":
        """Build one; costs about 20 ms for 15,000 words (half a second more the first time in a process)."""
        return cls(words=words, acronyms=acronyms, splitter=Splitter(words), ordered=sorted(words))


def index_terms(text: str, *, splitter: Splitter) -> Counter[str]:
    """The weighted terms of a text: stems count 1 for each occurrence, parts of compounds PART_WEIGHT."""
    found: Counter[str] = Counter()
    ignored = stopwords("nl")
    for word in words_of(text):
        if word not in ignored:
            found[stem(word)] += 1
            for part in splitter.parts(word):
                if part not in ignored:
                    found[stem(part)] += PART_WEIGHT  # type: ignore[assignment]
    return found


@dataclass(frozen=True)
class Asked:
    """A question analysed: its terms and the language it is in (nl, en, fr)."""

    terms: tuple[Term, ...]
    language: str

    @property
    def foreign(self) -> bool:
        """Whether it is not in Dutch."""
        return self.language != "nl"


def analysed(question: str, *, vocabulary: Vocabulary) -> Asked:
    """What to look for: stems, parts of compounds, meanings of abbreviations, corrections, translations."""
    words = list(dict.fromkeys(words_of(question[:QUESTION_LIMIT])))[: MOST_WORDS * 2]
    language = language_of(words, dutch=vocabulary.words)
    ignored = stopwords("nl") | stopwords(language)
    subjects = [word for word in words if word not in ignored][:MOST_WORDS]
    found = [(word, _alternatives(word, vocabulary=vocabulary, guess=language == "nl")) for word in subjects]
    if language != "nl":
        dutch = translated(words, language=language)
        found += [(", ".join(same), _equals(same, vocabulary=vocabulary)) for same in dutch]
    terms = (
        Term(text, weight, group, word)
        for group, (word, weights) in enumerate(found)
        for text, weight in sorted(weights.items())
    )
    return Asked(tuple(terms), language)


def question_terms(question: str, *, vocabulary: Vocabulary) -> tuple[Term, ...]:
    """The terms alone, as `analysed` gives them."""
    return analysed(question, vocabulary=vocabulary).terms


def _alternatives(word: str, *, vocabulary: Vocabulary, guess: bool) -> dict[str, float]:
    weights = _with_parts(word, vocabulary=vocabulary, weight=1.0)
    _keep(weights, {stem(form): OTHER_FORM for form in other_forms(word)})
    for part in vocabulary.acronyms.get(word, "").split():
        _keep(weights, _with_parts(part, vocabulary=vocabulary, weight=0.7))
    if guess and word not in vocabulary.words and not vocabulary.splitter.parts(word):
        for meant in meant_words(word, vocabulary=vocabulary.ordered, common=common_dutch()):
            _keep(weights, _with_parts(meant, vocabulary=vocabulary, weight=0.8))
    return weights


def _equals(words: list[str], *, vocabulary: Vocabulary) -> dict[str, float]:
    weights: dict[str, float] = {}
    for word in words:
        _keep(weights, _with_parts(word, vocabulary=vocabulary, weight=0.9))
    return weights


def _with_parts(word: str, *, vocabulary: Vocabulary, weight: float) -> dict[str, float]:
    weights = {stem(word): weight}
    for part in vocabulary.splitter.parts(word):
        if part not in stopwords("nl"):
            _keep(weights, {stem(part): weight * PART_WEIGHT})
    return weights


def _keep(weights: dict[str, float], more: Mapping[str, float]) -> None:
    for text, weight in more.items():
        weights[text] = max(weight, weights.get(text, 0.0))
