"""Words of methods, books, authors and public bodies: they name nobody of the case and stay readable."""

from cases.pseudonymiser.forms import sign
from cases.pseudonymiser.letters import folded_words
from cases.pseudonymiser.rules import rule_phrases
from cases.pseudonymiser.words import Words

# By first and second word ("" when there is none): many begin with "de".
_PHRASES: dict[str, dict[str, list[tuple[str, ...]]]] = {}
for _kind in ("methods", "authors", "public_names"):
    for _line in rule_phrases(_kind):
        _words = folded_words(_line)
        _PHRASES.setdefault(_words[0], {}).setdefault("".join(_words[1:2]), []).append(_words)
_STARTS = sign(lambda form: form.folded in _PHRASES)


def shown_words(words: Words) -> set[int]:
    """Return the positions of such words in a text."""
    shown: set[int] = set()
    for at in words.at(_STARTS):
        phrases = _PHRASES[words.folded[at]]
        for phrase in (*phrases.get("".join(words.folded[at + 1 : at + 2]), ()), *phrases.get("", ())):
            if words.folded[at : at + len(phrase)] == phrase:
                shown.update(range(at, at + len(phrase)))
    return shown
