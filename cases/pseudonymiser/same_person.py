"""Whether two mentions can be one person: by what follows the first name, and by the role the text gives."""

from cases.pseudonymiser.key import prefix_of
from cases.pseudonymiser.rules import rule_words
from cases.pseudonymiser.slips import is_one_slip

_INTERFIXES = rule_words("interfixes")
# Said of anybody, beside whatever else somebody is.
_ANYBODY = frozenset(("PERSOON", "FAMILIENAAM", "MEVROUW", "MENEER"))


def names_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether folded names with the same first word do not contradict each other: "emma d" and "emma dierickx"."""
    fewer, more = sorted((_behind_first(one), _behind_first(other)), key=len)
    return all(any(_is_same(word, known) for known in more) for word in fewer)


def roles_agree(one: str, other: str) -> bool:
    """Whether somebody can have both roles: the same one, or one that anybody can have."""
    first, second = prefix_of(one), prefix_of(other)
    if {first, second} == {"MEVROUW", "MENEER"}:
        return False
    return first == second or first in _ANYBODY or second in _ANYBODY


def _behind_first(words: tuple[str, ...]) -> list[str]:
    return [word for word in words[1:] if word not in _INTERFIXES or len(word) == 1]


def _is_same(word: str, known: str) -> bool:
    initial = len(word) == 1 or len(known) == 1
    return word[0] == known[0] if initial else word == known or (len(known) > 4 and is_one_slip(word, known))
