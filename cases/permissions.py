"""The door to a case: the only way in, the same answer for absent and forbidden, and the read is written down."""

from typing import Literal
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from cases.models import Assignment, Case
from cases.rules import may_see
from organisations.actions.members import policy_here
from organisations.models import Membership, Role, TeamMember
from organisations.trail import record

CARE = (Role.CAREGIVER, Role.COACH)


def case_for(membership: Membership, case_id: UUID, *, to: Literal["read", "write"]) -> Case:
    """The case, when she needs to know it; Http404 otherwise. Reading is recorded here; a write records itself."""
    case = Case.objects.select_related("team").filter(id=case_id).first()
    if case is None or not _sees(membership, case):
        raise Http404
    if to == "read":
        record("case.read", case)
    return case


def cases_open_to(membership: Membership) -> QuerySet[Case]:
    """All cases she may see, for lists (a list shows pseudonyms only and is not a read of a case)."""
    none: QuerySet[Case] = Case.objects.none()
    if not membership.has(*CARE):
        return none
    teams = _teams_of(membership)
    mine = Case.objects.filter(assignments__membership=membership)
    theirs = Case.objects.filter(team_id__in=teams)
    if membership.has(Role.COACH) or policy_here().sees_team_cases:
        mine = mine | theirs
    return mine.distinct()


def _sees(membership: Membership, case: Case) -> bool:
    return may_see(
        assigned=Assignment.objects.filter(case=case, membership=membership).exists(),
        in_her_team=case.team_id in _teams_of(membership),
        is_caregiver=membership.has(Role.CAREGIVER),
        is_coach=membership.has(Role.COACH),
        team_sees_all=policy_here().sees_team_cases,
    )


def _teams_of(membership: Membership) -> list[UUID]:
    return list(TeamMember.objects.filter(membership=membership).values_list("team_id", flat=True))
