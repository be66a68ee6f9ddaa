"""Pure decisions about cases: who may see one, what it is called, which parts of a name can be searched."""

import random
import re
from collections.abc import Collection

QUALITIES = (
    "Rustige", "Zachte", "Heldere", "Stille", "Groene", "Gouden", "Zilveren", "Blauwe", "Rode", "Warme",
    "Frisse", "Hoge", "Brede", "Wilde", "Lichte", "Vroege", "Late", "Kleine", "Grote", "Ronde",
    "Zonnige", "Dappere", "Trouwe", "Vrije", "Verre", "Nieuwe", "Open", "Sterke", "Fijne", "Milde",
)  # fmt: skip
THINGS = (
    "Beuk", "Berk", "Els", "Esdoorn", "Linde", "Wilg", "Eik", "Den", "Lijster", "Merel", "Mees",
    "Zwaluw", "Reiger", "Kievit", "Wulp", "Uil", "Heuvel", "Beek", "Vijver", "Rivier", "Duin", "Heide",
    "Weide", "Varen", "Klaver", "Distel", "Brem", "Bries", "Wolk", "Regenboog", "Kiezel", "Leisteen",
    "Schelp", "Vuurtoren", "Brug", "Ster",
)  # fmt: skip


def proposed_pseudonym(*, taken: Collection[str], chance: random.Random | None = None) -> str:
    """A name that says nothing about anyone and is not in `taken` (compared without case)."""
    chance = chance or random.SystemRandom()
    used = {name.casefold() for name in taken}
    free = [
        f"{quality} {thing}" for quality in QUALITIES for thing in THINGS if f"{quality} {thing}".casefold() not in used
    ]
    return chance.choice(free) if free else f"{chance.choice(QUALITIES)} {chance.choice(THINGS)} {len(used)}"


def may_see(*, assigned: bool, in_her_team: bool, is_caregiver: bool, is_coach: bool, team_sees_all: bool) -> bool:
    """The need-to-know: a coach sees her teams' cases, a caregiver her own and, by policy, her teams'."""
    if is_coach and in_her_team:
        return True
    return is_caregiver and (assigned or (in_her_team and team_sees_all))


def searchable_names(names: Collection[str]) -> set[str]:
    """Whole names and their parts of two letters or more, lower case: what a colleague may type to find the case."""
    whole = {" ".join(name.casefold().split()) for name in names}
    parts = {part for name in whole for part in re.split(r"[\s'-]+", name) if len(part) > 1}
    return {name for name in whole | parts if name}


def names_in(text: str, *, names: Collection[str]) -> bool:
    """Whether one of these names, or a part of it that could be searched, stands in this text as a word."""
    return not searchable_names(names).isdisjoint(searchable_names([text]))


def age_on(*, birth_year: int, year: int) -> int:
    """The age reached in `year`, in years, never negative."""
    return max(0, year - birth_year)


def same_word(word: str) -> str:
    """The form under which two spellings are one word: without case, blanks collapsed."""
    return " ".join(word.casefold().split())


def may_be_shared(word: str) -> bool:
    """Whether a word may be called no name in a whole organisation: a word or a few, never a number."""
    return 1 < len(word) <= 60 and any(c.isalpha() for c in word) and not any(c.isdigit() or c == "@" for c in word)
