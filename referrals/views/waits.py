"""Reporting how long one waits for a service, and taking that back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from cases.permissions import CARE
from organisations.permissions import needs
from organisations.requests import MemberRequest
from referrals.actions.waits import report_wait, withdraw_wait
from referrals.forms import WaitForm
from referrals.models import Service, WaitingTime
from referrals.views.services import service_page


@needs(*CARE)
@require_POST
def wait_report(request: MemberRequest, service_id: UUID) -> HttpResponse:
    """Write down what she knows of waiting for this service. 422 with what was typed when it cannot be read."""
    found = get_object_or_404(Service.objects, id=service_id)
    form = WaitForm(request.POST)
    if not form.is_valid():
        return service_page(request, found, form=form, status=422)
    report_wait(request.membership, found, **form.cleaned_data)
    messages.success(request, "Bedankt, je melding staat erbij. Je kunt ze hieronder intrekken.")
    return redirect("service", organisation=request.organisation.slug, service_id=found.id)


@needs(*CARE)
@require_POST
def wait_withdraw(request: MemberRequest, wait_id: UUID) -> HttpResponse:
    """Take back one's own report."""
    held = get_object_or_404(WaitingTime.objects, id=wait_id, by=request.membership)
    service_id = held.service_id
    withdraw_wait(held)
    messages.success(request, "Je melding is ingetrokken.")
    return redirect("service", organisation=request.organisation.slug, service_id=service_id)
