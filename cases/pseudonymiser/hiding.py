"""The public face: find what identifies somebody, hide it behind tokens, and show it again."""

import re
import sys
from bisect import bisect_right
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from cases.pseudonymiser.deadline import Deadline
from cases.pseudonymiser.gender import gender_said
from cases.pseudonymiser.growing import Growing
from cases.pseudonymiser.key import Key
from cases.pseudonymiser.layers import candidates_in
from cases.pseudonymiser.merge import merge
from cases.pseudonymiser.policy import Policy
from cases.pseudonymiser.readable import left_readable
from cases.pseudonymiser.safe_text import PseudonymiserError, SafeText, _seal
from cases.pseudonymiser.spans import LABELS, Candidate, Span
from cases.pseudonymiser.tokens import escape, read, write

_DEFAULT = Policy()
_BY_HAND = 1000

Added = Collection[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Hidden:
    """The text that may be stored, the grown key, and what was found where."""

    safe: SafeText
    key: Key
    spans: tuple[Span, ...]


def find(
    text: str, *, key: Key, dismissed: Collection[str] = (), added: Added = (), policy: Policy = _DEFAULT
) -> tuple[Span, ...]:
    """Return the spans that hide would hide, in order, without overlap; the arguments are those of hide."""
    return hide(text, key=key, dismissed=dismissed, added=added, policy=policy).spans


def hide(
    text: str, *, key: Key, dismissed: Collection[str] = (), added: Added = (), policy: Policy = _DEFAULT
) -> Hidden:
    """Return the text with every identifier behind a token, and the key that can show it again.

    `dismissed` are words the caregiver called no name, compared without case, with all within; a person of the key
    that she named herself and an identifier with a valid check digit stay hidden all the same. `added` are
    (start, end, label) marks of hers: the same words elsewhere in the text are hidden too.
    Raises PseudonymiserError when anything goes wrong or takes longer than the policy allows: nothing may
    then be stored or sent.
    """
    with _failing_closed():
        deadline = Deadline(policy.seconds)
        by_hand = _added(text, added)
        found = candidates_in(text, key=key, policy=policy, deadline=deadline)
        no_name = _places_of(text, dismissed)
        kept = [c for c in found if c.checked or not _lies_within(c, no_name)] if no_name else found
        deadline.check()
        return _rendered(text, merge(text, [*by_hand, *kept]), key=key, policy=policy, deadline=deadline)


def reveal(safe: SafeText, *, key: Key) -> str:
    """Return the exact text that was hidden; PseudonymiserError when the key is not the case's."""
    with _failing_closed():
        forms = {entry.token: entry.forms for entry in key.entries}
        return read(safe.text, surface=lambda body, form: forms[body][form])


@contextmanager
def _failing_closed() -> Iterator[None]:
    try:
        yield
    except PseudonymiserError:
        raise
    except Exception as problem:
        # The message of the cause may quote the text: only its kind goes on.
        raise PseudonymiserError(f"pseudonymising failed: {type(problem).__name__}") from None


def _places_of(text: str, dismissed: Collection[str]) -> list[tuple[int, int]]:
    """Return where dismissed words stand; what lies within is no name either ("Sofie" in a dismissed "Sofie Claes")."""
    phrases = ["\\s+".join(map(re.escape, word.split())) for word in dismissed if word.strip()]
    if not phrases:
        return []
    longest_first = "|".join(sorted(phrases, key=len, reverse=True))
    return [match.span() for match in re.finditer(rf"(?i)(?<!\w)(?:{longest_first})(?!\w)", text)]


def _lies_within(found: Candidate, places: list[tuple[int, int]]) -> bool:
    at = bisect_right(places, (found.start, sys.maxsize)) - 1
    return at >= 0 and found.end <= places[at][1]


def _added(text: str, added: Added) -> list[Candidate]:
    found = []
    for start, end, label in added:
        if not 0 <= start < end <= len(text) or label not in LABELS:
            raise PseudonymiserError("a mark lies outside the text or has an unknown label")
        found.append(Candidate(start, end, label, _BY_HAND + 1, checked=True))
        found.extend(_same_words(text, text[start:end], label))
    return found


def _same_words(text: str, surface: str, label: str) -> Iterator[Candidate]:
    at = text.find(surface)
    while at >= 0:
        end = at + len(surface)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            yield Candidate(at, end, label, _BY_HAND, checked=True)
        at = text.find(surface, end)


def _rendered(text: str, found: list[Candidate], *, key: Key, policy: Policy, deadline: Deadline) -> Hidden:
    growing = Growing(key)
    parts: list[str] = []
    spans: list[Span] = []
    done = 0
    for piece in found:
        deadline.check()
        surface = text[piece.start : piece.end]
        if left_readable(piece, policy=policy):
            spans.append(Span(piece.start, piece.end, piece.label, surface))
            continue
        gender = gender_said(text, piece) if piece.label == "PERSON" else ""
        body, form = growing.place(piece, surface, gender=gender)
        token = write(body, form=0)
        spans.append(Span(piece.start, piece.end, piece.label, token))
        parts += (escape(text[done : piece.start]), write(body, form=form) if form else token)
        done = piece.end
    parts.append(escape(text[done:]))
    return Hidden(_seal("".join(parts)), growing.key(), tuple(spans))
