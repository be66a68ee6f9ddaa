"""Asking the knowledge bank, reading the answer, wiping the history."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from assistant.actions.questions import (
    KEPT_DAYS,
    ask_question,
    file_question,
    forget_all_questions,
    forget_question,
    mark_reply_seen,
)
from assistant.forms import QuestionForm
from assistant.models import Question
from assistant.permissions import question_for
from assistant.queries.questions import answer_of, questions_of, replied_among, reply_to
from cases.pseudonymiser import PseudonymiserError
from cases.views.keeping import NOT_NOW
from knowledge.embedding import EmbeddingProblem
from organisations.requests import MemberRequest


def questions(request: MemberRequest) -> HttpResponse:
    """The form, and what she asked before; one key in the form makes a double click one question."""
    form = QuestionForm(request.POST or None, initial={"idempotency_key": uuid4()})
    status = 200 if request.method == "GET" else 422
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                asked = ask_question(request.membership, **form.cleaned_data)
        except (PseudonymiserError, EmbeddingProblem) as problem:
            form.add_error(None, str(problem) if isinstance(problem, EmbeddingProblem) else NOT_NOW)
            status = 503
        else:
            messages.info(request, "Je vraag is bewaard zonder namen; alleen jij ziet ze.", "question")
            return redirect("question", organisation=request.organisation.slug, question_id=asked.id)
    history = questions_of(request.membership)
    context = {"form": form, "history": history, "replied": replied_among(history), "kept_days": KEPT_DAYS}
    return render(request, "assistant/questions.html", context, status=status)


def question(request: MemberRequest, question_id: UUID) -> HttpResponse:
    """The question, as it was kept, its answer, and what the editors decided about it."""
    found = question_for(request.membership, question_id)
    if reply_to(found):
        mark_reply_seen(found)
    return _shown(request, found, "assistant/question.html")


def question_state(request: MemberRequest, question_id: UUID) -> HttpResponse:
    """The answer alone, for htmx while a model writes."""
    return _shown(request, question_for(request.membership, question_id), "assistant/_answer.html")


def _shown(request: MemberRequest, found: Question, template: str) -> HttpResponse:
    form = QuestionForm(initial=_next(found))
    context = {"question": found, "answer": answer_of(found), "replied": reply_to(found), "form": form}
    return render(request, template, context)


def _next(found: Question) -> dict[str, object]:
    return {"idempotency_key": uuid4(), "on_date": found.on_date}


@require_POST
def question_file(request: MemberRequest, question_id: UUID) -> HttpResponse:
    """To the knowledge editors: no answer, or not a good one."""
    found = question_for(request.membership, question_id)
    if found.filed_at is None:
        file_question(found)
    messages.success(
        request, "Je vraag staat bij de kennisredacteurs. Ze lezen ze zonder namen, en zien dat ze van jou komt."
    )
    return redirect("question", organisation=request.organisation.slug, question_id=found.id)


@require_POST
def question_forget(request: MemberRequest, question_id: UUID) -> HttpResponse:
    """One question out of her history."""
    forget_question(question_for(request.membership, question_id))
    messages.success(request, "De vraag en haar antwoord zijn gewist.")
    return redirect("questions", organisation=request.organisation.slug)


@require_POST
def questions_forget(request: MemberRequest) -> HttpResponse:
    """Her whole history."""
    forget_all_questions(request.membership)
    messages.success(request, "Je vragen en hun antwoorden zijn gewist.")
    return redirect("questions", organisation=request.organisation.slug)
