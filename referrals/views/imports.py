"""Importing the directory, for knowledge editors."""

from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from organisations.models import Role
from organisations.permissions import needs
from organisations.requests import MemberRequest
from referrals.actions.imports import request_import
from referrals.forms import ImportForm
from referrals.models import ServiceImport

JSON_TYPES = {
    "application/json",
    "text/json",
    "application/x-ndjson",
    "text/plain",
    "application/octet-stream",
}


@needs(Role.EDITOR)
def service_imports(request: MemberRequest) -> HttpResponse:
    """The imports so far, and a new one. 413 and 415 for files that are too large or no JSON."""
    form = ImportForm(request.POST or None, request.FILES or None, initial={"idempotency_key": uuid4()})
    status = 200
    if request.method == "POST":
        status = _refused(form)
        if not status and form.is_valid():
            asked = request_import(request.membership, **form.cleaned_data)
            messages.info(request, "De import is gestart.")
            return redirect("service_import", organisation=request.organisation.slug, import_id=asked.id)
    context = {"form": form, "imports": ServiceImport.objects.select_related("asked_by")[:50]}
    return render(request, "referrals/imports.html", context, status=status or (422 if form.errors else 200))


def _refused(form: ImportForm) -> int:
    file = form.files.get("file")
    if file is None:
        return 0
    if (file.size or 0) > settings.IMPORT_MAX_BYTES:
        form.add_error(
            "file",
            f"Dit bestand is groter dan {settings.IMPORT_MAX_BYTES // 2**20} MB. Er is niets gewijzigd.",
        )
        return 413
    if file.content_type not in JSON_TYPES or not str(file.name).lower().endswith((".json", ".jsonl", ".ndjson")):
        form.add_error("file", "Dit is geen JSON-bestand. Er is niets gewijzigd.")
        return 415
    return 0


@needs(Role.EDITOR)
def service_import(request: MemberRequest, import_id: UUID) -> HttpResponse:
    """One import: its progress, then its report."""
    found = get_object_or_404(ServiceImport.objects.select_related("asked_by"), id=import_id)
    template = "referrals/_import.html" if request.htmx else "referrals/import.html"
    return render(request, template, {"import": found, "steps": _steps(found)})


def _steps(found: ServiceImport) -> list[dict[str, str]]:
    reading = "current" if found.state in {"queued", "running"} else "done"
    return [
        {"name": "ophalen en nakijken", "label": "Ophalen en helemaal nakijken", "state": reading},
        {"name": "bijwerken", "label": "In één keer bijwerken", "state": "waiting"},
    ]
