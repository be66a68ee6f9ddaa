"""Reporting a claim, the list of reports, answering one, taking one back."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from assistant.models import Claim
from assistant.permissions import claim_for
from cases.permissions import CARE
from cases.views.keeping import refused
from feedback.actions import AlreadyAnswered, mark_seen, report_claim, take_back
from feedback.actions import answer_feedback as keep_answer
from feedback.forms import AnswerForm, FeedbackForm
from feedback.models import ClaimFeedback, FeedbackState, Reason
from feedback.permissions import feedback_for_editor, own_feedback
from feedback.queries import FeedbackFilter, choices_for, feedback_rows, visible_cases
from organisations.models import Role
from organisations.permissions import needs
from organisations.requests import MemberRequest
from organisations.trail import record

PER_PAGE = 25


def give_feedback(request: MemberRequest, claim_id: UUID) -> HttpResponse:
    """A small form under the claim (htmx), or a page of its own."""
    claim = claim_for(request.membership, claim_id)
    form = FeedbackForm(request.POST or None, initial=_reported(request, claim))
    status = 200
    if request.method == "POST":
        status = refused(form, lambda: _report(request, claim, form))
        if not status:
            messages.success(request, "Je melding is naar de kennisredacteur.", f"feedback-{claim.id}")
            return _back_to(claim, request)
    template = "feedback/_give.html" if request.htmx else "feedback/give.html"
    return render(request, template, {"claim": claim, "form": form}, status=status)


def _back_to(claim: Claim, request: MemberRequest) -> HttpResponse:
    here = {"organisation": request.organisation.slug, "analysis_id": claim.analysis_id}
    return redirect(f"{reverse('analysis', kwargs=here)}#claim-{claim.id}")


def _reported(request: MemberRequest, claim: Claim) -> dict[str, str]:
    mine = ClaimFeedback.objects.filter(claim=claim, by=request.membership, state=FeedbackState.OPEN).first()
    return {"reason": mine.reason, "comment": str(mine.comment or "")} if mine else {}


def _report(request: MemberRequest, claim: Claim, form: forms.Form) -> None:
    data = form.cleaned_data
    report_claim(request.membership, claim, reason=Reason(data["reason"]), comment=data["comment"])


def feedback(request: MemberRequest) -> HttpResponse:
    """An editor sees what the organisation reported; a caregiver what she reported and what was answered."""
    her = request.membership
    if not her.has(Role.EDITOR, *CARE):
        return render(request, "feedback/feedback.html", {"nothing_for_her": True})
    wanted = _filter_from(request)
    page = Paginator(feedback_rows(wanted), PER_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    if rows:
        record("feedback.read", her, feedback=[str(row.id) for row in rows])
    if wanted.by:
        mark_seen(rows)
    context = {
        "page": page,
        "rows": rows,
        "wanted": wanted,
        "choices": choices_for(wanted),
        "as_editor": wanted.by is None,
        "both": her.has(Role.EDITOR) and her.has(*CARE),
        "visible": visible_cases(her, rows) if wanted.by else set(),
    }
    return render(request, "feedback/feedback.html", context)


def _filter_from(request: MemberRequest) -> FeedbackFilter:
    asked, her = request.GET, request.membership
    mine = not her.has(Role.EDITOR) or asked.get("van") == "mij"
    state = asked.get("stand", "" if mine else FeedbackState.OPEN)
    return FeedbackFilter(
        by=her if mine else None,
        state=state if state in FeedbackState.values else "",
        reason=asked.get("reden", "") if asked.get("reden") in Reason.values else "",
        slug=asked.get("bron", "")[:120].replace("\x00", ""),
    )


@needs(Role.EDITOR)
def answer_feedback(request: MemberRequest, feedback_id: UUID) -> HttpResponse:
    """The editor's answer, or a better one. Shows the claim, its sources and the comment; never the case."""
    her = request.membership
    found = feedback_for_editor(her, feedback_id)
    form = AnswerForm(request.POST or None, initial={"answer": str(found.answer or "")})
    status = 200
    if request.method == "POST":
        status = refused(form, lambda: keep_answer(her, found, answer=form.cleaned_data["answer"]))
        if not status:
            said = f"Je antwoord is bewaard. {found.by.name} ziet het bij Vandaag."
            messages.success(request, said, f"answer-{found.id}")
            return redirect("feedback", organisation=request.organisation.slug)
    else:
        record("feedback.read", found, case_id=found.case_id)
    return render(request, "feedback/answer.html", {"row": found, "form": form}, status=status)


@require_POST
def take_back_feedback(request: MemberRequest, feedback_id: UUID) -> HttpResponse:
    """Undo an own report, as long as nobody answered."""
    found = own_feedback(request.membership, feedback_id)
    try:
        take_back(found)
        messages.success(request, "Je melding is teruggenomen.")
    except AlreadyAnswered as answered:
        messages.info(request, str(answered))
    list_url = reverse("feedback", kwargs={"organisation": request.organisation.slug})
    return redirect(f"{list_url}?van=mij")
