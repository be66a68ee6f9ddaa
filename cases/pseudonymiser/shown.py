"""Words of methods, books, authors and public bodies: they name nobody of the case and stay readable."""

from collections.abc import Iterable, Sequence

from cases.pseudonymiser.forms import sign
from cases.pseudonymiser.letters import folded_words
from cases.pseudonymiser.rules import rule_phrases

# By first and second word ("" when there is none): many begin with "de".
_PHRASES: dict[str, dict[str, list[tuple[str, ...]]]] = {}
for _kind in ("methods", "authors", "public_names"):
    for _line in rule_phrases(_kind):
        _words = folded_words(_line)
        _PHRASES.setdefault(_words[0], {}).setdefault("".join(_words[1:2]), []).append(_words)
MAY_BE_SHOWN = sign(lambda form: form.folded in _PHRASES)


def shown_places(folded: Sequence[str], starts: Iterable[int]) -> set[int]:
    """Return the positions of such words in a text; they start at words that may be shown."""
    shown: set[int] = set()
    last = len(folded) - 1
    for at in starts:
        phrases = _PHRASES[folded[at]]
        second = folded[at + 1] if at < last else ""
        if second in phrases or "" in phrases:
            for phrase in (*phrases.get(second, ()), *phrases.get("", ())):
                if folded[at : at + len(phrase)] == phrase:
                    shown.update(range(at, at + len(phrase)))
    return shown
