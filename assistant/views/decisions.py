"""Deciding about one claim: taken over, adapted or rejected with a reason; and taking that back."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from assistant.actions.analyses import decide, undo_decision
from assistant.forms import AdaptForm, RejectForm
from assistant.models import Claim, Verdict
from assistant.permissions import claim_for
from cases.actions import CaseClosed
from cases.pseudonymiser import PseudonymiserError
from cases.views.keeping import NOT_NOW
from organisations.requests import MemberRequest

ADAPT, REJECT = "Aanpassing bewaren", "Verwerpen"


@require_POST
def claim_decide(request: MemberRequest, claim_id: UUID) -> HttpResponse:
    """Take it over as it stands."""
    claim = claim_for(request.membership, claim_id)
    decide(request.membership, claim, verdict=Verdict.TAKEN_OVER)
    return _back(request, claim)


@require_POST
def claim_undo(request: MemberRequest, claim_id: UUID) -> HttpResponse:
    """As if nothing was decided."""
    claim = claim_for(request.membership, claim_id)
    undo_decision(claim)
    return _back(request, claim)


def claim_adapt(request: MemberRequest, claim_id: UUID) -> HttpResponse:
    """Her own wording of it."""
    claim = claim_for(request.membership, claim_id)
    form = AdaptForm(request.POST or None, initial={"text": str(claim.text)})
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                decide(request.membership, claim, verdict=Verdict.ADAPTED, adapted=form.cleaned_data["text"])
            return _kept(request, claim)
        except (PseudonymiserError, CaseClosed) as refused:
            return _refused(request, claim, form, refused, verb=ADAPT, title="Aanpassen")
    return _form(request, claim, form, verb=ADAPT, title="Aanpassen")


def claim_reject(request: MemberRequest, claim_id: UUID) -> HttpResponse:
    """Why it does not fit."""
    claim = claim_for(request.membership, claim_id)
    form = RejectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                decide(request.membership, claim, verdict=Verdict.REJECTED, reason=form.cleaned_data["reason"])
            return _kept(request, claim)
        except (PseudonymiserError, CaseClosed) as refused:
            return _refused(request, claim, form, refused, verb=REJECT, title=REJECT)
    return _form(request, claim, form, verb=REJECT, title=REJECT)


def _refused(
    request: MemberRequest,
    claim: Claim,
    form: AdaptForm | RejectForm,
    refused: PseudonymiserError | CaseClosed,
    *,
    verb: str,
    title: str,
) -> HttpResponse:
    """The form with her words still in it, and why they were not kept."""
    closed = isinstance(refused, CaseClosed)
    form.add_error(None, str(refused) if closed else NOT_NOW)
    page = _form(request, claim, form, verb=verb, title=title)
    if not request.htmx:
        page.status_code = 409 if closed else 503
    return page


def _form(request: MemberRequest, claim: Claim, form: AdaptForm | RejectForm, *, verb: str, title: str) -> HttpResponse:
    context = {"claim": claim, "case": claim.analysis.case, "form": form, "verb": verb, "title": title}
    template = "assistant/_decide.html" if request.htmx else "assistant/decide.html"
    return render(request, template, context, status=422 if form.errors and not request.htmx else 200)


def _kept(request: MemberRequest, claim: Claim) -> HttpResponse:
    """The message also lets the browser forget what it kept of the form."""
    messages.success(request, "Je beslissing is bewaard.", f"claim-{claim.id}")
    return _back(request, claim)


def _back(request: MemberRequest, claim: Claim) -> HttpResponse:
    page = reverse("analysis", kwargs={"organisation": request.organisation.slug, "analysis_id": claim.analysis_id})
    return redirect(f"{page}#claim-{claim.id}")
