"""In what manner a sign stands in a note: said as it is, denied, of long ago, or of somebody else."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.rules.note import Note, Place

BEFORE, AFTER = 4, 2
"""How many words before and after a sign are looked at."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DENIES = _words("geen niet nooit zonder ontkent ontkende ontkennen evenmin noch nergens")
BREAKS = _words("of omdat want dat maar als toen alleen waarom enkel zodat terwijl")
"""A word after which a denial no longer reaches: 'ze weet niet of', 'niet alleen'."""
LONG_AGO = _words("vroeger destijds ooit verleden kleuter peuter")
AGO = _words("jaar jaren")
OTHERS = _words(
    "vader moeder papa mama oom tante nonkel grootvader grootmoeder opa oma buurman buurvrouw klasgenoot vriend "
    "vriendin neef nicht broer zus stiefvader stiefmoeder medebewoner partner collega leerkracht buur"
)
HERSELF = _words("jongere kind meisje jongen dochter zoon hij ze zij hem ik")


class Manner(StrEnum):
    """How a sign is meant to be read."""

    SAID = "said"
    LONG_AGO = "long_ago"
    OF_ANOTHER = "of_another"
    DENIED = "denied"


@dataclass(frozen=True)
class Sign:
    """A sign as the source words it, where it stands in the note, and in what manner."""

    text: str
    place: Place
    manner: Manner


def manner_of(note: Note, place: Place, *, sign: str = "") -> Manner:
    """The manner in which the words at this place are said; words of the sign itself do not deny it."""
    words = note.words[place.sentence]
    own = set(sign.lower().split())
    if _denied(words, place, own):
        return Manner.DENIED
    if _long_ago(words, place):
        return Manner.LONG_AGO
    return Manner.OF_ANOTHER if _of_another(words, place) else Manner.SAID


def _denied(words: tuple[str, ...], place: Place, own: set[str]) -> bool:
    lead = words[max(0, place.first - BEFORE) : place.first]
    inside = words[place.first : place.last + 1]
    tail = words[place.last + 1 : place.last + 1 + AFTER]
    for reach in (lead, inside):
        for at, word in enumerate(reach):
            if word in DENIES - own and not BREAKS & set(reach[at + 1 :]):
                return True
    return bool(tail) and bool({"niet", "nooit"} & set(tail) - own) and not BREAKS & set(tail)


def _long_ago(words: tuple[str, ...], place: Place) -> bool:
    if LONG_AGO & set(words):
        return True
    return any(word == "geleden" and AGO & set(words[max(0, at - 2) : at]) for at, word in enumerate(words))


def _of_another(words: tuple[str, ...], place: Place) -> bool:
    """Whether the nearest person before the sign, in the same sentence, is not the young person."""
    people = [word for word in words[: place.first] if word in OTHERS | HERSELF]
    return bool(people) and people[-1] in OTHERS
