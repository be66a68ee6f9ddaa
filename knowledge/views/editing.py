"""Writing a source: a new one, the draft of a version, and how it will look."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.forms import BaseFormSet, formset_factory
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from knowledge.actions.lifecycle import StepRefused, draft_source, edit_draft
from knowledge.forms.articles import ArticleForm, ContradictionForm, ReferenceForm, initial_of
from knowledge.models import Version
from knowledge.permissions import standing_of, version_for
from knowledge.queries.catalogue import live_titles
from knowledge.queries.reading import parts_of_article
from knowledge.queries.written import article_of
from knowledge.rules.article import Article
from knowledge.rules.lifecycle import Step, refusal
from organisations.models import Role
from organisations.permissions import needs
from organisations.requests import MemberRequest

MOST_ROWS = 40
ReferenceRows = formset_factory(ReferenceForm, extra=2, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
ContradictionRows = formset_factory(ContradictionForm, extra=1, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


class _Desk:
    """The three forms of the editing page together."""

    def __init__(self, request: MemberRequest, *, article: Article | None = None, version: Version | None = None):
        posted = request.POST or None
        initial = {"owner": request.organisation.name, "keeper": request.membership.pk}
        if article and version:
            initial = {
                **initial_of(article), "review_by": version.review_by, "keeper": version.source.keeper_id,
                "revision": version.revision,
            }  # fmt: skip
        self.form = ArticleForm(posted, initial=initial)
        self.references: BaseFormSet[ReferenceForm] = ReferenceRows(
            posted, prefix="references", initial=[asdict(row) for row in article.sources] if article else None
        )
        own = {version.source.slug} if version else set()
        self.contradictions: BaseFormSet[ContradictionForm] = ContradictionRows(
            posted, prefix="contradictions",
            initial=[asdict(row) for row in article.contradicts] if article else None,
            form_kwargs={"titles": {slug: title for slug, title in live_titles().items() if slug not in own}},
        )  # fmt: skip

    def is_valid(self) -> bool:
        """Whether all three are; all are asked, so that every fault is shown at once."""
        return all([self.form.is_valid(), self.references.is_valid(), self.contradictions.is_valid()])

    def written(self) -> Mapping[str, Any]:
        """What the actions take."""
        references = [work for one in self.references if (work := one.reference())]
        contradictions = [row for one in self.contradictions if (row := one.contradiction())]
        return {
            "article": self.form.article(sources=references, contradicts=contradictions),
            "review_by": self.form.cleaned_data["review_by"],
            "keeper": self.form.cleaned_data["keeper"],
        }

    def page(self, request: MemberRequest, *, version: Version | None = None, status: int = 200) -> HttpResponse:
        """The form as it stands now."""
        context = {
            "form": self.form, "references": self.references, "contradictions": self.contradictions,
            "version": version, "keep": _keep(version),
        }  # fmt: skip
        return render(request, "knowledge/edit.html", context, status=status)


def _keep(version: Version | None) -> str:
    return f"source-{version.pk}" if version else "source-new"


@needs(Role.EDITOR, Role.VALIDATOR)
def source_new(request: MemberRequest) -> HttpResponse:
    """A new source of the organisation, kept as a draft."""
    desk = _Desk(request)
    if request.method != "POST":
        return desk.page(request)
    if not desk.is_valid():
        return desk.page(request, status=422)
    version = draft_source(request.membership, **desk.written())
    messages.success(request, "Het ontwerp is bewaard. Niemand anders dan de redactie ziet het.", _keep(None))
    return redirect("version", organisation=request.organisation.slug, version_id=version.pk)


@needs(Role.EDITOR, Role.VALIDATOR)
def version_edit(request: MemberRequest, version_id: UUID) -> HttpResponse:
    """The text of a draft."""
    version = version_for(request.membership, version_id)
    said = refusal(Step.EDIT, standing_of(request.membership, version))
    if said:
        messages.info(request, said)
        return redirect("version", organisation=request.organisation.slug, version_id=version.pk)
    desk = _Desk(request, article=article_of(version), version=version)
    if request.method != "POST":
        return desk.page(request, version=version)
    if not desk.is_valid():
        return desk.page(request, version=version, status=422)
    try:
        with transaction.atomic():
            revision = desk.form.cleaned_data["revision"]
            edit_draft(request.membership, version, revision=revision, **desk.written())
    except StepRefused as refused:
        desk.form.add_error(None, list(refused.sentences))
        return desk.page(request, version=version, status=409)
    messages.success(request, "Het ontwerp is bewaard.", _keep(version))
    return redirect("version", organisation=request.organisation.slug, version_id=version.pk)


@needs(Role.EDITOR, Role.VALIDATOR)
@require_POST
def source_preview(request: MemberRequest) -> HttpResponse:
    """How what stands in the form will look; nothing is kept."""
    desk = _Desk(request)
    if not desk.is_valid():
        context: dict[str, Any] = {
            "problem": "Sommige velden kloppen nog niet. Bewaar het ontwerp om te zien welke.",
            "parts": [],
        }
    else:
        article = desk.written()["article"]
        context = {"title": article.title, "summary": article.summary, "parts": parts_of_article(article)}
    template = "knowledge/_preview.html" if request.htmx else "knowledge/preview.html"
    return render(request, template, context)
