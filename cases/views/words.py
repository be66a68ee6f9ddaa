"""The words that are no name in the organisation: a count for who runs it, the words for who may open their cases."""

from collections.abc import Iterator
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from cases.models import Case, SharedWord
from cases.permissions import case_for, cases_open_to
from cases.rereading.deciding import take_back_word
from cases.rereading.reading import forget_readings
from cases.vault import read_vault
from cases.words import shared_here
from organisations.models import Role
from organisations.permissions import needs
from organisations.requests import MemberRequest
from organisations.trail import record

MAY_SEE = (Role.COACH, Role.ADMINISTRATOR, Role.EDITOR)


@needs(*MAY_SEE)
def shared_words(request: MemberRequest) -> HttpResponse:
    """How many there are; a coach reads those of the cases she may open, which is recorded."""
    rows = [(case, word, row) for case in _cases(request) for word, row in _words(case)]
    total = SharedWord.objects.count()
    context = {
        "rows": rows,
        "total": total,
        "elsewhere": total - len(rows),
        "coach": request.membership.has(Role.COACH),
    }
    return render(request, "cases/words.html", context)


@needs(Role.COACH)
@require_POST
def shared_word_take_back(request: MemberRequest, word_id: UUID) -> HttpResponse:
    """One word may be a name after all: it is hidden again in texts from now on."""
    row = get_object_or_404(SharedWord.objects, id=word_id)
    found = case_for(request.membership, row.case_id, to="write")
    for word, held in _words(found):
        if held.id == row.id:
            take_back_word(found, word)
    messages.success(request, "Teruggenomen. Dit woord wordt voortaan weer herkend en vervangen.")
    return redirect("shared_words", organisation=request.organisation.slug)


@needs(*MAY_SEE)
@require_POST
def shared_words_clear(request: MemberRequest) -> HttpResponse:
    """All of them, unread: the safe way when somebody doubts. What was said in each case stays in that case."""
    for row in SharedWord.objects.all():
        row.delete()
    forget_readings()
    messages.success(request, "Alle woorden zijn teruggenomen. Per casus blijft onthouden wat daar geen naam is.")
    return redirect("shared_words", organisation=request.organisation.slug)


def _cases(request: MemberRequest) -> Iterator[Case]:
    """The cases whose words she may read; reading them is recorded for each."""
    if not request.membership.has(Role.COACH):
        return
    for case in cases_open_to(request.membership).filter(id__in=SharedWord.objects.values("case_id")):
        record("words.shown", case)
        yield case


def _words(case: Case) -> list[tuple[str, SharedWord]]:
    return list(shared_here(case, read_vault(case).dismissed).items())
