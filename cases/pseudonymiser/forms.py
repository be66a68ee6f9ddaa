"""What a written word tells by itself, looked up once in the life of a process and kept for the next text.

A layer registers a sign for the words it looks for. A text then knows where its signs stand, so that no layer
reads all words to find its few.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import count
from sys import intern
from typing import NamedTuple

from cases.pseudonymiser.letters import fold
from cases.pseudonymiser.lexicon import word_flags

# A form takes some 300 bytes; people use far fewer in a day.
_MOST = 30_000


class Form(NamedTuple):
    """A word as written: folded, its flags (flags.py), a capital first, capitals only, and the signs it bears."""

    folded: str
    flag: int
    capital: bool
    shouted: bool
    signs: tuple[int, ...] = ()


_COUNT = count()
_LISTED: dict[str, list[int]] = defaultdict(list)
_TOLD: list[tuple[int, Callable[[Form], bool]]] = []
_SORTED: list[Callable[[Form], int | None]] = []


def sign_of(words: Iterable[str]) -> int:
    """Return a new sign, borne by these folded words; for modules, while they are imported, as the next two."""
    FORMS.clear()
    new = next(_COUNT)
    for word in words:
        _LISTED[word].append(new)
    return new


def sign(tells: Callable[[Form], bool]) -> int:
    """Return a new sign, borne by every word of which `tells` holds."""
    FORMS.clear()
    new = next(_COUNT)
    _TOLD.append((new, tells))
    return new


def signs(kind_of: Callable[[Form], str], kinds: Sequence[str]) -> list[int]:
    """Return a new sign for each kind: a word bears that of the kind that `kind_of` gives, if it is one of them."""
    FORMS.clear()
    by_kind = {kind: next(_COUNT) for kind in kinds}
    _SORTED.append(lambda form: by_kind.get(kind_of(form)))
    return list(by_kind.values())


def _signs_of(form: Form) -> tuple[int, ...]:
    listed = _LISTED.get(form.folded, ())
    kinds = [kind for sort in _SORTED if (kind := sort(form)) is not None]
    return (*listed, *[sign for sign, tells in _TOLD if tells(form)], *kinds)


_SHARED: dict[tuple[int, ...], tuple[int, ...]] = {}


class _Forms(dict[str, Form]):
    """Forms by the word as written. Threads may share it: what one drops, another makes again."""

    def __missing__(self, word: str) -> Form:
        # "Hij" and "hij" share one string, and words that tell the same share one tuple: what is read often stays near.
        folded = intern(fold(word))
        bare = Form(folded, word_flags().get(folded, 0), word[0].isupper(), word.isupper() and len(word) > 1)
        borne = _signs_of(bare)
        if len(self) >= _MOST:
            self.clear()
        self[word] = form = bare._replace(signs=_SHARED.setdefault(borne, borne))
        return form


FORMS = _Forms()
