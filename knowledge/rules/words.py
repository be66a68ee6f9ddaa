"""Turns Dutch text into the words and stems by which it is found."""

import re
import unicodedata
from functools import lru_cache
from importlib import resources

import snowballstemmer

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s\b")
_INSIDE = re.compile(r"[-'’]")
_STEMMER = snowballstemmer.stemmer("dutch")
SHORTEST_STEMMED = 4
LONGEST_WORD = 60
ENDINGS = ("t", "de", "den")
SHORTEST = 4


def fold(text: str) -> str:
    """Lower case, without accents and ligatures, so that 'Crèche' and 'creche' are the same word."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(char for char in plain if not unicodedata.combining(char)).lower()


def words_of(text: str) -> list[str]:
    """The folded words in order; a hyphenated word gives itself joined and its parts: a-document, document.

    A possessive s goes ("CLB's" is "clb"); words longer than LONGEST_WORD are not words.
    """
    found: list[str] = []
    for word in _WORD.findall(fold(text)):
        if word.isalnum():
            found.append(word)
        else:
            found += _parts(word)
    return [word for word in found if len(word) <= LONGEST_WORD]


def _parts(word: str) -> list[str]:
    parts = [part for part in _INSIDE.split(_POSSESSIVE.sub("", word)) if part]
    return ["".join(parts), *parts] if len(parts) > 1 else parts


@lru_cache(maxsize=60_000)
def stem(word: str) -> str:
    """The Dutch stem of a folded word; short words and acronyms stay as they are."""
    if len(word) < SHORTEST_STEMMED or word[0].isdigit():
        return word
    return str(_STEMMER.stemWord(word))


@lru_cache(maxsize=4)
def stopwords(language: str) -> frozenset[str]:
    """The words of this language (nl, en, fr) that carry no subject."""
    text = resources.files("knowledge.lexicon").joinpath(f"stopwords_{language}.txt").read_text(encoding="utf-8")
    return frozenset(fold(text).split())


def other_forms(word: str) -> list[str]:
    """What a finite verb may be derived from, which the stemmer leaves as it is: weigert, weigerde -> weiger."""
    return [word[: -len(ending)] for ending in ENDINGS if word.endswith(ending) and len(word) - len(ending) >= SHORTEST]
