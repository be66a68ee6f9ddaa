"""Notes and goals: written, pseudonymised before they are kept, changed, deleted, put back."""

import json
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from cases.actions import (
    add_goal,
    change_note,
    delete_note,
    hidden_in,
    reach_goal,
    restore_note,
    write_note,
)
from cases.forms import LABEL_WORDS, LONGEST_NOTE, TOO_LONG, GoalForm, NoteForm, marks_from
from cases.models import Case, Goal, Note
from cases.permissions import case_for
from cases.pseudonymiser import PseudonymiserError
from cases.standing import pieces_of, typed
from cases.standing_out import COARSER, warnings_in
from cases.vault import read_vault
from cases.views.cases import case_context
from cases.views.keeping import NOT_NOW, refused
from organisations.requests import MemberRequest
from organisations.trail import record


@require_POST
def marks_find(request: MemberRequest, case_id: UUID) -> HttpResponse:
    """What would be hidden in the text being typed. Nothing is kept or logged. JSON in, JSON out, code points."""
    found = case_for(request.membership, case_id, to="write")
    try:
        asked = json.loads(request.body)
        text = asked["text"]
        dismissed, added = asked.get("dismissed"), asked.get("added")
        if not isinstance(text, str):
            raise TypeError
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
        return JsonResponse({"error": "Deze vraag is niet te lezen."}, status=400)
    if len(text) > LONGEST_NOTE:
        return JsonResponse({"error": TOO_LONG}, status=413)
    marks = marks_from(dismissed, added, text=text)
    secrets = read_vault(found)
    try:
        spans = hidden_in(found, text=text, secrets=secrets, marks=marks).spans
    except PseudonymiserError:
        return JsonResponse({"error": NOT_NOW}, status=503)
    return JsonResponse(
        {
            "spans": [{"start": s.start, "end": s.end, "label": s.label, "token": s.token} for s in spans],
            "warnings": warnings_in(text, case=found, secrets=secrets),
        }
    )


def note_write(request: MemberRequest, case_id: UUID) -> HttpResponse:
    """Keep a new note; a refusal gives the page back with the text in it. Who returns to its address gets the case."""
    found = case_for(request.membership, case_id, to="write")
    if request.method != "POST":
        return redirect("case", organisation=request.organisation.slug, case_id=found.id)
    form = NoteForm(request.POST)
    written: list[Note] = []
    status = refused(form, lambda: written.append(_write(request, found, form)))
    if status:
        return render(request, "cases/case.html", case_context(request, found, note_form=form), status=status)
    messages.success(request, "De notitie is gepseudonimiseerd en bewaard.", f"note-{found.id}")
    return _to_case(request, found, saved=written[0])


def _to_case(request: MemberRequest, found: Case, *, saved: Note) -> HttpResponse:
    """Back to the case, which then warns of what stands out in this note."""
    address = reverse("case", kwargs={"organisation": request.organisation.slug, "case_id": found.id})
    return redirect(f"{address}?bewaard={saved.id}")


def _write(request: MemberRequest, found: Case, form: NoteForm) -> Note:
    data = form.cleaned_data
    return write_note(
        request.membership,
        found,
        text=data["text"],
        kind=data["kind"],
        happened_on=data["happened_on"],
        marks=form.marks(),
    )


def note_change(request: MemberRequest, case_id: UUID, note_id: UUID) -> HttpResponse:
    """Change a note: its own words come back into the editor, which is recorded as showing names."""
    found = case_for(request.membership, case_id, to="write")
    note = get_object_or_404(Note.objects, id=note_id, case=found, deleted_at=None)
    if request.method == "POST":
        form = NoteForm(request.POST)
        status = refused(form, lambda: _change(note, form))
        if not status:
            messages.success(request, "De notitie is bewaard.", f"note-change-{found.id}")
            return _to_case(request, found, saved=note)
    else:
        status = 0
        record("names.shown", note, case_id=found.id)
        form = NoteForm(initial={**_typed(found, note), "kind": note.kind, "happened_on": note.happened_on})
    return render(
        request,
        "cases/note.html",
        {"case": found, "note": note, "form": form, "labels": LABEL_WORDS, "coarser": COARSER},
        status=status or 200,
    )


def _typed(found: Case, note: Note) -> dict[str, str]:
    """The text as it was typed, with a mark on what she once marked herself: it would not be recognised again."""
    secrets = read_vault(found)
    pieces = pieces_of(note.text, key=secrets.key)
    text = typed(pieces)
    spans = hidden_in(found, text=text, secrets=secrets).spans
    unseen = [p for p in pieces if p.token and not any(s.start <= p.start and p.end <= s.end for s in spans)]
    return {"text": text, "added": json.dumps([[p.start, p.end, p.label] for p in unseen])}


def _change(note: Note, form: NoteForm) -> None:
    data = form.cleaned_data
    change_note(note, text=data["text"], kind=data["kind"], happened_on=data["happened_on"], marks=form.marks())


@require_POST
def note_delete(request: MemberRequest, case_id: UUID, note_id: UUID) -> HttpResponse:
    """Take a note away, with a way back."""
    found = case_for(request.membership, case_id, to="write")
    note = get_object_or_404(Note.objects, id=note_id, case=found)
    delete_note(note)
    messages.info(request, "De notitie is verwijderd. Onderaan de tijdlijn kun je ze terugzetten.")
    return redirect("case", organisation=request.organisation.slug, case_id=found.id)


@require_POST
def note_restore(request: MemberRequest, case_id: UUID, note_id: UUID) -> HttpResponse:
    """Put it back."""
    found = case_for(request.membership, case_id, to="write")
    restore_note(get_object_or_404(Note.objects, id=note_id, case=found))
    messages.success(request, "De notitie staat er weer.")
    return redirect("case", organisation=request.organisation.slug, case_id=found.id)


def goal_add(request: MemberRequest, case_id: UUID) -> HttpResponse:
    """A new goal. Who returns to the address of a refused one gets the case."""
    found = case_for(request.membership, case_id, to="write")
    if request.method != "POST":
        return redirect("case", organisation=request.organisation.slug, case_id=found.id)
    form = GoalForm(request.POST)
    status = refused(form, lambda: add_goal(found, text=form.cleaned_data["text"]))
    if status:
        context = {**case_context(request, found), "goal_form": form}
        return render(request, "cases/case.html", context, status=status)
    messages.success(request, "Het doel is bewaard.", f"goal-{found.id}")
    return redirect("case", organisation=request.organisation.slug, case_id=found.id)


@require_POST
def goal_reach(request: MemberRequest, case_id: UUID, goal_id: UUID) -> HttpResponse:
    """Reached, or not yet after all."""
    found = case_for(request.membership, case_id, to="write")
    reach_goal(get_object_or_404(Goal.objects, id=goal_id, case=found))
    return redirect("case", organisation=request.organisation.slug, case_id=found.id)
