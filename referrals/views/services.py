"""Searching services, one service, keeping it with a case."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from cases.actions import CaseClosed
from cases.models import Case
from cases.permissions import CARE, case_for, cases_open_to
from cases.pseudonymiser import PseudonymiserError
from cases.vault import read_vault
from cases.views.cases import NOT_NOW
from organisations.models import Membership
from organisations.permissions import needs
from organisations.requests import MemberRequest
from referrals.actions.referrals import consider, move_referral
from referrals.forms import SearchForm
from referrals.models import Referral, ReferralState, Service
from referrals.queries import Found, facts_of, newest_wait, rubrics_here, search_services, wait_in_words
from referrals.rules import Filters, why

PER_PAGE = 20
MOST_FOUND = 200


def services(request: MemberRequest) -> HttpResponse:
    """The search page; from a case it starts with what the case already says."""
    case = _case_of(request)
    asked = bool(request.GET.keys() - {"casus"})
    form = SearchForm(request.GET if asked else None, initial=_start(case))
    found = _found(form) if asked else ()
    rubrics = rubrics_here()
    context = {
        "form": form,
        "case": case,
        "asked": asked,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "rubrics": rubrics[:12],
        "any_service": bool(rubrics),
        "may_import": request.membership.has("editor"),  # type: ignore[arg-type]
    }
    return render(request, "referrals/services.html", context)


def _found(form: SearchForm) -> Sequence[Found]:
    if not form.is_valid():
        return ()
    return search_services(form.cleaned_data["q"], filters=form.filters(), limit=MOST_FOUND)


def _case_of(request: MemberRequest) -> Case | None:
    try:
        case_id = UUID(request.GET.get("casus", ""))
    except ValueError:
        return None
    return case_for(request.membership, case_id, to="write")


def _start(case: Case | None) -> dict[str, object]:
    if case is None:
        return {}
    return {"leeftijd": case.age, "gemeente": read_vault(case).municipality, "km": 20}


def service(request: MemberRequest, service_id: UUID) -> HttpResponse:
    """Everything known of one service, dated and with its source."""
    found = get_object_or_404(Service.objects, id=service_id)
    words, current = wait_in_words(found)
    context = {
        "service": found,
        "wait": words,
        "wait_current": current,
        "why": why(facts_of(found, wait=newest_wait(found)), Filters(), on=localdate()),
        "cases": _open_cases(request.membership),
        "case": _case_of(request),
    }
    return render(request, "referrals/service.html", context)


def _open_cases(membership: Membership) -> list[Case]:
    return list(cases_open_to(membership).filter(closed_at=None).order_by("pseudonym")[:100])


@needs(*CARE)
@require_POST
def service_keep(request: MemberRequest, service_id: UUID) -> HttpResponse:
    """Keep a service with a case."""
    found = get_object_or_404(Service.objects, id=service_id)
    try:
        case_id = UUID(request.POST.get("case", ""))
    except ValueError:
        messages.error(request, "Kies eerst een casus.")
        return redirect("service", organisation=request.organisation.slug, service_id=found.id)
    case = case_for(request.membership, case_id, to="write")
    try:
        with transaction.atomic():
            consider(request.membership, case, service=found, reason=_reason(request))
    except (PseudonymiserError, CaseClosed) as refused:
        messages.error(request, str(refused) if isinstance(refused, CaseClosed) else NOT_NOW)
        return redirect("service", organisation=request.organisation.slug, service_id=found.id)
    messages.success(request, f"{found.name} staat bij {case.pseudonym}.", f"keep-{found.id}")
    return redirect("case", organisation=request.organisation.slug, case_id=case.id)


def _reason(request: MemberRequest) -> str:
    """What she typed, without the null characters that cannot be kept."""
    return request.POST.get("reason", "").replace("\0", "")[:1000]


@needs(*CARE)
@require_POST
def referral_move(request: MemberRequest, referral_id: UUID) -> HttpResponse:
    """How far the referral is."""
    referral = get_object_or_404(Referral.objects, id=referral_id)
    case = case_for(request.membership, referral.case_id, to="write")
    state = request.POST.get("state", "")
    if state in ReferralState.values:
        move_referral(referral, state=ReferralState(state))
        messages.success(request, f"{referral.service_name}: {referral.get_state_display()}.")
    else:
        messages.error(request, "Kies een stand uit de lijst.")
    return redirect("case", organisation=request.organisation.slug, case_id=case.id)
