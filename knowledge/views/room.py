"""The editors' room: what waits, what ends, what was asked without an answer."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from knowledge.actions.gaps import answer_gap, decline_gap, reopen_gap
from knowledge.forms.gaps import GapForm
from knowledge.models import GapState, KnowledgeGap
from knowledge.permissions import gap_for
from knowledge.queries.catalogue import live_titles, titles_of
from knowledge.queries.recalls import times_cited
from knowledge.queries.room import drafts, expiring_sources, gaps, in_review, not_findable, open_gaps, own_live
from organisations.models import Role
from organisations.permissions import needs
from organisations.requests import MemberRequest
from organisations.scope import SHARED

PER_PAGE = 25
FEW = 5


@needs(Role.EDITOR, Role.VALIDATOR)
def editors_room(request: MemberRequest) -> HttpResponse:
    """All that waits for an editor or a validator, what needs a decision first."""
    live = [] if request.organisation.id == SHARED else own_live()  # who leans on shared sources, does so elsewhere
    cited = times_cited([version.source.slug for version in live])
    unused = [version for version in live if not cited[version.source.slug]]
    context = {
        "reviews": in_review(), "drafts": drafts(), "expiring": expiring_sources(), "unfindable": not_findable(),
        "gaps": gaps(GapState.OPEN)[:FEW], "open_gaps": open_gaps(),
        "live": bool(live), "unused": unused[:PER_PAGE], "unused_more": max(0, len(unused) - PER_PAGE),
    }  # fmt: skip
    return render(request, "knowledge/room.html", context)


@needs(Role.EDITOR, Role.VALIDATOR)
def knowledge_gaps(request: MemberRequest) -> HttpResponse:
    """The questions without an answer, and what was decided about earlier ones."""
    asked = request.GET.get("stand", GapState.OPEN)
    state = asked if asked in GapState.values else GapState.OPEN
    page = Paginator(gaps(state), PER_PAGE).get_page(request.GET.get("page"))
    titles = titles_of(gap.slug for gap in page if gap.slug)
    counts = [(value, label, KnowledgeGap.objects.filter(state=value).count()) for value, label in GapState.choices]
    context = {"page": page, "state": state, "counts": counts, "titles": titles}
    return render(request, "knowledge/gaps.html", context)


@needs(Role.EDITOR, Role.VALIDATOR)
def knowledge_gap(request: MemberRequest, gap_id: UUID) -> HttpResponse:
    """Answer one with a source, decline it, or open it again."""
    gap = gap_for(request.membership, gap_id)
    form = GapForm(
        request.POST if request.method == "POST" else None,
        titles=live_titles(),
        initial={"slug": gap.slug, "reason": gap.reason},
    )
    status = 200
    if request.method == "POST" and "reopen" in request.POST:
        reopen_gap(request.membership, gap)
        messages.success(request, "De vraag staat weer open.")
        return redirect("knowledge_gaps", organisation=request.organisation.slug)
    if request.method == "POST":
        if form.is_valid():
            _decide(request, gap, form)
            messages.success(request, "Je beslissing is bewaard.", f"gap-{gap.pk}")
            return redirect("knowledge_gaps", organisation=request.organisation.slug)
        status = 422
    return render(request, "knowledge/gap.html", {"gap": gap, "form": form}, status=status)


def _decide(request: MemberRequest, gap: KnowledgeGap, form: GapForm) -> None:
    if form.cleaned_data["slug"]:
        answer_gap(request.membership, gap, slug=form.cleaned_data["slug"])
    else:
        decline_gap(request.membership, gap, reason=form.cleaned_data["reason"])
