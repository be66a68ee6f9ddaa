"""Recognises French and English questions and translates their domain words into Dutch ones."""

from collections.abc import Collection, Sequence
from functools import cache
from importlib import resources

import snowballstemmer

from knowledge.rules.words import stopwords, words_of

FOREIGN = {"en": "english", "fr": "french"}
LONGEST_PHRASE = 4


def language_of(words: Sequence[str], *, dutch: Collection[str] = ()) -> str:
    """nl, en or fr, by the small words that only that language has.

    Without any small word the language of which most words can be translated, if most are not `dutch`; else
    Dutch.
    """
    counts = {code: sum(word in _only(code) for word in words) for code in ("nl", "en", "fr")}
    if not any(counts.values()):
        strange = [word for word in words if word not in dutch]
        counts = {code: sum((_stem(word, code),) in _lexicon(code) for word in strange) for code in FOREIGN}
        counts["nl"] = len(words) // 2
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] > counts["nl"] else "nl"


def translated(words: list[str], *, language: str) -> list[list[str]]:
    """For each known word or phrase of the question, the Dutch words for it, longest phrases first."""
    known, stems = _lexicon(language), [_stem(word, language) for word in words]
    found: list[list[str]] = []
    start = 0
    while start < len(stems):
        for size in range(min(LONGEST_PHRASE, len(stems) - start), 0, -1):
            dutch = known.get(tuple(stems[start : start + size]))
            if dutch:
                found.append(dutch)
                break
        else:
            size = 1
        start += size
    return found


@cache
def _only(code: str) -> frozenset[str]:
    """The small words of one language that the other two do not share."""
    others = {"nl", "en", "fr"} - {code}
    return stopwords(code).difference(*(stopwords(other) for other in others))


@cache
def _lexicon(language: str) -> dict[tuple[str, ...], list[str]]:
    """Phrase (stemmed) -> Dutch words, from lines 'foreign, foreign = dutch, dutch'."""
    text = resources.files("knowledge.lexicon").joinpath(f"translations_{language}.txt").read_text(encoding="utf-8")
    entries: dict[tuple[str, ...], list[str]] = {}
    for line in text.splitlines():
        foreign, equals, dutch = line.partition("=")
        if equals and not line.startswith("#"):
            for phrase in foreign.split(","):
                key = tuple(_stem(word, language) for word in words_of(phrase))
                entries.setdefault(key, []).extend(words_of(dutch.replace(",", " ")))
    return {key: list(dict.fromkeys(words)) for key, words in entries.items()}


def _stem(word: str, language: str) -> str:
    return str(_stemmer(language).stemWord(word))


@cache
def _stemmer(language: str) -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer(FOREIGN[language])
