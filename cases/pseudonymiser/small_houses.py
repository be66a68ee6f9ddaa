"""Houses whose name is an ordinary word, where no capital shows it: "naar de zonnebloem", "JUF VAN DE WISSEL"."""

from collections.abc import Iterator

from cases.pseudonymiser.announced import KIN, TITLES
from cases.pseudonymiser.compounds import is_compound, is_slip_of_word
from cases.pseudonymiser.flags import FIRST, WORD
from cases.pseudonymiser.forms import Form
from cases.pseudonymiser.rules import rule_words
from cases.pseudonymiser.spans import Candidate
from cases.pseudonymiser.spelling import is_spoken
from cases.pseudonymiser.words import Words

_STRENGTH = 36
_LEADING = frozenset(
    ("bij", "naar", "van", "uit", "via", "voor", "op", "in", "door", "tussen", "aan", "chez", "vanuit")
)
_NAMES = rule_words("house_names")
# Words that are as often the thing: a house behind "naar", or behind who works there.
_DOUBTFUL = rule_words("doubtful_house_names")
_STAFF = rule_words("house_staff")
_NO_HOUSE = rule_words("no_house_names") | rule_words("people_of_a_house") | rule_words("official_words") | KIN | TITLES
_ABOUT_SCHOOL = rule_words("about_school")
_NEAR = 8
_ARTICLES = frozenset(("de", "het", "den", "t"))


def _is_unknown(form: Form) -> bool:
    word = form.folded
    odd = form.flag == 0 and len(word) > 4 and not is_compound(word)
    return odd and not is_spoken(word) and not is_slip_of_word(word)


def small_houses_in(words: Words) -> Iterator[Candidate]:
    """Yield an article and the name of a house behind it, in small letters or among capitals only."""
    if words.cased and not any(words.shouted):
        return
    for at in words.among(_ARTICLES):
        if not 0 < at < len(words) - 1 or words.gaps[at] != " ":
            continue
        plain = words.cased and not words.shouted[at + 1]
        if plain or words.capital[at] != words.capital[at + 1]:
            continue
        if _is_house(words, at):
            yield Candidate(words.starts[at], words.ends[at + 1], _label(words, at), _STRENGTH)


def _is_house(words: Words, at: int) -> bool:
    word, before = words.folded[at + 1], words.folded[at - 1]
    joined = words.gaps[at - 1] in (" ", " '", " ’", "'")
    if word in _NAMES:
        return joined and (before in _LEADING or before in _STAFF)
    if not joined or before not in _LEADING or words.gaps[at + 1][:1] == "-":
        return False
    if not words.flags[at + 1]:
        return words.folded[at] != "t" and _is_unknown(Form(word, 0, capital=False, shouted=False))
    if word in _DOUBTFUL and (before == "naar" or _is_about_school(words, at)):
        return True
    return before == "van" and _has_staff(words, at) and word not in _NO_HOUSE and bool(words.flags[at + 1] & WORD)


def _has_staff(words: Words, at: int) -> bool:
    """Whether somebody who works in a house, or a first name, stands before "van de": "directeur van de wissel"."""
    if at < 2 or words.gaps[at - 2] != " ":
        return False
    who, flag = words.folded[at - 2], words.flags[at - 2]
    return who in _STAFF or bool(flag & FIRST and not flag & WORD and len(who) > 2)


def _is_about_school(words: Words, at: int) -> bool:
    return any(word in _ABOUT_SCHOOL for word in words.folded[max(0, at - _NEAR) : at + _NEAR])


def _label(words: Words, at: int) -> str:
    return "SCHOOL" if _is_about_school(words, at) else "ORGANISATION"
