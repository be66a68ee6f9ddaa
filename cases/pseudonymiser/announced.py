"""Names that a word before them announces: "juf Els", "zus noor", "heet Bilal", "groetjes kaat"."""

import re
from functools import lru_cache

from cases.pseudonymiser.compounds import is_compound
from cases.pseudonymiser.flags import FIRST, FOREIGN, FRENCH, NAME, PLACE, PROPER, SURNAME, WORD
from cases.pseudonymiser.forms import sign
from cases.pseudonymiser.here import Here
from cases.pseudonymiser.rules import rule_phrases, rule_words
from cases.pseudonymiser.words import Words

TITLES = rule_words("titles")
KIN = rule_words("kinship")
GREETINGS = rule_words("greetings")
CLOSINGS = rule_words("closings")
INTERFIXES = rule_words("interfixes")
_INTRODUCE = rule_words("introductions")
_NO_SURNAMES = TITLES | KIN | rule_words("no_house_names")
_LEADERS = TITLES | KIN | _INTRODUCE | GREETINGS | CLOSINGS
_SHORT_TITLES = rule_words("short_titles")
_DRAWN_OUT = re.compile(r"(\w)\1+")
_DIRECT = frozenset((" ", ". ", ".", "  ", "\u00a0", " = ", "=", ": ", "-"))
_LOOSE = frozenset((" (", ", ", " '", ' "', " “", " ‘"))
_PREPOSITIONS = frozenset(("in", "op", "aan", "bij", "te", "en"))
_MOST_INTERFIXES = 4
_BEHIND_VERB = frozenset((" ", ": ", " '", ' "', " “", " ‘"))
_BEHIND_GREETING = frozenset((" ", "  ", "\u00a0", "-", "\n"))
_ROLES = {role: line.split(" ")[0] for line in rule_phrases("roles") for role in line.split(" ")}


def is_announced(here: Here) -> bool:
    """Whether a title, a kinship word, a verb of naming or a greeting makes a name of this word."""
    if not here.at:
        return False
    leader = here.words.folded[here.at - 1]
    if leader not in _LEADERS and _plain(leader) not in GREETINGS:
        return False
    if leader in TITLES or leader in KIN:
        return _fits_behind(here, leader)
    if leader in _INTRODUCE and here.gap in _BEHIND_VERB:
        return _fits(here, direct=True, kin=False)
    greeted = (leader in GREETINGS or _plain(leader) in GREETINGS) and here.gap in _BEHIND_GREETING
    closed = leader in CLOSINGS and here.gap.strip(" ,\n.-:)(!xX") == ""
    return (greeted or closed) and _may_be_greeted(here)


@lru_cache(maxsize=20_000)
def _plain(word: str) -> str:
    """Return a greeting without its drawn-out letters: "heeeey" -> "hey"."""
    return _DRAWN_OUT.sub(r"\1", word)


LEADS = sign(lambda form: form.folded in _LEADERS or _plain(form.folded) in GREETINGS)


def role_of(words: Words, at: int) -> str:
    """Return the role that the word before a name gives ("broer", "leerkracht"), or ""."""
    return _ROLES.get(words.folded[at - 1], "") if at and words.gaps[at - 1] in (" ", ". ") else ""


def _fits_behind(here: Here, leader: str) -> bool:
    if (
        here.word in TITLES
        or (here.word in KIN and not (here.capital and here.flag & FIRST))
        or not (here.gap in _DIRECT or here.gap in _LOOSE)
    ):
        return False
    if here.gap in (". ", ".") and leader not in _SHORT_TITLES:
        return False
    return _fits(here, direct=here.gap in _DIRECT, kin=leader in KIN)


def _fits(here: Here, *, direct: bool, kin: bool) -> bool:
    if here.word in INTERFIXES and not here.capital and not here.words.cased:
        return direct and (not kin or _names_a_family(here)) and _leads_to_surname(here)
    if here.capital and here.word in INTERFIXES:
        ahead = here.next()
        return direct and ahead is not None and ahead.capital and here.shouted == ahead.shouted
    if here.capital and not here.shouted:
        if direct and not kin:
            return not (here.flag & PROPER and not here.flag & NAME)
        return bool(here.flag & NAME) or not here.flag & (WORD | PROPER | PLACE)
    if here.flag & FIRST:
        return direct or not here.flag & WORD
    if direct and here.flag & SURNAME and not here.flag & (WORD | PLACE | (FOREIGN if kin else FRENCH)):
        return True
    if not direct or here.flag & (WORD | FOREIGN | PROPER):
        return here.shouted and direct and bool(here.flag & SURNAME)
    return len(here.word) > 2 and not is_compound(here.word)


def _names_a_family(here: Here) -> bool:
    return here.words.folded[here.at - 1] in ("familie", "fam", "gezin", "pleeggezin")


def _leads_to_surname(here: Here) -> bool:
    """Whether small "van den" goes before a surname, as in "mevr. de smet"; not "mevrouw de rechter"."""
    at, bound = here.at, min(len(here.words) - 1, here.at + _MOST_INTERFIXES)
    if here.word in _PREPOSITIONS:
        return False
    while at < bound and here.words.folded[at] in INTERFIXES and here.words.gaps[at] == " ":
        at += 1
    word, flag = here.words.folded[at], here.words.flags[at]
    possessed = here.word == "van" and at == here.at + 1 and flag & FIRST
    doubtful = _names_a_family(here) and flag & WORD
    return bool(flag & SURNAME) and not (possessed or doubtful or word in _NO_SURNAMES)


def _may_be_greeted(here: Here) -> bool:
    if here.capital and not here.shouted:
        return bool(here.flag & NAME) or not here.flag & (WORD | FOREIGN | PROPER)
    if here.flag & WORD and not here.words.opens[here.at - 1]:
        return False
    unknown = here.flag == 0 and len(here.word) > 2 and not is_compound(here.word)
    return bool(here.flag & FIRST) or unknown
