"""Pages for administrators: members, teams, policy."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from organisations.actions.members import (
    LastAdministrator,
    change_member,
    create_team,
    deactivate_member,
    policy_here,
    reactivate_member,
)
from organisations.forms import MemberForm, PolicyForm, TeamForm
from organisations.models import Invitation, Membership, Role, Team
from organisations.permissions import needs
from organisations.requests import MemberRequest


@needs(Role.ADMINISTRATOR)
def members(request: MemberRequest) -> HttpResponse:
    """Everyone in the organisation, with roles and teams."""
    found = Membership.objects.prefetch_related("places__team")
    waiting = Invitation.objects.filter(accepted_at=None, withdrawn_at=None).count()
    return render(request, "organisations/members.html", {"members": found, "waiting": waiting})


@needs(Role.ADMINISTRATOR)
def member(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """One member's roles and teams."""
    her = get_object_or_404(Membership.objects, id=member_id)
    now = {"roles": her.roles, "teams": [place.team_id for place in her.places.all()]}
    form = MemberForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            change_member(her, roles=form.cleaned_data["roles"], teams=form.cleaned_data["teams"])
        except LastAdministrator as refusal:
            form.add_error("roles", str(refusal))
        else:
            messages.success(request, f"De rollen en teams van {her.name} zijn bewaard.")
            return redirect("members", organisation=request.organisation.slug)
    return render(request, "organisations/member.html", {"member": her, "form": form})


@needs(Role.ADMINISTRATOR)
@require_POST
def member_stop(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """She can no longer log in here; undone with one click."""
    her = get_object_or_404(Membership.objects, id=member_id)
    try:
        deactivate_member(her)
        messages.success(request, f"{her.name} heeft geen toegang meer. Je kunt dit ongedaan maken in de lijst.")
    except LastAdministrator as refusal:
        messages.error(request, str(refusal))
    return redirect("members", organisation=request.organisation.slug)


@needs(Role.ADMINISTRATOR)
@require_POST
def member_resume(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """She can log in again."""
    her = get_object_or_404(Membership.objects, id=member_id)
    reactivate_member(her)
    messages.success(request, f"{her.name} heeft opnieuw toegang.")
    return redirect("members", organisation=request.organisation.slug)


@needs(Role.ADMINISTRATOR)
def teams(request: MemberRequest) -> HttpResponse:
    """The teams, and a new one."""
    form = TeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = create_team(name=form.cleaned_data["name"])
        messages.success(request, f"Het team {made.name} is gemaakt.")
        return redirect("teams", organisation=request.organisation.slug)
    found = Team.objects.annotate(size=Count("places"))
    return render(request, "organisations/teams.html", {"teams": found, "form": form})


@needs(Role.ADMINISTRATOR)
def policy(request: MemberRequest) -> HttpResponse:
    """What the organisation chose for its cases and its sparring partner."""
    form = PolicyForm(request.POST or None, instance=policy_here())
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Het beleid is bewaard en geldt vanaf nu.")
        return redirect("policy", organisation=request.organisation.slug)
    return render(request, "organisations/policy.html", {"form": form})
