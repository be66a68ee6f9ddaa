"""Law: asked by everyone, on a day; imported and given old numbers by the editors of the platform."""

from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from knowledge.actions.aliases import AliasRefused, add_alias, remove_alias
from knowledge.actions.law import request_law_import
from knowledge.embedding import EmbeddingProblem
from knowledge.forms.law import AliasForm, LawImportForm, LawSearchForm
from knowledge.intake.sniff import clean_name
from knowledge.models import ArticleAlias, LawArticle, LawImport
from knowledge.queries.law import law_found, laws
from organisations.models import Membership, Role
from organisations.permissions import needs
from organisations.requests import MemberRequest
from organisations.scope import SHARED

JSON_TYPES = {"application/json", "text/json", "text/plain", "application/octet-stream"}


def law(request: MemberRequest) -> HttpResponse:
    """What the law says to a question, today or on the day of the facts."""
    form = LawSearchForm(request.GET or None)
    question, day, found, problem = "", timezone.localdate(), None, ""
    if form.is_valid():
        question, day = form.cleaned_data["q"].replace("\0", "").strip(), form.cleaned_data["op"] or day
    if question:
        try:
            found = law_found(question, on_date=day)
        except EmbeddingProblem as trouble:
            problem = str(trouble)
    context = {
        "form": form, "question": question, "day": day, "is_past": day < timezone.localdate(), "found": found,
        "problem": problem, "laws": laws(), "may_import": _is_platform_editor(request.membership),
    }  # fmt: skip
    return render(request, "knowledge/law.html", context, status=422 if form.errors else 200)


@needs(Role.EDITOR)
def law_imports(request: MemberRequest) -> HttpResponse:
    """The imports so far, and a new one. 413 and 415 for files that are too large or no JSON."""
    _platform_only(request)
    form = LawImportForm(request.POST or None, request.FILES or None, initial={"idempotency_key": uuid4()})
    status = 0
    if request.method == "POST" and form.is_valid():
        status = _refused(form)
        if not status:
            asked = _asked(request, form)
            return redirect("law_import", organisation=request.organisation.slug, import_id=asked.pk)
    context = {"form": form, "imports": LawImport.objects.select_related("asked_by")[:50]}
    return render(request, "knowledge/law_imports.html", context, status=status or (422 if form.errors else 200))


@needs(Role.EDITOR)
def law_import(request: MemberRequest, import_id: UUID) -> HttpResponse:
    """One import: its progress, then its report."""
    _platform_only(request)
    found = get_object_or_404(LawImport.objects.select_related("asked_by"), id=import_id)
    template = "knowledge/_law_import.html" if request.htmx else "knowledge/law_import.html"
    return render(request, template, {"import": found, "steps": _steps(found)})


@needs(Role.EDITOR)
def law_aliases(request: MemberRequest) -> HttpResponse:
    """The old numbers, and a new one."""
    _platform_only(request)
    form = AliasForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _added(request.membership, form):
        messages.success(request, f"{form.cleaned_data['name']} leidt nu naar het artikel.")
        return redirect("law_aliases", organisation=request.organisation.slug)
    rows = ArticleAlias.objects.select_related("article__source", "added_by")
    return render(
        request, "knowledge/law_aliases.html", {"form": form, "rows": rows}, status=422 if form.errors else 200
    )


@needs(Role.EDITOR)
@require_POST
def law_alias_remove(request: MemberRequest, alias_id: UUID) -> HttpResponse:
    """Take an old number away."""
    _platform_only(request)
    remove_alias(request.membership, get_object_or_404(ArticleAlias.objects.select_related("article"), id=alias_id))
    return redirect("law_aliases", organisation=request.organisation.slug)


def _is_platform_editor(membership: Membership) -> bool:
    return membership.organisation_id == SHARED and membership.has(Role.EDITOR)


def _platform_only(request: MemberRequest) -> None:
    """Law is the same for all, so the editors of the platform keep it; elsewhere these pages do not exist."""
    if not _is_platform_editor(request.membership):
        raise Http404


def _refused(form: LawImportForm) -> int:
    file = form.cleaned_data.get("file")
    if file is None:
        return 0
    if (file.size or 0) > settings.LAW_MAX_BYTES:
        form.add_error(
            "file", f"Dit bestand is groter dan {settings.LAW_MAX_BYTES // 2**20} MB. Er is niets gewijzigd."
        )
        return 413
    if file.content_type not in JSON_TYPES or not str(file.name).lower().endswith(".json"):
        form.add_error("file", "Dit is geen JSON-bestand. Er is niets gewijzigd.")
        return 415
    return 0


def _asked(request: MemberRequest, form: LawImportForm) -> LawImport:
    held = form.cleaned_data
    file = held.get("file")
    return request_law_import(
        request.membership, data=file.read() if file else None, file_name=clean_name(str(file.name)) if file else "",
        url=held["url"], idempotency_key=held["idempotency_key"],
    )  # fmt: skip


def _added(by: Membership, form: AliasForm) -> bool:
    held = form.cleaned_data
    article = LawArticle.objects.filter(source__slug=held["slug"], organisation_id=SHARED).first()
    if article is None:
        form.add_error("slug", "Dit artikel is niet ingelezen. Kijk het laatste deel van het adres na.")
        return False
    try:
        add_alias(by, article, name=held["name"], note=held["note"])
    except AliasRefused as refused:
        form.add_error("name", str(refused))
    return not form.errors


def _steps(found: LawImport) -> list[dict[str, str]]:
    reading = not found.total
    label = f"Artikel na artikel bijwerken ({found.done} van {found.total})" if found.total else "Bijwerken"
    return [
        {"name": "ophalen en nakijken", "label": "Ophalen en nakijken", "state": "current" if reading else "done"},
        {"name": found.step, "label": label, "state": "waiting" if reading else "current"},
    ]
