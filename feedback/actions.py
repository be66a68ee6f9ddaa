"""Reporting a claim, taking that back, answering: all text is pseudonymised before it is kept."""

from collections.abc import Collection
from dataclasses import replace

from django.utils import timezone

from assistant.models import Claim
from cases.actions import Marks, hidden_in, safe_text_in
from cases.pseudonymiser import SafeText
from cases.vault import keep_secrets, locked_vault
from feedback.models import ClaimFeedback, FeedbackState, Reason
from feedback.public import public_words
from organisations.models import Membership


class AlreadyAnswered(ValueError):
    """What was answered stays: somebody worked on it."""

    def __init__(self) -> None:
        super().__init__("Deze melding is intussen beantwoord en blijft staan. Lees het antwoord hieronder.")


def report_claim(by: Membership, claim: Claim, *, reason: Reason, comment: str = "") -> ClaimFeedback:
    """Report a claim; reporting it again before the answer changes the report. Raises as safe_text_in."""
    case = claim.analysis.case
    cited = claim.citations.first()
    report, _ = ClaimFeedback.objects.update_or_create(
        claim=claim,
        by=by,
        state=FeedbackState.OPEN,
        defaults={
            "case": case,
            "reason": reason,
            "comment": safe_text_in(case, text=comment) if comment.strip() else None,
            "slug": cited.slug if cited else "",
        },
    )
    return report


def take_back(feedback: ClaimFeedback) -> None:
    """Remove an own report. Call with the row locked. Raises AlreadyAnswered."""
    if not feedback.is_open:
        raise AlreadyAnswered
    feedback.delete()


def answer_feedback(by: Membership, feedback: ClaimFeedback, *, answer: str) -> ClaimFeedback:
    """Answer, or answer better; to who reported it it is new. Raises PseudonymiserError, nothing kept."""
    feedback.answer = _safe_answer(feedback, text=answer)
    feedback.state = FeedbackState.ANSWERED
    feedback.answered_by, feedback.answered_at, feedback.seen_at = by, timezone.now(), None
    feedback.save()
    return feedback


def _safe_answer(feedback: ClaimFeedback, *, text: str) -> SafeText:
    """As safe_text_in, but for closed cases too, and with names that the cited source says: authors are public."""
    case = feedback.case
    secrets = locked_vault(case)
    hidden = hidden_in(case, text=text, secrets=secrets)
    found = {text[span.start : span.end] for span in hidden.spans}
    if public := public_words(found, feedback.claim, key=secrets.key):
        hidden = hidden_in(case, text=text, secrets=secrets, marks=Marks(left=public))
    keep_secrets(case, replace(secrets, key=hidden.key))
    return hidden.safe


def mark_seen(rows: Collection[ClaimFeedback]) -> None:
    """She has these answers before her: they no longer wait at Vandaag."""
    new = [row.id for row in rows if not row.is_open and row.seen_at is None]
    ClaimFeedback.objects.filter(id__in=new).update(seen_at=timezone.now())
