"""Reading the stored texts of a case again; what is found waits for a caregiver, and no text changes."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cases.actions import hidden_in, policy_of
from cases.models import Case, Finding, FindingState, TextReading
from cases.pseudonymiser import PseudonymiserError, SafeText, Span
from cases.rereading.version import reading_version
from cases.standing import Piece, pieces_of, typed
from cases.texts import Kept, kept_texts
from cases.vault import Secrets, read_vault
from organisations.keys import blind_index, index_keys
from organisations.trail import record


@dataclass(kw_only=True)
class Reading:
    """How a reading went: texts read, texts that today's version had read already, texts it could not read."""

    cases: int = 0
    read: int = 0
    known: int = 0
    failed: int = 0
    texts_with_findings: int = 0
    labels: Counter[str] = field(default_factory=Counter)


def forget_readings(case: Case | None = None) -> None:
    """Have the next reading take every text again, of one case or of the organisation: it may find other things."""
    held = TextReading.objects.filter(case=case) if case else TextReading.objects.all()
    held.update(version="")


def read_case(case: Case, *, into: Reading) -> None:
    """Read what an older version read, and count it in `into`. Call in scope.

    Raises Vault.DoesNotExist when the case was erased. Costs what pseudonymising the texts costs; a text that cannot
    be read is counted and tried again next time.
    """
    secrets, version, index = read_vault(case), reading_version(policy_of(case)), index_keys()[0]
    held = {(row.text, row.row_id): row for row in TextReading.objects.filter(case=case)}
    before = into.read
    into.cases += 1
    for kept, row_id, safe in _texts(case):
        reading = held.get((kept.name, row_id)) or TextReading(case=case, text=kept.name, row_id=row_id, stamp=b"")
        try:
            _read_text(case, safe, reading=reading, version=version, secrets=secrets, index=index, into=into)
        except PseudonymiserError:
            into.failed += 1
    if into.read > before:
        record("case.reread", case, texts=into.read - before)


def stamp_of(text: str, *, key: bytes = b"") -> bytes:
    """A keyed hash of a text as typed: another stamp means that offsets in it no longer hold."""
    return blind_index(f"{len(text)} {text}", key=key or index_keys()[0])


def stamp_anew(case: Case, *, secrets: Secrets, was: bytes, now: bytes) -> None:
    """Put stamps under another key for the index; one that does not fit its text now stays unfit."""
    held = {(row.text, row.row_id): row for row in TextReading.objects.filter(case=case)}
    for kept, row_id, safe in _texts(case) if held else ():
        row = held.get((kept.name, row_id))
        text = typed(pieces_of(safe, key=secrets.key)) if row else ""
        if row and bytes(row.stamp) == stamp_of(text, key=was):
            TextReading.objects.filter(id=row.id).update(stamp=stamp_of(text, key=now))


def _texts(case: Case) -> Iterator[tuple[Kept, Any, SafeText]]:
    for kept in kept_texts():
        for row_id, safe in kept.rows(case).values_list("id", kept.field):
            yield kept, row_id, safe


def _read_text(
    case: Case,
    safe: SafeText,
    *,
    reading: TextReading,
    version: str,
    secrets: Secrets,
    index: bytes,
    into: Reading,
) -> None:
    pieces = pieces_of(safe, key=secrets.key)
    text = typed(pieces)
    stamp = stamp_of(text, key=index)
    if reading.version == version and bytes(reading.stamp) == stamp:
        into.known += 1
        return
    spans = hidden_in(case, text=text, secrets=secrets).spans
    found = [piece for span in spans for piece in _in_sight(span, pieces)]
    if bytes(reading.stamp) != stamp:
        Finding.objects.filter(reading=reading).delete()
    reading.version, reading.stamp = version, stamp
    reading.save()
    Finding.objects.filter(reading=reading, state=FindingState.OPEN).delete()
    Finding.objects.bulk_create(
        Finding(case=case, reading=reading, start=start, end=end, label=label) for start, end, label in found
    )
    into.read += 1
    into.texts_with_findings += bool(found)
    into.labels.update(label for _, _, label in found)


def _in_sight(span: Span, pieces: tuple[Piece, ...]) -> Iterator[tuple[int, int, str]]:
    """What of a span stands readable in the record: outside the tokens, without the signs around it."""
    for piece in pieces:
        start, end = max(piece.start, span.start), min(piece.end, span.end)
        words = piece.words[start - piece.start : end - piece.start] if start < end else ""
        if piece.token or words == span.token or not any(sign.isalnum() for sign in words):
            continue
        left = next(at for at, sign in enumerate(words) if sign.isalnum())
        right = next(at for at, sign in enumerate(reversed(words)) if sign.isalnum())
        yield start + left, end - right, span.label
