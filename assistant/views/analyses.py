"""Asking for an analysis, following it, reading it."""

from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from assistant.actions.analyses import mark_read, request_analysis
from assistant.forms import AnalysisForm
from assistant.models import Analysis
from assistant.permissions import analysis_for
from assistant.queries.analyses import FINISHED, memo_of, steps_of
from cases.actions import CaseClosed
from cases.names import names_shown
from cases.permissions import case_for
from cases.pseudonymiser import PseudonymiserError
from cases.queries import timeline_of
from cases.views.keeping import NOT_NOW
from organisations.actions.members import policy_here
from organisations.models import RunState
from organisations.requests import MemberRequest


def analysis_ask(request: MemberRequest, case_id: UUID) -> HttpResponse:
    """The form; one key in it makes a double click one analysis."""
    case = case_for(request.membership, case_id, to="write")
    first = policy_here().hypothesis_first
    form = AnalysisForm(request.POST or None, hypothesis_first=first, initial={"idempotency_key": uuid4()})
    status = 200 if request.method == "GET" else 422
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                analysis = request_analysis(request.membership, case, **form.cleaned_data)
        except PseudonymiserError:
            form.add_error(None, NOT_NOW)
            status = 503
        except CaseClosed as closed:
            form.add_error(None, str(closed))
            status = 409
        else:
            messages.info(request, "De analyse is gevraagd.", f"analysis-{case.id}")
            return redirect("analysis", organisation=request.organisation.slug, analysis_id=analysis.id)
    context = {"case": case, "form": form, "notes": timeline_of(case).count(), "hypothesis_first": first}
    return render(request, "assistant/ask.html", context, status=status)


def analysis(request: MemberRequest, analysis_id: UUID) -> HttpResponse:
    """The progress while it is written, the memo when it is there."""
    found = analysis_for(request.membership, analysis_id, to="read")
    return render(request, "assistant/analysis.html", _context(request, found))


def analysis_state(request: MemberRequest, analysis_id: UUID) -> HttpResponse:
    """The same part of the page, for htmx: asked for again and again while it is written, so not a read of its own."""
    found = analysis_for(request.membership, analysis_id, to="write")
    return render(request, "assistant/_analysis.html", _context(request, found))


def _context(request: MemberRequest, found: Analysis) -> dict[str, object]:
    context: dict[str, object] = {
        "analysis": found,
        "case": found.case,
        "names": names_shown(request.session, found.case),
    }
    if found.state == RunState.DONE:
        context["memo"] = memo_of(found)
    else:
        context["steps"] = steps_of(found)
        context["stream_url"] = _stream_url(request, found)
    if found.state in FINISHED and found.asked_by_id == request.membership.id:
        mark_read(found)
    return context


def _stream_url(request: MemberRequest, found: Analysis) -> str:
    path = reverse(
        "analysis_stream",
        urlconf="ai4care.stream_urls",
        kwargs={"slug": request.organisation.slug, "analysis_id": found.id},
    )
    return f"{settings.STREAM_ORIGIN}{path}"


def analysis_sent(request: MemberRequest, analysis_id: UUID) -> HttpResponse:
    """What left the building for this analysis, to whom, and what it cost."""
    found = analysis_for(request.membership, analysis_id, to="read")
    return render(request, "assistant/sent.html", {"analysis": found, "case": found.case})
