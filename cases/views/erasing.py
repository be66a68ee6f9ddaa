"""Erasing a case, in two steps: why, and then the pseudonym typed."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from cases.erasing import NotErased, erase_case
from cases.forms import ErasureForm, ErasureReasonForm
from cases.models import Case, ErasureReason
from cases.permissions import case_for
from organisations.models import Role
from organisations.permissions import needs
from organisations.requests import MemberRequest


@needs(Role.COACH)
def case_erase(request: MemberRequest, case_id: UUID) -> HttpResponse:
    """For a coach of the team, once the case is closed; there is no way back."""
    found = case_for(request.membership, case_id, to="write")
    if request.method != "POST":
        return _step(request, found)
    form = ErasureForm(request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                _erase(request, found, form)
        except NotErased as refusal:
            form.add_error("pseudonym", str(refusal))
        else:
            messages.success(
                request,
                f"De casus {found.pseudonym} is gewist. Het bewijs staat bij de functionaris voor gegevensbescherming.",
            )
            return redirect("cases", organisation=request.organisation.slug)
    return render(request, "cases/erase.html", _context(found, form), status=422)


def _step(request: MemberRequest, found: Case) -> HttpResponse:
    """The first step, or the second when a reason was chosen."""
    asked = ErasureReasonForm(request.GET if "reden" in request.GET else None)
    form = ErasureForm(initial={"reden": asked.cleaned_data["reden"]}) if asked.is_valid() else asked
    return render(request, "cases/erase.html", _context(found, form))


def _context(found: Case, form: ErasureReasonForm) -> dict[str, object]:
    reason = form["reden"].value()
    return {
        "case": found,
        "form": form,
        "last_step": isinstance(form, ErasureForm),
        "reason": ErasureReason(reason).label if reason in ErasureReason.values else "",
        "notes": found.notes.count(),
        "goals": found.goals.count(),
    }


def _erase(request: MemberRequest, found: Case, form: ErasureForm) -> None:
    data = form.cleaned_data
    erase_case(request.membership, found, reason=ErasureReason(data["reden"]), pseudonym=data["pseudonym"])
