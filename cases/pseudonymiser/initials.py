"""People by their initials: "S.K.", and a single "Z." where the sentence goes on behind it."""

from collections.abc import Iterator

from cases.pseudonymiser.announced import KIN, TITLES
from cases.pseudonymiser.forms import sign
from cases.pseudonymiser.here import Here
from cases.pseudonymiser.rules import rule_words
from cases.pseudonymiser.spans import Candidate
from cases.pseudonymiser.starts import LIKELY, VERBS
from cases.pseudonymiser.words import Words

_BEFORE = rule_words("before_initials") | KIN | TITLES
_ABBREVIATED = rule_words("dotted_abbreviations")

_INITIAL = sign(lambda form: form.capital and len(form.folded) == 1)


def initials_in(words: Words) -> list[Candidate]:
    """Return initials that stand for somebody, with their dots."""
    found, done = [], -1
    for at in words.at(_INITIAL):
        if at <= done:
            continue
        done = at
        while done + 1 < len(words) and words.gaps[done] in (".", ". ") and Here(words, done + 1).is_initial():
            done += 1
        if _stand_for_somebody(words, at, done):
            dotted = words.gaps[done][:1] == "."
            found.append(Candidate(words.starts[at], words.ends[done] + dotted, "PERSON", LIKELY))
    return [*found, *_same_initial(words, found)]


def _same_initial(words: Words, found: list[Candidate]) -> Iterator[Candidate]:
    """Yield single initials of somebody whose initials the text gave before: "N.P." and then "N. bij moeder"."""
    first = {words.text[piece.start] for piece in found}
    taken = {piece.start for piece in found}
    for at in words.at(_INITIAL) if first else ():
        if words.raw[at] in first and words.starts[at] not in taken and words.gaps[at] == ". ":
            before = words.gaps[at - 1] if at else " "
            if before in (" ", ", ", ". ", "") and not (at + 1 < len(words) and words.capital[at + 1]):
                yield Candidate(words.starts[at], words.ends[at] + 1, "PERSON", LIKELY)


def _stand_for_somebody(words: Words, first: int, last: int) -> bool:
    dotted = words.gaps[last][:1] == "."
    if last > first:
        return dotted and "".join(words.folded[first : last + 1]) not in _ABBREVIATED
    here = Here(words, first)
    if here.before in _BEFORE and (dotted or here.before in KIN):
        return True
    ahead = here.next()
    if not dotted or ahead is None or here.gap_after != ". " or ahead.capital:
        return False
    return here.before != "" or (ahead.word in VERBS and here.opens)
