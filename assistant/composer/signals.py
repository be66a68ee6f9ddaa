"""Which dangers a note may point at: a signal is raised to be checked by a person, never concluded."""

import re
from collections.abc import Sequence
from functools import lru_cache

from knowledge.queries.articles import ArticleFacts
from knowledge.rules.words import fold, stem, words_of


@lru_cache(maxsize=2048)
def _pattern(signal: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in words_of(signal))


def signs_in(text: str, article: ArticleFacts) -> list[str]:
    """The signals of this article that the text shows, as the article words them.

    A signal of several words counts when its stems stand within one sentence, close together. A denial ("geen
    suïcidegedachten") counts too: it says that somebody thought of it, and a person should judge.
    """
    sentences = [[stem(word) for word in words_of(part)] for part in re.split(r"[.!?\n]+", fold(text))]
    return [signal for signal in article.signals if any(_stands_in(_pattern(signal), words) for words in sentences)]


def _stands_in(wanted: Sequence[str], words: Sequence[str]) -> bool:
    if not wanted:
        return False
    window = len(wanted) + 3
    starts = (start for start, word in enumerate(words) if word in wanted)
    return any(set(wanted) <= set(words[start : start + window]) for start in starts)
