"""Reads of cases, shaped for a page or for a model."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localdate

from cases.models import Case, Goal, Note
from cases.permissions import cases_open_to
from cases.pseudonymiser import SafeText, pronouns
from cases.vault import cases_with_name, read_vault
from organisations.models import Membership, Team

SORTS = {
    "-touched_at": "laatst gewijzigd",
    "pseudonym": "schuilnaam",
    "birth_year": "leeftijd, oudste eerst",
    "-birth_year": "leeftijd, jongste eerst",
}


@dataclass(frozen=True, kw_only=True)
class CaseFilter:
    """What a caregiver narrows her list with; empty values do not narrow."""

    whose: str = "mine"
    search: str = ""
    team: str = ""
    access: str = ""
    closed: bool = False
    sort: str = "-touched_at"


def cases_of(membership: Membership, wanted: CaseFilter) -> QuerySet[Case]:
    """The cases on her list, with the date of the last note and the number of notes; one query."""
    kept = Note.objects.filter(case=OuterRef("pk"), deleted_at=None)
    found = (
        cases_open_to(membership)
        .select_related("team")
        .annotate(
            last_note=Subquery(kept.values("happened_on")[:1]),
            notes_kept=Count("notes", filter=Q(notes__deleted_at=None), distinct=True),
        )
    )
    if wanted.whose == "mine":
        found = found.filter(assignments__membership=membership)
    found = found.filter(closed_at__isnull=not wanted.closed)
    if wanted.team:
        found = found.filter(team_id=wanted.team)
    if wanted.access:
        found = found.filter(access_track=wanted.access)
    if wanted.search.strip():
        named = cases_with_name(wanted.search)
        found = found.filter(Q(pseudonym__icontains=wanted.search.strip()) | Q(id__in=named))
    return found.order_by(wanted.sort if wanted.sort in SORTS else "-touched_at", "id")


def counts_for(membership: Membership) -> dict[str, Any]:
    """How many cases each choice of the filter bar would show."""
    open_ones = cases_open_to(membership).filter(closed_at=None)
    return {
        "mine": open_ones.filter(assignments__membership=membership).count(),
        "team": open_ones.count(),
        "closed": cases_open_to(membership).exclude(closed_at=None).count(),
    }


def teams_of(membership: Membership) -> QuerySet[Team]:
    """The teams she belongs to."""
    return Team.objects.filter(places__membership=membership)


def timeline_of(case: Case) -> QuerySet[Note]:
    """The notes of a case that were not deleted, newest first."""
    return Note.objects.filter(case=case, deleted_at=None).select_related("author")


def deleted_notes(case: Case) -> QuerySet[Note]:
    """The notes that can be put back, last deleted first."""
    gone = Note.objects.filter(case=case).exclude(deleted_at=None)
    return gone.order_by("-deleted_at")


@dataclass(frozen=True, kw_only=True)
class CaseBrief:
    """What thinking about a case needs, and no more: pseudonymised text and coarse facts."""

    text: SafeText
    pronouns: SafeText | None
    notes: int
    age: int
    access_track: str
    living_situation: str
    municipality: str


def case_brief(case: Case) -> CaseBrief:
    """The notes, oldest first, after the goals; the vault is read for the municipality and for who is he or she."""
    goals = [goal.text for goal in Goal.objects.filter(case=case, reached_at=None)]
    notes = [note.text for note in timeline_of(case).order_by("happened_on", "created_at")]
    text = SafeText.joined([*goals, *notes])
    secrets = read_vault(case)
    return CaseBrief(
        text=text,
        pronouns=pronouns(secrets.key, text=text),
        notes=len(notes),
        age=localdate().year - case.birth_year,
        access_track=case.access_track,
        living_situation=case.living_situation,
        municipality=secrets.municipality,
    )
