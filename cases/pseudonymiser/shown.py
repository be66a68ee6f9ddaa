"""Words of methods, books, authors and public bodies: they name nobody of the case and stay readable."""

from collections.abc import Iterable, Sequence

from cases.pseudonymiser.forms import sign_of
from cases.pseudonymiser.letters import folded_words
from cases.pseudonymiser.rules import rule_phrases

# By its longest word, the rarest: how many words stand before that, and the phrase.
_PHRASES: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
for _kind in ("methods", "authors", "public_names"):
    for _line in rule_phrases(_kind):
        _words = folded_words(_line)
        _longest = max(_words, key=len)
        _PHRASES.setdefault(_longest, []).append((_words.index(_longest), _words))
OF_SHOWN = sign_of(_PHRASES)


def shown_places(folded: Sequence[str], longest: Iterable[int]) -> set[int]:
    """Return the positions of such words in a text, given those of the words that bear OF_SHOWN."""
    shown: set[int] = set()
    for at in longest:
        for before, phrase in _PHRASES[folded[at]]:
            place = range(at - before, at - before + len(phrase))
            if place.start >= 0 and folded[place.start : place.stop] == phrase:
                shown.update(place)
    return shown
