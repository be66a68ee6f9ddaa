"""What a second reading found in a case: shown in its text, replaced or called no name, and each of it taken back."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from cases.forms import LABEL_WORDS
from cases.models import Case, Finding, FindingState
from cases.permissions import case_for
from cases.pseudonymiser import PseudonymiserError
from cases.rereading.deciding import StaysHidden, TextChanged, dismiss_found, replace_found, undo_decision
from cases.rereading.showing import found_in
from organisations.requests import MemberRequest

NOT_REPLACED = "De pseudonimiseerder antwoordt niet. De tekst staat er zoals hij stond. Probeer het zo opnieuw."


def findings(request: MemberRequest, case_id: UUID) -> HttpResponse:
    """Each finding in its context, one decision at a time."""
    found = case_for(request.membership, case_id, to="read")
    waiting = found_in(found)
    decided = [
        text for state in (FindingState.REPLACED, FindingState.DISMISSED) for text in found_in(found, state=state)
    ]
    count = sum(len(text.findings) for text in waiting)
    context = {"case": found, "texts": waiting, "decided": decided, "count": count, "label_words": dict(LABEL_WORDS)}
    return render(request, "cases/findings.html", context)


@require_POST
def finding_decide(request: MemberRequest, case_id: UUID, finding_id: UUID) -> HttpResponse:
    """Replace it, or remember that it is no name; then on to the next one."""
    found = case_for(request.membership, case_id, to="write")
    finding = get_object_or_404(_findings(found), id=finding_id)
    if finding.state == FindingState.OPEN and request.POST.get("doe") == "vervangen":
        _tried(request, lambda: replace_found(found, [finding]), "Vervangen door een token.")
    elif finding.state == FindingState.OPEN and request.POST.get("doe") == "geen-naam":
        everywhere = request.POST.get("overal") == "on"
        said = "Onthouden voor jullie hele organisatie." if everywhere else "Onthouden voor deze casus."
        _tried(request, lambda: dismiss_found(found, finding, everywhere=everywhere), said)
    return _back(request, found)


@require_POST
def findings_replace(request: MemberRequest, case_id: UUID) -> HttpResponse:
    """Replace everything that waits, text by text; a text that changed in the meantime is passed over."""
    found = case_for(request.membership, case_id, to="write")
    for text in found_in(found):
        chosen = [shown.finding for shown in text.findings]
        if not _tried(request, lambda chosen=chosen: replace_found(found, chosen)):  # type: ignore[misc]
            break
    else:
        messages.success(request, "Alles wat wachtte, is vervangen.")
    return _back(request, found)


@require_POST
def finding_undo(request: MemberRequest, case_id: UUID, finding_id: UUID) -> HttpResponse:
    """Take a decision back."""
    found = case_for(request.membership, case_id, to="write")
    finding = get_object_or_404(_findings(found), id=finding_id)
    if finding.state != FindingState.OPEN:
        _tried(request, lambda: undo_decision(found, finding), "Ongedaan gemaakt. Het wacht weer op jou.")
    return _back(request, found)


def _findings(case: Case) -> QuerySet[Finding]:
    return Finding.objects.select_related("reading").filter(case=case)


def _tried(request: MemberRequest, act: Callable[[], object], done: str = "") -> bool:
    """Whether it was done; otherwise nothing changed, and a sentence says why."""
    try:
        with transaction.atomic():
            act()
    except (TextChanged, StaysHidden) as refused:
        messages.warning(request, str(refused))
        return False
    except PseudonymiserError:
        messages.error(request, NOT_REPLACED)
        return False
    if done:
        messages.success(request, done)
    return True


def _back(request: MemberRequest, case: Case) -> HttpResponse:
    return redirect("findings", organisation=request.organisation.slug, case_id=case.id)
