"""Beheer: the language models of the organisation. And on a case: whether one outside may read it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from assistant.actions.analyses import set_sensitivity
from assistant.actions.endpoints import keep_endpoint, move_up, switch, try_endpoint
from assistant.forms import EndpointForm
from assistant.gateway import ModelAway
from assistant.gateway.door import gateway
from assistant.models import ModelEndpoint
from cases.actions import CaseClosed
from cases.permissions import case_for
from organisations.models import Role
from organisations.permissions import needs
from organisations.requests import MemberRequest


@needs(Role.ADMINISTRATOR)
def models(request: MemberRequest) -> HttpResponse:
    """The models in their order, and a new one."""
    form = EndpointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = keep_endpoint(ModelEndpoint(), values=form.cleaned_data)
        messages.success(request, f"{made.name} is toegevoegd. Probeer nu of het antwoordt.")
        return redirect("models", organisation=request.organisation.slug)
    context = {"endpoints": ModelEndpoint.objects.all(), "form": form, "offered": gateway()}
    return render(request, "assistant/models.html", context)


@needs(Role.ADMINISTRATOR)
def model_edit(request: MemberRequest, endpoint_id: UUID) -> HttpResponse:
    """One model; its key is never shown, only replaced."""
    endpoint = get_object_or_404(ModelEndpoint.objects, id=endpoint_id)
    form = EndpointForm(request.POST or None, initial=EndpointForm.values_of(endpoint))
    if request.method == "POST" and form.is_valid():
        keep_endpoint(endpoint, values=form.cleaned_data)
        messages.success(request, f"{endpoint.name} is bewaard.")
        return redirect("models", organisation=request.organisation.slug)
    return render(request, "assistant/model.html", {"endpoint": endpoint, "form": form})


@needs(Role.ADMINISTRATOR)
@require_POST
def model_try(request: MemberRequest, endpoint_id: UUID) -> HttpResponse:
    """Say something harmless to it and tell what came back."""
    endpoint = get_object_or_404(ModelEndpoint.objects, id=endpoint_id)
    try:
        said = try_endpoint(endpoint)
        messages.success(request, f"{endpoint.name} antwoordt: “{said}”")
    except ModelAway as away:
        messages.error(request, f"{endpoint.name}: {away} Kijk het adres, de naam van het model en de sleutel na.")
    return redirect("models", organisation=request.organisation.slug)


@needs(Role.ADMINISTRATOR)
@require_POST
def model_up(request: MemberRequest, endpoint_id: UUID) -> HttpResponse:
    """Ask it earlier."""
    move_up(get_object_or_404(ModelEndpoint.objects, id=endpoint_id))
    return redirect("models", organisation=request.organisation.slug)


@needs(Role.ADMINISTRATOR)
@require_POST
def model_switch(request: MemberRequest, endpoint_id: UUID) -> HttpResponse:
    """In use, or not."""
    switch(get_object_or_404(ModelEndpoint.objects, id=endpoint_id))
    return redirect("models", organisation=request.organisation.slug)


@require_POST
def case_sensitive(request: MemberRequest, case_id: UUID) -> HttpResponse:
    """Keep this case from every outside model, or no longer."""
    case = case_for(request.membership, case_id, to="write")
    sensitive = request.POST.get("sensitive") == "yes"
    try:
        set_sensitivity(request.membership, case, sensitive=sensitive)
    except CaseClosed as closed:
        messages.error(request, str(closed))
    else:
        said = "Geen extern taalmodel leest deze casus nog." if sensitive else "Deze casus is niet meer gevoelig."
        messages.success(request, said)
    return redirect("case", organisation=request.organisation.slug, case_id=case.id)
