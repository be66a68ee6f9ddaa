"""Words of methods, books, authors and public bodies: they name nobody of the case and stay readable."""

from cases.pseudonymiser.forms import sign
from cases.pseudonymiser.letters import folded_words
from cases.pseudonymiser.rules import rule_phrases
from cases.pseudonymiser.words import Words

_PHRASES: dict[str, list[tuple[str, ...]]] = {}
for _kind in ("methods", "authors", "public_names"):
    for _line in rule_phrases(_kind):
        _words = folded_words(_line)
        _PHRASES.setdefault(_words[0], []).append(_words)
_STARTS = sign(lambda form: form.folded in _PHRASES)


def shown_words(words: Words) -> set[int]:
    """Return the positions of such words in a text."""
    shown: set[int] = set()
    for at in words.at(_STARTS):
        for phrase in _PHRASES[words.folded[at]]:
            if words.folded[at : at + len(phrase)] == phrase:
                shown.update(range(at, at + len(phrase)))
    return shown
