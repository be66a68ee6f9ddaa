"""The doors to feedback: her own, or any of the organisation for an editor."""

from uuid import UUID

from django.http import Http404

from feedback.models import ClaimFeedback
from organisations.models import Membership, Role


def own_feedback(membership: Membership, feedback_id: UUID) -> ClaimFeedback:
    """What she reported herself, locked until the transaction ends; Http404 otherwise."""
    found: ClaimFeedback | None = (
        ClaimFeedback.objects.select_for_update().filter(id=feedback_id, by=membership).first()
    )
    if found is None:
        raise Http404
    return found


def feedback_for_editor(membership: Membership, feedback_id: UUID) -> ClaimFeedback:
    """Any feedback of the organisation, for an editor, locked; Http404 for all others.

    Opens the claim, its citations and the comment, and no door to the case.
    """
    rows = ClaimFeedback.objects.select_related("claim", "by", "answered_by").select_for_update(of=("self",))
    found: ClaimFeedback | None = rows.prefetch_related("claim__citations").filter(id=feedback_id).first()
    if found is None or not membership.has(Role.EDITOR):
        raise Http404
    return found
