"""The list of cases, a new case, and the case page."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from cases import names
from cases.actions import assign, close_case, open_case, reopen_case
from cases.forms import (
    LABEL_WORDS,
    AssignmentForm,
    CaseForm,
    GoalForm,
    NoteForm,
    PeopleFormSet,
    people_formset,
)
from cases.models import AccessTrack, Assignment, Case, Note
from cases.permissions import CARE, case_for, cases_open_to
from cases.pseudonymiser import PseudonymiserError
from cases.queries import SORTS, CaseFilter, cases_of, counts_for, deleted_notes, teams_of, timeline_of
from cases.rereading.showing import texts_waiting
from cases.rules import names_in, proposed_pseudonym
from cases.standing_out import COARSER, warnings_about
from cases.vault import Secrets, read_vault
from cases.views.keeping import NOT_NOW
from organisations.actions.members import policy_here
from organisations.models import Role
from organisations.permissions import needs
from organisations.requests import MemberRequest

PER_PAGE = 25
MOST_FOUND = 100


@needs(*CARE)
def cases(request: MemberRequest) -> HttpResponse:
    """Her list: her own cases, or all she may see. A search is posted, since it may be a real name."""
    wanted = _filter_from(request)
    per_page = MOST_FOUND if wanted.search else PER_PAGE
    page = Paginator(cases_of(request.membership, wanted), per_page).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "wanted": wanted,
        "show_mine": wanted.whose == "mine" and not wanted.closed,
        "show_team": wanted.whose == "team" and not wanted.closed,
        "counts": counts_for(request.membership),
        "teams": teams_of(request.membership),
        "tracks": AccessTrack.choices,
        "sorts": SORTS.items(),
        "any_case": cases_open_to(request.membership).exists(),
    }
    return render(request, "cases/cases.html", context)


def _filter_from(request: HttpRequest) -> CaseFilter:
    asked = request.GET
    team = asked.get("team", "")
    return CaseFilter(
        whose="team" if asked.get("whose") == "team" else "mine",
        search=request.POST.get("q", "")[:100].replace("\x00", ""),
        team=team if _is_uuid(team) else "",
        access=asked.get("toegang", "") if asked.get("toegang") in AccessTrack.values else "",
        closed=asked.get("afgesloten") == "1",
        sort=asked.get("sort", "-touched_at"),
    )


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@needs(*CARE)
def case_new(request: MemberRequest) -> HttpResponse:
    """Open a case; the pseudonym is proposed, names go into the key only."""
    teams = teams_of(request.membership)
    rows = 4 if request.method == "GET" else 0
    formset = people_formset(rows=rows)
    if request.method == "POST" and "more" in request.POST:
        return _with_more_rows(request)
    taken = set(Case.objects.values_list("pseudonym", flat=True))
    start = {"pseudonym": proposed_pseudonym(taken=taken), "team": teams.first()}
    form = CaseForm(request.POST or None, teams=teams, initial=start)
    people = formset(request.POST or None, prefix="people", initial=None if rows == 0 else [{"role": "jongere"}])
    status = 200 if request.method == "GET" else 422
    if request.method == "POST" and _all_well(form, people):
        try:
            with transaction.atomic():
                case = _opened(request, form, people)
        except PseudonymiserError:
            form.add_error(None, NOT_NOW)
            status = 503
        else:
            messages.success(request, f"De casus {case.pseudonym} is geopend. Schrijf de eerste notitie.", "case-new")
            return redirect("case", organisation=request.organisation.slug, case_id=case.id)
    return render(request, "cases/case_new.html", {"form": form, "people": people, "teams": teams}, status=status)


def _all_well(form: CaseForm, people: PeopleFormSet) -> bool:
    """Both forms are filled in well, and the pseudonym gives no name of the case away."""
    if not (form.is_valid() and people.is_valid()):
        return False
    if names_in(form.cleaned_data["pseudonym"], names=[person.name for person in people.people()]):
        form.add_error("pseudonym", "In deze schuilnaam staat de naam van iemand uit de casus. Neem een andere.")
    return form.is_valid()


def _with_more_rows(request: MemberRequest) -> HttpResponse:
    posted = request.POST.copy()
    total = int(posted.get("people-TOTAL_FORMS", "0") or 0) if posted.get("people-TOTAL_FORMS", "0").isdigit() else 0
    posted["people-TOTAL_FORMS"] = str(min(60, total + 4))
    teams = teams_of(request.membership)
    form = CaseForm(teams=teams, initial={name: value for name, value in posted.items() if value})
    people = people_formset(rows=0)(posted, prefix="people")
    return render(request, "cases/case_new.html", {"form": form, "people": people, "teams": teams})


def _opened(request: MemberRequest, form: CaseForm, people: PeopleFormSet) -> Case:
    data = form.cleaned_data
    goals = [line.strip() for line in data.pop("goals").splitlines() if line.strip()]
    return open_case(request.membership, **data, goals=goals, people=people.people())


def case(request: MemberRequest, case_id: UUID) -> HttpResponse:
    """One case: who and where, the timeline, the sparring partner."""
    found = case_for(request.membership, case_id, to="read")
    response = render(request, "cases/case.html", case_context(request, found, saved=request.GET.get("bewaard", "")))
    left = names.seconds_left(request.session, found)
    if left:
        response["Refresh"] = str(left + 1)
    return response


def case_context(
    request: MemberRequest, found: Case, *, note_form: NoteForm | None = None, saved: str = ""
) -> dict[str, object]:
    """All that the case page shows; also used when a note was refused. `saved` is the id of a note just kept."""
    secrets = read_vault(found)
    return {
        "case": found,
        "texts_waiting": texts_waiting(found),
        "standing_out": _standing_out(found, saved, secrets),
        "coarser": COARSER,
        "people": [entry for entry in secrets.key.entries if entry.label == "PERSON"],
        "names": names.names_shown(request.session, found),
        "names_minutes": policy_here().names_shown_minutes,
        "notes": timeline_of(found)[:200],
        "deleted": deleted_notes(found),
        "labels": LABEL_WORDS,
        "goals": found.goals.all(),
        "goal_form": GoalForm(),
        "assigned": [held.membership for held in found.assignments.select_related("membership")],
        "note_form": note_form or NoteForm(initial={"happened_on": localdate()}),
    }


def _standing_out(found: Case, saved: str, secrets: Secrets) -> dict[str, object] | None:
    """What stands out in the note that was just kept: its id and a sentence for each combination."""
    note = Note.objects.filter(id=saved, case=found, deleted_at=None).first() if _is_uuid(saved) else None
    warnings = warnings_about(note, secrets=secrets) if note else ()
    return {"note": note, "warnings": warnings} if warnings else None


@require_POST
def case_close(request: MemberRequest, case_id: UUID) -> HttpResponse:
    """Close it, or open it again."""
    found = case_for(request.membership, case_id, to="write")
    if found.closed_at:
        reopen_case(found)
        messages.success(request, "De casus is heropend.")
    else:
        close_case(found)
        messages.success(request, "De casus is afgesloten. Alles blijft leesbaar en je kunt ze heropenen.")
    return redirect("case", organisation=request.organisation.slug, case_id=found.id)


@needs(Role.COACH, Role.CAREGIVER)
def case_assign(request: MemberRequest, case_id: UUID) -> HttpResponse:
    """Who works on the case."""
    found = case_for(request.membership, case_id, to="write")
    now = Assignment.objects.filter(case=found).values_list("membership_id", flat=True)
    form = AssignmentForm(request.POST or None, team=found.team, initial={"members": list(now)})
    if request.method == "POST" and form.is_valid():
        assign(found, members=form.cleaned_data["members"])
        messages.success(request, "De toewijzing is bewaard.")
        return redirect("case", organisation=request.organisation.slug, case_id=found.id)
    context = {"case": found, "form": form}
    return render(request, "cases/case_assign.html", context, status=422 if form.errors else 200)
