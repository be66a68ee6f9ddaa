"""What the analysis page shows of feedback, without the assistant knowing of it."""

from collections.abc import Sequence
from typing import Any

from django import template

from assistant.models import Claim
from feedback.models import ClaimFeedback, FeedbackState
from feedback.queries import Choice, FeedbackFilter, choices_for, feedback_by_claim

register = template.Library()


@register.inclusion_tag("feedback/_of_claim.html", takes_context=True)
def feedback_of(context: dict[str, Any], claim: Claim, given: Sequence[ClaimFeedback] | None = None) -> dict[str, Any]:
    """What was reported about this claim and what was answered; one query for all claims of a page.

    `given` hands over the rows when a page has them already.
    """
    if given is None:
        given = _of_analysis(context["request"], claim)
    return {
        "given": given,
        "names": context.get("names"),
        "organisation": context["organisation"],
        "membership": context["membership"],
    }


def _of_analysis(request: Any, claim: Claim) -> Sequence[ClaimFeedback]:
    """Kept on the request: nothing in a context lasts over the includes in which the claims are drawn."""
    held = request.__dict__.setdefault("feedback_by_analysis", {})
    if claim.analysis_id not in held:
        held[claim.analysis_id] = feedback_by_claim(claim.analysis_id)
    found: Sequence[ClaimFeedback] = held[claim.analysis_id].get(claim.id, ())
    return found


@register.simple_tag
def reported_sources() -> Sequence[Choice]:
    """What reports say of sources, for the editors' room: open reports by source, most first."""
    return choices_for(FeedbackFilter(state=FeedbackState.OPEN)).sources
