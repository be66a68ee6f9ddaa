"""Counts which three letters make a word look like a name: python -m cases.pseudonymiser.build_spelling.

Reads words.txt.gz and nothing else; build_lexicons runs it as its last step. The weight of three letters is the
logarithm of how much more often they occur in first names than in Dutch words, in tenths.
"""

import gzip
from collections import Counter
from collections.abc import Iterable, Iterator
from math import log

from cases.pseudonymiser.flags import FIRST, FOREIGN, NAME, WORD
from cases.pseudonymiser.lexicon import word_flags
from cases.pseudonymiser.rules import LEXICONS
from cases.pseudonymiser.spelling import threes

_SHORTEST = 4
# Added to each count, so that three letters never seen weigh something.
_PRIOR = 0.5


def write_spelling(flags: dict[str, int]) -> None:
    """Write lexicons/spelling.txt.gz: lines "weight three three ...", the first line without any for the unseen."""
    long = [(word, value) for word, value in flags.items() if len(word) >= _SHORTEST]
    names = _counts(word for word, value in long if value & FIRST and not value & (WORD | FOREIGN))
    words = _counts(word for word, value in long if value & WORD and not value & NAME)
    text = "".join(f"{line}\n" for line in _lines(names, words))
    (LEXICONS / "spelling.txt.gz").write_bytes(gzip.compress(text.encode(), mtime=0))


def _counts(words: Iterable[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for word in words:
        counts.update(threes(word))
    return counts


def _lines(names: Counter[str], words: Counter[str]) -> Iterator[str]:
    known = sorted(names.keys() | words.keys())
    in_names = names.total() + _PRIOR * len(known)
    in_words = words.total() + _PRIOR * len(known)

    def weight(three: str) -> int:
        return round(10 * log((names[three] + _PRIOR) / in_names * in_words / (words[three] + _PRIOR)))

    by_weight: dict[int, list[str]] = {}
    for three in known:
        by_weight.setdefault(weight(three), []).append(three)
    yield str(weight(""))
    for value in sorted(by_weight):
        yield f"{value} {' '.join(by_weight[value])}"


if __name__ == "__main__":
    write_spelling(word_flags())
