"""The knowledge bank's list and search."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from knowledge.embedding import EmbeddingProblem
from knowledge.models import Status
from knowledge.permissions import may_edit
from knowledge.queries.catalogue import FACETS, chosen, filters_of, found_sources, live_sources, own_versions
from knowledge.queries.passages import states_of
from organisations.models import Role
from organisations.permissions import needs
from organisations.requests import MemberRequest

PAGE_SIZE, OWN_PAGE_SIZE = 20, 50
NEAREST = 8
"""So many are shown of what does not answer the question and only lies nearest."""


def knowledge(request: MemberRequest) -> HttpResponse:
    """All live sources, or those that answer a question, with filters that count."""
    question = request.GET.get("q", "").replace("\0", "").strip()
    choices = {name: request.GET[name] for name in FACETS if request.GET.get(name)}
    problem, beyond, answered = "", "", True
    rows: list[Any] = list(live_sources())
    anything = bool(rows)
    if question:
        try:
            found = found_sources(question)
            answered, beyond = found.answered, found.beyond
            rows = list(found.passages if answered else found.passages[:NEAREST])
        except EmbeddingProblem as trouble:
            problem, rows = str(trouble), []
    page = Paginator(chosen(rows, choices), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "question": question, "page": page, "filters": filters_of(rows, choices), "choices": choices,
        "anything": anything, "answered": answered, "beyond": beyond, "problem": problem,
        "may_edit": may_edit(request.membership),
    }  # fmt: skip
    return render(request, "knowledge/knowledge.html", context)


@needs(Role.EDITOR, Role.VALIDATOR)
def own_knowledge(request: MemberRequest) -> HttpResponse:
    """The organisation's own sources with the state of each version."""
    title = request.GET.get("q", "").replace("\0", "").strip()[:200]
    status = request.GET.get("stand", "") if request.GET.get("stand", "") in Status.values else ""
    page = Paginator(own_versions(title=title, status=status), OWN_PAGE_SIZE).get_page(request.GET.get("page"))
    states = states_of(list(page))
    context = {
        "page": page, "rows": [(version, states[version.pk]) for version in page], "title": title, "status": status,
        "counts": [(value, label, own_versions(title=title, status=value).count()) for value, label in Status.choices],
    }  # fmt: skip
    return render(request, "knowledge/own_knowledge.html", context)
