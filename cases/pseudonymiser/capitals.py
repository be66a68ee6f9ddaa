"""Names of houses and firms that only their capital gives away: "bij Zonnebloem", "zijn werkgever, Transport Claes"."""

from collections.abc import Iterator

from cases.pseudonymiser.announced import INTERFIXES, KIN, TITLES
from cases.pseudonymiser.flags import FIRST, FOREIGN, PROPER, SEEN, WORD
from cases.pseudonymiser.forms import Form, sign
from cases.pseudonymiser.rules import rule_words
from cases.pseudonymiser.spans import Candidate
from cases.pseudonymiser.starts import BRANDS, NEVER
from cases.pseudonymiser.words import Words

_STRENGTH = 36
_LEADING = frozenset(("bij", "naar", "van", "uit", "via", "voor", "op", "in", "door", "tussen", "aan", "chez"))
_WORK = rule_words("work_words")
_KEPT = rule_words("official_words") | rule_words("generic_institutions") | BRANDS | NEVER | KIN | TITLES
_BETWEEN = frozenset((" ", "-", " & ", " + ", "'", "’"))
# How many words back somebody's work may be named.
_NEAR = 7
_LONGEST = 5


def _may_start(form: Form) -> bool:
    named = form.folded in _KEPT or form.folded in INTERFIXES or form.flag & FIRST
    return form.capital and not (form.shouted or named)


_MAY_START = sign(_may_start)


def capitals_in(words: Words) -> list[Candidate]:
    """Return names of ordinary or unknown words with a capital inside a sentence, behind a preposition."""
    if not words.cased:
        return []
    return [
        Candidate(words.starts[at], words.ends[last], "ORGANISATION", _STRENGTH)
        for at in _starts(words)
        if (last := _last(words, at)) >= at
    ]


def _starts(words: Words) -> Iterator[int]:
    for at in words.at(_MAY_START):
        if words.opens[at] or at in words.shown or len(words.raw[at]) < 3:
            continue
        working = _is_at_work(words, at)
        led = words.folded[at - 1] in _LEADING and words.gaps[at - 1] == " " and not words.capital[at - 1]
        if working or _is_proper_pair(words, at) or (led and (_is_ordinary(words, at) or _is_foreign_pair(words, at))):
            yield at


def _is_ordinary(words: Words, at: int) -> bool:
    """Whether a word needs no capital of its own, so that the one it has makes it a name."""
    return bool(words.flags[at] & WORD) and not words.flags[at] & PROPER


def _is_proper_pair(words: Words, at: int) -> bool:
    """Whether a proper noun and an ordinary word follow each other with capitals: "Sahara Corner"."""
    if at + 1 >= len(words) or words.gaps[at] != " " or not words.flags[at] & PROPER or words.flags[at] & WORD:
        return False
    follows, flag = words.folded[at + 1], words.flags[at + 1]
    odd = words.capital[at + 1] and not words.shouted[at + 1] and follows not in _KEPT
    return odd and bool(flag & (WORD | FOREIGN)) and not flag & PROPER


def _is_foreign_pair(words: Words, at: int) -> bool:
    """Whether two words of another language have a capital: "Boxing Club", "Maison Verte"."""
    follows = at + 1 < len(words) and words.capital[at + 1] and words.gaps[at] == " "
    return follows and bool(words.flags[at] & FOREIGN) and not words.flags[at] & PROPER


def _is_at_work(words: Words, at: int) -> bool:
    """Whether somebody's work is named before "bij" or a comma: then any capital names the employer."""
    bound = words.gaps[at - 1]
    if not ((words.folded[at - 1] in ("bij", "voor", "via") and bound == " ") or bound in (", ", ": ")):
        return False
    first = max(0, at - _NEAR)
    near = [back for back in range(first, at) if words.folded[back] in _WORK]
    if not near or any(words.opens[back] for back in range(near[-1] + 1, at + 1)):
        return False
    known = words.flags[at] & (WORD | PROPER | SEEN | FOREIGN) or not words.flags[at]
    return bool(known) and (bound == " " or near[-1] == at - 1)


def _last(words: Words, at: int) -> int:
    last = at
    while (
        last + 1 < len(words) and last - at < _LONGEST and words.gaps[last] in _BETWEEN and last + 1 not in words.shown
    ):
        ahead = last + 1
        if words.folded[ahead] in INTERFIXES and ahead + 1 < len(words) and words.capital[ahead + 1]:
            last = ahead + 1
        elif words.capital[ahead] or words.folded[ahead] in ("bv", "nv", "bvba"):
            last = ahead
        else:
            break
    return last
