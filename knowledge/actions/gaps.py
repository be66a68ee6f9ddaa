"""Questions without an answer: filed by who asked, answered or declined by an editor."""

from django.utils import timezone

from cases.pseudonymiser import SafeText
from knowledge.models import GapState, KnowledgeGap
from knowledge.rules.asking import as_one
from knowledge.rules.passages import fingerprint
from organisations.models import Membership


def file_gap(membership: Membership, question: SafeText) -> KnowledgeGap:
    """Put the question on the editors' list of the organisation in scope, or count it once more when it stands there.

    Spaces, capitals and the mark at the end make no other question. One that was answered opens again, since its
    source was not found; one that was declined stays so. Raises ValueError on an empty question.
    """
    mark = fingerprint(as_one(question.for_model()))
    if not question.for_model().strip():
        raise ValueError("a gap needs a question")
    now = timezone.now()
    gap, new = KnowledgeGap.objects.select_for_update().get_or_create(
        fingerprint=mark, defaults={"question": question, "asked_by": membership, "last_asked_at": now}
    )
    if not new:
        gap.times, gap.last_asked_at = gap.times + 1, now
        if gap.state == GapState.ANSWERED:
            gap.state = GapState.OPEN
        gap.save()
    return gap


def answer_gap(by: Membership, gap: KnowledgeGap, *, slug: str) -> None:
    """This source answers it; `slug` names a source that is in force."""
    _decide(by, gap, state=GapState.ANSWERED, slug=slug, reason="")


def decline_gap(by: Membership, gap: KnowledgeGap, *, reason: str) -> None:
    """No source will come, and why."""
    _decide(by, gap, state=GapState.DECLINED, slug="", reason=reason)


def reopen_gap(by: Membership, gap: KnowledgeGap) -> None:
    """Back on the list of open questions."""
    _decide(by, gap, state=GapState.OPEN, slug="", reason="")


def _decide(by: Membership, gap: KnowledgeGap, *, state: GapState, slug: str, reason: str) -> None:
    gap.state, gap.slug, gap.reason = state, slug, reason
    gap.decided_by, gap.decided_at = by, timezone.now()
    gap.save()
