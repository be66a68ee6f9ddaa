"""The people of a case, and showing their names."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from cases import names
from cases.actions import change_people
from cases.forms import people_formset
from cases.permissions import case_for
from cases.rereading.reading import Reading, forget_readings, read_case
from cases.vault import read_vault
from organisations.actions.members import policy_here
from organisations.requests import MemberRequest


def case_people(request: MemberRequest, case_id: UUID) -> HttpResponse:
    """Add people to the key. This page shows names, so opening it is recorded as showing them."""
    found = case_for(request.membership, case_id, to="write")
    people = people_formset(rows=4 if request.method == "GET" else 0)(request.POST or None, prefix="people")
    secrets = read_vault(found)
    if request.method == "POST" and people.is_valid():
        place = request.POST.get("municipality", secrets.municipality)[:80]
        change_people(found, people=people.people(), municipality=place)
        forget_readings(found)
        read_case(found, into=Reading())
        messages.success(
            request,
            "De mensen in deze casus zijn bewaard. Hun namen staan alleen in de versleutelde sleutel.",
            f"people-{found.id}",
        )
        return redirect("case", organisation=request.organisation.slug, case_id=found.id)
    names.show_names(request.session, found, minutes=policy_here().names_shown_minutes)
    place = request.POST.get("municipality", secrets.municipality)
    held = [entry for entry in secrets.key.entries if entry.label == "PERSON"]
    context = {"case": found, "people": people, "held": held, "municipality": place}
    return render(request, "cases/people.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def names_show(request: MemberRequest, case_id: UUID) -> HttpResponse:
    """Show the names on the case page for a while; recorded."""
    found = case_for(request.membership, case_id, to="write")
    names.show_names(request.session, found, minutes=policy_here().names_shown_minutes)
    return redirect("case", organisation=request.organisation.slug, case_id=found.id)


@require_POST
def names_hide(request: MemberRequest, case_id: UUID) -> HttpResponse:
    """End it now."""
    found = case_for(request.membership, case_id, to="write")
    names.hide_names(request.session, found)
    return redirect("case", organisation=request.organisation.slug, case_id=found.id)
