"""The one door to a case: who gets in, what strangers are told, and what is written down."""

import re
from uuid import uuid4

import pytest
from django.http import Http404

from cases.actions import assign, close_case
from cases.models import Case
from cases.permissions import case_for, cases_open_to
from organisations.actions.members import policy_here
from organisations.models import TeamMember, TrailEntry
from tests import make
from tests.people import ANNA, BRAM, CHRIS, DANA, ELI, FAY, HANNE, VERA, Person

# person: (as it is, teams closed to each other's cases, assigned to nobody, teams closed and assigned to Hanne)
TABLE = {
    ANNA: (True, True, True, False),
    BRAM: (True, True, True, True),
    HANNE: (False, False, False, True),
    DANA: (False, False, False, False),
    ELI: (False, False, False, False),
    FAY: (False, False, False, False),
    VERA: (False, False, False, False),
    CHRIS: (False, False, False, False),
}
TOKEN = re.compile(rb'csrfmiddlewaretoken" value="[^"]+"|"X-CSRFToken": "[^"]+"')
SITUATIONS = ("as it is", "closed teams", "assigned to nobody", "closed teams, assigned to Hanne")


def arrange(case: Case, situation: str) -> None:
    with make.at(ANNA):
        if "closed teams" in situation:
            policy = policy_here()
            policy.sees_team_cases = False
            policy.save()
        if "nobody" in situation:
            assign(case, members=[])
        if "Hanne" in situation:
            assign(case, members=[make.member(HANNE)])


@pytest.mark.parametrize("place", range(len(SITUATIONS)), ids=SITUATIONS)
@pytest.mark.parametrize("person", TABLE, ids=lambda person: person.name)
def test_who_gets_in(case: Case, person: Person, place: int) -> None:
    arrange(case, SITUATIONS[place])
    with make.at(person) as her:
        if TABLE[person][place]:
            assert case_for(her, case.id, to="read") == case
            assert case_for(her, case.id, to="write") == case
            assert list(cases_open_to(her)) == [case]
        else:
            for to in ("read", "write"):
                with pytest.raises(Http404):
                    case_for(her, case.id, to=to)
            assert not cases_open_to(her).exists()


def test_a_coach_without_the_team_does_not_get_in(case: Case) -> None:
    with make.at(BRAM) as bram:
        TeamMember.objects.get(membership=bram).delete()
        with pytest.raises(Http404):
            case_for(bram, case.id, to="read")


def test_the_absent_and_the_forbidden_are_told_the_same(case: Case) -> None:
    browser = make.browser(HANNE)
    forbidden, absent = [browser.get(make.url("case", case_id=case_id)) for case_id in (case.id, uuid4())]
    assert (forbidden.status_code, absent.status_code) == (404, 404)
    assert TOKEN.sub(b"", forbidden.content) == TOKEN.sub(b"", absent.content)


def reads(case: Case) -> list[TrailEntry]:
    with make.at(DANA):
        return list(TrailEntry.objects.filter(event="case.read", case_id=case.id))


def test_reading_the_page_is_written_down_once_with_who_and_why(case: Case) -> None:
    assert make.browser(BRAM).get(make.url("case", case_id=case.id)).status_code == 200
    (entry,) = reads(case)
    assert (entry.actor_name, entry.role, entry.purpose) == ("Bram", "coach", "zorg")
    assert entry.actor_id == make.member(BRAM).user_id
    assert entry.object_pk == str(case.id)
    assert entry.request_id is not None


def test_a_refused_reading_and_a_list_are_not_a_read(case: Case) -> None:
    make.browser(HANNE).get(make.url("case", case_id=case.id))
    make.browser(ANNA).get(make.url("cases"))
    make.browser(ANNA).get(make.url("today"))
    assert reads(case) == []


def test_the_api_writes_the_read_down_as_well(case: Case) -> None:
    assert make.browser(ANNA).get(make.url("api_case", case_id=case.id)).status_code == 200
    assert len(reads(case)) == 1


def test_a_closed_case_can_still_be_read(case: Case) -> None:
    with make.at(ANNA) as anna:
        close_case(case)
        assert case_for(anna, case.id, to="read") == case
