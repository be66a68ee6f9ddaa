"""What waits to be decided, with enough of the text around it to judge; tokens stay tokens."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count
from django.utils import timezone

from cases.models import Case, Finding, FindingState
from cases.permissions import cases_open_to
from cases.pseudonymiser import PseudonymiserError
from cases.rereading.reading import stamp_of
from cases.rules import same_word
from cases.standing import Piece, pieces_of, typed
from cases.texts import Kept, kept_named
from cases.vault import Secrets, read_vault
from cases.words import shared_among
from organisations.models import Membership

AROUND = 140
"""Code points of the text on each side."""
DECIDED_FOR = timedelta(hours=24)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """The first place of these words in a text, in the clear as they stand in the record, with what stands around."""

    finding: Finding
    before: str
    words: str
    after: str
    times: int


@dataclass(frozen=True, kw_only=True)
class FoundText:
    """One text with what was found in it."""

    word: str
    when: date
    findings: tuple[Shown, ...]
    note_id: Any


def found_in(case: Case, *, state: FindingState = FindingState.OPEN) -> list[FoundText]:
    """The texts of a case with findings in this state, newest text first.

    Forgets findings in texts that changed since, and open ones that were called no name elsewhere in the meantime.
    """
    held = Finding.objects.filter(case=case, state=state).select_related("reading")
    if state != FindingState.OPEN:
        held = held.filter(decided_at__gt=timezone.now() - DECIDED_FOR)
    grouped: dict[Any, list[Finding]] = {}
    for finding in held:
        grouped.setdefault(finding.reading_id, []).append(finding)
    secrets = read_vault(case) if grouped else Secrets()
    texts = [_found(case, findings, secrets) for findings in grouped.values()]
    return sorted((text for text in texts if text), key=lambda text: text.when, reverse=True)


def texts_waiting(case: Case) -> int:
    """In how many texts of this case something waits; one query."""
    return Finding.objects.filter(case=case, state=FindingState.OPEN).values("reading").distinct().count()


def cases_waiting(membership: Membership) -> list[Case]:
    """Her own cases in which something waits, each with `texts_waiting`; one query."""
    mine = cases_open_to(membership).filter(assignments__membership=membership).values("id")
    found = Case.objects.filter(id__in=mine, findings__state=FindingState.OPEN)
    return list(found.annotate(texts_waiting=Count("findings__reading", distinct=True)).order_by("pseudonym"))


def _found(case: Case, findings: list[Finding], secrets: Secrets) -> FoundText | None:
    reading = findings[0].reading
    kept = kept_named(reading.text)
    row = kept.rows(case).filter(id=reading.row_id).first()
    try:
        pieces = pieces_of(getattr(row, kept.field), key=secrets.key) if row else ()
    except PseudonymiserError:
        pieces = ()
    text = typed(pieces)
    if row is None or stamp_of(text) != bytes(reading.stamp):
        Finding.objects.filter(id__in=[finding.id for finding in findings]).delete()
        return None
    places: dict[str, list[Finding]] = {}
    for finding in _unsettled(findings, text, secrets):
        places.setdefault(same_word(text[finding.start : finding.end]), []).append(finding)
    shown = tuple(_shown(same[0], text, pieces, times=len(same)) for same in places.values())
    return (
        FoundText(word=kept.word, when=_when(row, kept), findings=shown, note_id=_note_id(kept, row)) if shown else None
    )


def _unsettled(findings: list[Finding], text: str, secrets: Secrets) -> list[Finding]:
    waiting = [finding for finding in findings if finding.state == FindingState.OPEN]
    shared = set(shared_among({text[f.start : f.end] for f in waiting}, key=secrets.key))
    settled = [finding.id for finding in waiting if text[finding.start : finding.end] in shared]
    Finding.objects.filter(id__in=settled).delete()
    return [finding for finding in findings if finding.id not in settled]


def _shown(finding: Finding, text: str, pieces: tuple[Piece, ...], *, times: int) -> Shown:
    return Shown(
        finding=finding,
        before=_tail(piece for piece in _between(pieces, 0, finding.start)),
        words=text[finding.start : finding.end],
        after=_head(piece for piece in _between(pieces, finding.end, len(text))),
        times=times,
    )


def _between(pieces: tuple[Piece, ...], start: int, end: int) -> list[Piece]:
    """The pieces of a stretch; words are cut at its ends, a token is there whole or not at all."""
    found = []
    for piece in pieces:
        left, right = max(piece.start, start), min(piece.end, end)
        if left < right and (not piece.token or piece.start >= start):
            words = piece.words if piece.token else piece.words[left - piece.start : right - piece.start]
            found.append(Piece(left, right, words, token=piece.token))
    return found


def _tail(pieces: Iterable[Piece]) -> str:
    said, room = "", AROUND
    for piece in reversed(list(pieces)):
        if not piece.token and len(piece.words) > room:
            return "…" + piece.words[-room:].partition(" ")[2] + said
        said, room = piece.readable + said, room - len(piece.readable)
        if room <= 0:
            return f"… {said}"
    return said


def _head(pieces: Iterable[Piece]) -> str:
    said, room = "", AROUND
    for piece in pieces:
        if not piece.token and len(piece.words) > room:
            return said + piece.words[:room].rpartition(" ")[0] + "…"
        said, room = said + piece.readable, room - len(piece.readable)
        if room <= 0:
            return f"{said} …"
    return said


def _when(row: Any, kept: Kept) -> date:
    moment = getattr(row, kept.moment)
    return timezone.localdate(moment) if isinstance(moment, datetime) else moment


def _note_id(kept: Kept, row: Any) -> Any:
    """For a link to its place on the case page."""
    return row.id if kept.model._meta.model_name == "note" else None
