"""The door to an analysis goes through the door of its case; a question is for who asked it."""

from typing import Literal
from uuid import UUID

from django.http import Http404

from assistant.models import Analysis, Claim, Question
from cases.permissions import case_for
from organisations.models import Membership
from organisations.trail import record


def analysis_for(membership: Membership, analysis_id: UUID, *, to: Literal["read", "write"]) -> Analysis:
    """The analysis, when she may see its case; Http404 otherwise. Reading is recorded as analysis.read."""
    analysis = Analysis.objects.select_related("case__team", "asked_by").filter(id=analysis_id).first()
    if analysis is None:
        raise Http404
    case_for(membership, analysis.case_id, to="write")
    if to == "read":
        record("analysis.read", analysis)
    return analysis


def claim_for(membership: Membership, claim_id: UUID) -> Claim:
    """The claim, when she may see its case; Http404 otherwise."""
    claim = Claim.objects.select_related("analysis__case__team").filter(id=claim_id).first()
    if claim is None:
        raise Http404
    case_for(membership, claim.analysis.case_id, to="write")
    return claim


def question_for(membership: Membership, question_id: UUID) -> Question:
    """Her own question; Http404 for anybody else's, as if it were not there."""
    found = Question.objects.filter(id=question_id, asked_by=membership).first()
    if found is None:
        raise Http404
    return found
