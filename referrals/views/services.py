"""Searching services, one service, keeping it with a case."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from cases.actions import CaseClosed
from cases.models import Case
from cases.permissions import CARE, case_for, cases_open_to
from cases.pseudonymiser import PseudonymiserError
from cases.vault import read_vault
from cases.views.keeping import NOT_NOW
from organisations.models import Membership
from organisations.permissions import needs
from organisations.requests import MemberRequest
from referrals.actions.referrals import consider, move_referral
from referrals.forms import SearchForm, WaitForm
from referrals.models import Referral, ReferralState, Service
from referrals.queries import (
    Alternative,
    Found,
    alternatives_to,
    facts_of,
    live_services,
    reports_of,
    rubrics_here,
    search_services,
    wait_in_words,
)
from referrals.rules import PLACES_EXPIRE_DAYS, WAIT_EXPIRES_DAYS, cost_words
from referrals.wording import ACCESS_WORDS, LANGUAGE_WORDS, ages_words, directory_words, rubric_words

PER_PAGE = 20
MOST_FOUND = 100
MOST_RUBRICS = 12


def services(request: MemberRequest) -> HttpResponse:
    """The search page; from a case it starts with what the case already says."""
    case = _case_of(request)
    asked = bool(request.GET.keys() - {"casus"})
    form = SearchForm(request.GET if asked else None, initial=_start(case))
    found, offered = _found(form) if asked else ((), ())
    browsing = not asked or not form.is_valid()
    context = {
        "form": form,
        "case": case,
        "asked": asked,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "alternatives": offered,
        "all_shown": len(found) < MOST_FOUND,
        "rubric_label": rubric_words(request.GET.get("rubriek", "")),
        "rubrics": rubrics_here()[:MOST_RUBRICS] if browsing else (),
        "any_service": bool(found) or live_services().exists(),
        "may_import": request.membership.has("editor"),  # type: ignore[arg-type]
    }
    return render(request, "referrals/services.html", context)


def _found(form: SearchForm) -> tuple[Sequence[Found], Sequence[Alternative]]:
    if not form.is_valid():
        return (), ()
    need, filters = form.cleaned_data["q"], form.filters()
    found = search_services(need, filters=filters, limit=MOST_FOUND)
    return found, alternatives_to(found, need=need, filters=filters)


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
    return service_page(request, get_object_or_404(Service.objects, id=service_id), form=WaitForm())


def service_page(
    request: MemberRequest, found: Service, *, form: WaitForm, status: int = 200, chosen: Case | None = None,
    reason: str = "",
) -> HttpResponse:  # fmt: skip
    """The page of a service, with the form to report a waiting time and the one to keep it as they stand."""
    words, current = wait_in_words(found)
    context = {
        "service": found,
        "rubrics": [rubric_words(rubric) for rubric in found.rubrics],
        "directory": directory_words(found.authentic_source),
        "fictional": found.authentic_source == "AI4CARE_DEMO",
        "ages": ages_words(found.min_age, found.max_age),
        "access": [ACCESS_WORDS.get(way, way) for way in found.access],
        "languages": [LANGUAGE_WORDS.get(code, code) for code in found.languages],
        "cost": cost_words(facts_of(found)),
        "wait": words,
        "wait_current": current,
        "reports": reports_of(found, reader=request.membership),
        "may_report": request.membership.has(*CARE),
        "form": form,
        "wait_days": WAIT_EXPIRES_DAYS,
        "places_days": PLACES_EXPIRE_DAYS,
        "cases": _cases_to_keep_in(request.membership, chosen=chosen),
        "case": chosen or _case_of(request),
        "reason": reason,
    }
    return render(request, "referrals/service.html", context, status=status)


def _cases_to_keep_in(membership: Membership, *, chosen: Case | None) -> list[Case]:
    """Her open cases, and the one that she just chose: it may have been closed since."""
    found = list(cases_open_to(membership).filter(closed_at=None).order_by("pseudonym")[:100])
    return [chosen, *found] if chosen and chosen not in found else found


@needs(*CARE)
@require_POST
def service_keep(request: MemberRequest, service_id: UUID) -> HttpResponse:
    """Keep a service with a case; a refusal gives the page back with the reason in it."""
    found = get_object_or_404(Service.objects, id=service_id)
    try:
        case_id = UUID(request.POST.get("case", ""))
    except ValueError:
        return _not_kept(request, found, why="Kies eerst een casus.", status=422)
    case = case_for(request.membership, case_id, to="write")
    try:
        with transaction.atomic():
            consider(request.membership, case, service=found, reason=_reason(request))
    except CaseClosed as refused:
        return _not_kept(request, found, why=str(refused), status=409, chosen=case)
    except PseudonymiserError:
        return _not_kept(request, found, why=NOT_NOW, status=503, chosen=case)
    messages.success(request, f"{found.name} staat bij {case.pseudonym}.", f"keep-{found.id}")
    return redirect("case", organisation=request.organisation.slug, case_id=case.id)


def _not_kept(
    request: MemberRequest, found: Service, *, why: str, status: int, chosen: Case | None = None
) -> HttpResponse:
    messages.error(request, why)
    return service_page(request, found, form=WaitForm(), status=status, chosen=chosen, reason=_reason(request))


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
