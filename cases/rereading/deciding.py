"""What a caregiver does with a finding: replace it, call it no name, take either back. All of it is in the trail."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from cases.actions import Marks, hidden_in, safe_text_in
from cases.models import Case, Finding, FindingState, TextReading
from cases.pseudonymiser import PseudonymiserError, Span
from cases.rereading.reading import forget_readings, stamp_of
from cases.rules import same_word
from cases.standing import Piece, pieces_of, typed
from cases.texts import Kept, kept_named
from cases.vault import keep_secrets, locked_vault
from cases.words import share_words, unshare_word
from organisations.trail import record

MOST_ROUNDS = 4


class TextChanged(ValueError):
    """The text is no longer the one that was read."""

    def __init__(self) -> None:
        super().__init__("Deze tekst is intussen gewijzigd. Wat er nu in staat, is bij het bewaren nagekeken.")


class StaysHidden(ValueError):
    """It cannot be shown again: it is somebody of the case, or a number that is certainly one."""

    def __init__(self) -> None:
        super().__init__("Dit blijft vervangen: het is iemand uit de casus, of een nummer dat vaststaat.")


@dataclass(frozen=True, kw_only=True)
class OpenText:
    """A stored text with its row locked, in pieces."""

    kept: Kept
    row: Any
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """As it was typed."""
        return typed(self.pieces)

    def words_of(self, finding: Finding) -> str:
        """The words that a finding points at."""
        return self.text[finding.start : finding.end]


def replace_found(case: Case, findings: Collection[Finding]) -> None:
    """Put tokens in the place of these findings, and change nothing else that stood readable.

    Raises TextChanged or PseudonymiserError; nothing is then kept (call in a transaction).
    """
    for reading, chosen in _by_text(findings):
        opened, others = _opened(case, reading), _others(reading, chosen)
        pieces = _rewrite(case, opened, hidden=chosen, left=others)
        gone = [*chosen, *(one for one in others if any(p.token and _touches_any(p, [one]) for p in pieces))]
        _decided(gone, FindingState.REPLACED)
        record("text.replaced", opened.row, case_id=case.id, findings=len(gone))


def dismiss_found(case: Case, finding: Finding, *, everywhere: bool) -> int:
    """Remember that these words are no name, in this case or in the whole organisation. Raises TextChanged.

    Returns how many findings that settles: the same words may stand in more texts.
    """
    words = _opened(case, finding.reading).words_of(finding)
    secrets = locked_vault(case)
    keep_secrets(case, secrets.dismissing((words,)))
    shared = share_words(case, [words], key=secrets.key) if everywhere else 0
    settled = _with_word(case, same_word(words), state=FindingState.OPEN)
    _decided(settled, FindingState.DISMISSED)
    record("text.dismissed", case, findings=len(settled), shared=shared)
    return len(settled)


def undo_decision(case: Case, finding: Finding) -> None:
    """As if nothing was decided. Raises TextChanged, StaysHidden or PseudonymiserError."""
    if finding.state == FindingState.REPLACED:
        opened = _opened(case, finding.reading)
        replaced = Finding.objects.filter(reading=finding.reading, state=FindingState.REPLACED)
        word = same_word(opened.words_of(finding))
        undone = [one for one in replaced if same_word(opened.words_of(one)) == word]
        _rewrite(case, opened, shown=undone, left=_others(finding.reading, undone))
    else:
        undone = _recall(case, finding)
    _decided(undone, FindingState.OPEN)
    record("text.decision_undone", case, findings=len(undone))


def take_back_word(case: Case, word: str) -> None:
    """A word may be a name after all, in this case and in the organisation; texts that hold it stay as they are."""
    secrets = locked_vault(case)
    kept = tuple(held for held in secrets.dismissed if same_word(held) != same_word(word))
    keep_secrets(case, replace(secrets, dismissed=kept))
    unshare_word(case, word)
    forget_readings(case)


def _recall(case: Case, finding: Finding) -> list[Finding]:
    word = same_word(_opened(case, finding.reading).words_of(finding))
    take_back_word(case, word)
    return _with_word(case, word, state=FindingState.DISMISSED)


def _by_text(findings: Iterable[Finding]) -> list[tuple[TextReading, list[Finding]]]:
    grouped: dict[TextReading, list[Finding]] = defaultdict(list)
    for finding in findings:
        grouped[finding.reading].append(finding)
    return list(grouped.items())


def _others(reading: TextReading, chosen: Collection[Finding]) -> list[Finding]:
    """What nobody decided about in this text, and what was called no name: it stays readable."""
    held = Finding.objects.filter(reading=reading).exclude(state=FindingState.REPLACED)
    return list(held.exclude(id__in=[finding.id for finding in chosen]))


def _opened(case: Case, reading: TextReading) -> OpenText:
    kept = kept_named(reading.text)
    row = kept.rows(case).select_for_update(of=("self",)).filter(id=reading.row_id).first()
    if row is None:
        raise TextChanged
    pieces = pieces_of(getattr(row, kept.field), key=locked_vault(case).key)
    opened = OpenText(kept=kept, row=row, pieces=pieces)
    if stamp_of(opened.text) != bytes(reading.stamp):
        raise TextChanged
    return opened


def _rewrite(
    case: Case,
    opened: OpenText,
    *,
    hidden: Collection[Finding] = (),
    shown: Collection[Finding] = (),
    left: Collection[Finding] = (),
) -> tuple[Piece, ...]:
    """Write the text again with `hidden` replaced or `shown` readable, and return its pieces.

    Checks that it reads back as it was typed, and that whatever was hidden still is.
    """
    must = [(p.start, p.end, p.label) for p in opened.pieces if p.token and not _touches_any(p, shown)]
    must += [(finding.start, finding.end, finding.label) for finding in hidden]
    chosen = {same_word(opened.words_of(finding)) for finding in hidden}
    others = [finding for finding in left if same_word(opened.words_of(finding)) not in chosen]
    words, found = _leaving(case, opened, [*others, *shown])
    added = tuple(m for m in must if not any(s.start <= m[0] and m[1] <= s.end for s in found))
    safe = safe_text_in(case, text=opened.text, marks=Marks(left=words, added=added), closed_too=True)
    pieces = pieces_of(safe, key=locked_vault(case).key)
    _check(opened, pieces, must=must, shown=shown)
    setattr(opened.row, opened.kept.field, safe)
    opened.row.save(update_fields=[opened.kept.field])
    return pieces


def _leaving(case: Case, opened: OpenText, ranges: Collection[Finding]) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """The words to leave so that these places stay readable, and what is then found.

    What is found there may be longer than the finding, and shorter once that is left; a few rounds settle it.
    """
    secrets, words = locked_vault(case), tuple[str, ...]()
    for _ in range(MOST_ROUNDS):
        found = hidden_in(case, text=opened.text, secrets=secrets, marks=Marks(left=words)).spans
        touching = {opened.text[s.start : s.end] for s in found if _touches_any(s, ranges)}
        if touching <= set(words):
            break
        words = tuple(sorted(touching | set(words)))
    return words, found


def _check(
    opened: OpenText, pieces: tuple[Piece, ...], *, must: Collection[tuple[int, int, str]], shown: Collection[Finding]
) -> None:
    tokens = [piece for piece in pieces if piece.token]
    if typed(pieces) != opened.text:
        raise PseudonymiserError("the rewritten text does not read back as it was typed")
    hidden = {at for piece in tokens for at in range(piece.start, piece.end)}
    for start, end, _ in must:
        if any(opened.text[at].isalnum() and at not in hidden for at in range(start, end)):
            raise PseudonymiserError("what was hidden would become readable")
    if any(_touches_any(piece, shown) for piece in tokens):
        raise StaysHidden


def _touches_any(piece: Piece | Span, findings: Collection[Finding]) -> bool:
    return any(piece.start < finding.end and finding.start < piece.end for finding in findings)


def _with_word(case: Case, word: str, *, state: FindingState) -> list[Finding]:
    """The findings of this case in this state that point at a word; those of changed texts are left alone."""
    held = Finding.objects.filter(case=case, state=state).select_related("reading")
    found = []
    for reading, findings in _by_text(held):
        try:
            opened = _opened(case, reading)
        except TextChanged:
            continue
        found += [finding for finding in findings if same_word(opened.words_of(finding)) == word]
    return found


def _decided(findings: Iterable[Finding], state: FindingState) -> None:
    moment = None if state == FindingState.OPEN else timezone.now()
    ids = [finding.id for finding in findings]
    Finding.objects.filter(id__in=ids).update(state=state, decided_at=moment)
