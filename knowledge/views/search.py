"""The knowledge bank's list and search."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from knowledge.embedding import EmbeddingProblem
from knowledge.permissions import may_edit
from knowledge.queries.catalogue import FACETS, chosen, filters_of, found_sources, live_sources, own_sources
from knowledge.queries.passages import states_of
from organisations.models import Role
from organisations.permissions import needs
from organisations.requests import MemberRequest

PAGE_SIZE = 20


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
            rows, answered, beyond = list(found.passages), found.answered, found.beyond
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
    found = own_sources()
    states = states_of([version for _, versions in found for version in versions])
    rows = [(source, [(version, states[version.pk]) for version in versions]) for source, versions in found]
    return render(request, "knowledge/own_knowledge.html", {"rows": rows})
