"""Offering documents to the knowledge bank, following their reading, watching addresses; for knowledge editors."""

from typing import Any
from uuid import UUID, uuid4, uuid5

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from knowledge.actions.documents import file_of, forget_original, hash_of, offer_document, retry_document
from knowledge.actions.watching import ask_now, set_watching, watch_address
from knowledge.forms.documents import DocumentForm, WatchForm
from knowledge.intake.sniff import clean_name, kind_of
from knowledge.intake.structure import IntakeProblem
from knowledge.models import Document, DocumentFile, WatchedAddress
from knowledge.queries.documents import document_state, earlier_document, is_busy
from organisations.models import Role
from organisations.permissions import needs
from organisations.requests import MemberRequest
from organisations.runs import Refusal

PAGE_SIZE = 25


@needs(Role.EDITOR)
def documents(request: MemberRequest) -> HttpResponse:
    """The documents so far, and new ones. 413 and 415 for files that are too large or of another kind."""
    posted = request.method == "POST"
    form = DocumentForm(
        request.POST if posted else None, request.FILES if posted else None, initial={"idempotency_key": uuid4()}
    )  # fmt: skip
    status = 0
    if posted and form.is_valid():
        status = _refused(form)
        if not status:
            return _offered(request, form)
    page = Paginator(Document.objects.select_related("version", "source", "asked_by"), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    rows = [(document, document_state(document)) for document in page]
    context = {"form": form, "rows": rows, "page": page, "is_busy": any(is_busy(state) for _, state in rows)}
    if request.htmx and not posted:
        return render(request, "knowledge/_documents.html", context)
    return render(request, "knowledge/documents.html", context, status=status or (422 if form.errors else 200))


@needs(Role.EDITOR)
def document(request: MemberRequest, document_id: UUID) -> HttpResponse:
    """One document: how far it is, what was found in it, the draft it became."""
    found = _document(document_id)
    context = {
        "document": found, "state": document_state(found), "steps": _steps(found),
        "has_original": DocumentFile.objects.filter(document=found).exists(),
    }  # fmt: skip
    template = "knowledge/_document.html" if request.htmx else "knowledge/document.html"
    return render(request, template, context)


@needs(Role.EDITOR)
@require_POST
def document_retry(request: MemberRequest, document_id: UUID) -> HttpResponse:
    """Read a document once more."""
    found = _document(document_id)
    try:
        retry_document(request.membership, found)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("document", organisation=request.organisation.slug, document_id=found.pk)


@needs(Role.EDITOR)
@require_POST
def document_forget(request: MemberRequest, document_id: UUID) -> HttpResponse:
    """Remove the kept file."""
    found = _document(document_id)
    forget_original(request.membership, found)
    messages.success(request, "Het originele bestand is verwijderd. De tekst is bewaard.")
    return redirect("document", organisation=request.organisation.slug, document_id=found.pk)


@needs(Role.EDITOR)
def document_original(request: MemberRequest, document_id: UUID) -> HttpResponse:
    """The kept file, to save and never to be shown inside the site; Http404 when it was not kept."""
    found = _document(document_id)
    try:
        data = file_of(found)
    except Refusal as gone:
        raise Http404 from gone
    response = HttpResponse(data, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="document.{found.kind}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response


@needs(Role.EDITOR)
def watched_addresses(request: MemberRequest) -> HttpResponse:
    """The addresses that are followed, and a new one."""
    form = WatchForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        watch_address(request.membership, url=form.cleaned_data["url"], offer=form.offer())
        messages.success(request, "Het adres wordt gevolgd. Binnen het uur wordt het voor het eerst gelezen.")
        return redirect("watched_addresses", organisation=request.organisation.slug)
    context = {
        "form": form, "hosts": settings.DOCUMENT_HOSTS,
        "rows": WatchedAddress.objects.select_related("source", "added_by"),
    }  # fmt: skip
    return render(request, "knowledge/watched_addresses.html", context, status=422 if form.errors else 200)


@needs(Role.EDITOR)
@require_POST
def watched_address(request: MemberRequest, watched_id: UUID) -> HttpResponse:
    """Stop following an address, follow it again, or have it asked at the next round."""
    found = get_object_or_404(WatchedAddress, id=watched_id)
    wish = request.POST.get("wish")
    if wish == "now":
        ask_now(request.membership, found)
        messages.info(request, "Het adres wordt bij de volgende ronde nagekeken, binnen het uur.")
    else:
        set_watching(request.membership, found, active=wish == "follow")
    return redirect("watched_addresses", organisation=request.organisation.slug)


def _refused(form: DocumentForm) -> int:
    """The status to answer with when one of the files cannot be taken in; each says why on the form."""
    found = [(file, _problem(file)) for file in form.cleaned_data["uploads"]]
    for file, (_, sentence) in found:
        if sentence:
            form.add_error("uploads", f"{clean_name(str(file.name))}: {sentence}")
    return next((status for _, (status, _) in found if status), 0)


def _problem(file: "UploadedFile[Any]") -> tuple[int, str]:
    if (file.size or 0) > settings.DOCUMENT_MAX_BYTES:
        return 413, f"groter dan {settings.DOCUMENT_MAX_BYTES // 2**20} MB. Er is niets bewaard. Splits het bestand."
    data = file.read()
    file.seek(0)
    try:
        kind_of(data, name=clean_name(str(file.name)))
    except IntakeProblem as problem:
        return 415, str(problem)
    known = earlier_document(hash_of(data))
    if known is None:
        return 0, ""
    if known.version is None:
        return 422, "dit bestand is al aangeboden en wordt gelezen. Er is niets opnieuw bewaard."
    return 422, f"dit bestand is er al: het is de bron ‘{known.version.title}’. Er is niets opnieuw bewaard."


def _offered(request: MemberRequest, form: DocumentForm) -> HttpResponse:
    key, made = form.cleaned_data["idempotency_key"], {}
    for file in form.cleaned_data["uploads"]:
        data, name = file.read(), clean_name(str(file.name))
        document = offer_document(
            request.membership, name=name, data=data, kind=kind_of(data, name=name), offer=form.offer(),
            idempotency_key=uuid5(key, hash_of(data)),
        )  # fmt: skip
        made[document.pk] = document
    if len(made) == 1:
        return redirect("document", organisation=request.organisation.slug, document_id=next(iter(made)))
    messages.success(request, f"{len(made)} documenten worden gelezen. Van elk komt er een ontwerp.")
    return redirect("documents", organisation=request.organisation.slug)


def _document(document_id: UUID) -> Document:
    return get_object_or_404(Document.objects.select_related("version", "source", "asked_by"), id=document_id)


def _steps(found: Document) -> list[dict[str, str]]:
    names = found.step == "namen zoeken"
    label = f"Lezen ({found.step})" if found.step.startswith("bladzijde") else "Lezen"
    return [
        {"name": "lezen", "label": label, "state": "done" if names else "current"},
        {"name": "namen zoeken", "label": "Nakijken op namen van mensen", "state": "current" if names else "waiting"},
        {"name": "ontwerp", "label": "Een ontwerp maken", "state": "waiting"},
    ]
