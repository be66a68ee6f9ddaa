"""Which dangers a note may point at: a signal is raised to be checked by a person, never concluded."""

import re
from collections.abc import Sequence
from functools import lru_cache

from knowledge.queries.articles import ArticleFacts
from knowledge.rules.words import fold, stem, words_of

WHOLE_WORD = 8  # letters from which a longer word that starts the same is taken to mean the same

Word = tuple[str, str]


def _words(text: str) -> list[Word]:
    return [(word, stem(word)) for word in words_of(text)]


@lru_cache(maxsize=2048)
def _pattern(signal: str) -> tuple[Word, ...]:
    return tuple(_words(fold(signal)))


def signs_in(text: str, article: ArticleFacts) -> list[str]:
    """The signals of this article that the text shows, as the article words them.

    A signal of several words counts when its words stand within one sentence, close together, in any form; long
    ones also at the start of a compound (zelfmoordgedachten). A denial ("geen suïcidegedachten") counts too: it says
    that somebody thought of it, and a person should judge.
    """
    sentences = [_words(part) for part in re.split(r"[.!?\n]+", fold(text))]
    return [signal for signal in article.signals if any(_stands_in(_pattern(signal), words) for words in sentences)]


def _stands_in(wanted: Sequence[Word], words: Sequence[Word]) -> bool:
    if not wanted:
        return False
    window = len(wanted) + 3
    met = [{one for one in wanted if _means(one, word)} for word in words]
    return any(set(wanted) <= set().union(*met[at : at + window]) for at, found in enumerate(met) if found)


def _means(wanted: Word, word: Word) -> bool:
    return wanted[1] == word[1] or (len(wanted[0]) >= WHOLE_WORD and word[0].startswith(wanted[0]))
