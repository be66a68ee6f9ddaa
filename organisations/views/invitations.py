"""Inviting, and accepting an invitation."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from organisations.actions.invitations import accept_invitation, invite, open_invitation, withdraw_invitation
from organisations.forms import AccountForm, InvitationForm
from organisations.models import Invitation, Organisation, Role, User
from organisations.permissions import needs, organisation_for
from organisations.requests import MemberRequest
from organisations.scope import organisation_scope
from organisations.trail import Actor, acting

LOGIN_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@needs(Role.ADMINISTRATOR)
def invitations(request: MemberRequest) -> HttpResponse:
    """The open invitations, and a new one."""
    form = InvitationForm(request.POST or None, initial={"idempotency_key": uuid4()})
    if request.method == "POST" and form.is_valid():
        asked = invite(request.membership, **form.cleaned_data)
        messages.success(request, f"De uitnodiging voor {asked.name} vertrekt per mail en blijft zeven dagen geldig.")
        return redirect("invitations", organisation=request.organisation.slug)
    found = Invitation.objects.filter(accepted_at=None).select_related("team", "invited_by")[:100]
    return render(request, "organisations/invitations.html", {"invitations": found, "form": form})


@needs(Role.ADMINISTRATOR)
@require_POST
def invitation_withdraw(request: MemberRequest, invitation_id: UUID) -> HttpResponse:
    """The link stops working."""
    withdraw_invitation(get_object_or_404(Invitation.objects, id=invitation_id))
    messages.success(request, "De uitnodiging is ingetrokken. De link in de mail werkt niet meer.")
    return redirect("invitations", organisation=request.organisation.slug)


def invitation(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """The page behind the link in the mail; an unknown, used or expired link says so and nothing more."""
    organisation = organisation_for(slug)
    with organisation_scope(organisation.id):
        found = open_invitation(token)
        if found is None:
            return render(request, "organisations/invitation_closed.html", status=404)
        return _accept(request, organisation, found)


def _accept(request: HttpRequest, organisation: Organisation, found: Invitation) -> HttpResponse:
    known = User.objects.filter(email__iexact=found.email).first()
    if known is not None and request.user != known:
        return redirect(f"/account/login/?next={request.path}")
    form = AccountForm(request.POST or None, email=found.email)
    if request.method == "POST" and (known is not None or form.is_valid()):
        user = known or User.objects.create_user(found.email, password=form.cleaned_data["password"])
        with acting(Actor(user_id=user.pk, name=found.name, role="genodigde", purpose="toegang")):
            accept_invitation(found, user=user)
        login(request, user, backend=LOGIN_BACKEND)
        return redirect("home")
    context = {"inviting": organisation, "invitation": found, "form": form, "known": known}
    return render(request, "organisations/invitation.html", context)
