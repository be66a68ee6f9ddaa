"""Roles, teams, the last administrator, and the organisation's policy."""

from uuid import UUID

import pytest
from django.urls import reverse

from organisations.actions.members import (
    LastAdministrator,
    change_member,
    create_team,
    deactivate_member,
    policy_here,
    reactivate_member,
)
from organisations.models import Membership, Policy, Role, Team, TeamMember
from organisations.scope import organisation_scope
from tests import make
from tests.organisations.conftest import Browser
from tests.people import ANNA, BRAM, CHRIS, FAY, HANNE

TEXTS = {"ages": "keep", "dates": "relative"}
"""What the form of the policy asks besides."""


def page(name: str, **ids: object) -> str:
    """An address at Horizon."""
    return reverse(name, kwargs={"organisation": "horizon", **ids})


def test_roles_and_teams_become_exactly_what_was_chosen() -> None:
    with make.at(FAY):
        bram, east = Membership.objects.get(name="Bram"), Team.objects.get(name="Oost")
        change_member(bram, roles=[Role.DPO, Role.CAREGIVER], teams=[east])
        bram.refresh_from_db()
        assert bram.roles == ["caregiver", "dpo"]
        assert [place.team for place in bram.places.all()] == [east]
        change_member(bram, roles=[Role.CAREGIVER], teams=[])
        assert not TeamMember.objects.filter(membership=bram).exists()


def test_the_last_administrator_stays() -> None:
    with make.at(FAY) as fay:
        with pytest.raises(LastAdministrator):
            change_member(fay, roles=[Role.CAREGIVER], teams=[])
        with pytest.raises(LastAdministrator):
            deactivate_member(fay)
        fay.refresh_from_db()
        assert (fay.roles, fay.active) == (["administrator"], True)


def test_with_a_second_administrator_the_first_may_go() -> None:
    with make.at(FAY) as fay:
        change_member(Membership.objects.get(name="Bram"), roles=[Role.ADMINISTRATOR], teams=[])
        deactivate_member(fay)
        assert not Membership.objects.get(id=fay.id).active


def test_an_administrator_who_was_deactivated_does_not_count() -> None:
    with make.at(FAY) as fay:
        bram = Membership.objects.get(name="Bram")
        change_member(bram, roles=[Role.ADMINISTRATOR], teams=[])
        deactivate_member(bram)
        with pytest.raises(LastAdministrator):
            deactivate_member(fay)


def test_the_refusal_stands_beside_the_field_and_nothing_changes(as_: Browser) -> None:
    with make.at(FAY) as fay:
        address = page("member", member_id=fay.id)
    answer = as_(FAY).post(address, {"roles": ["caregiver"]})
    assert "Dit is de laatste beheerder. Maak eerst iemand anders beheerder." in answer.content.decode()
    with make.at(FAY) as fay:
        assert fay.roles == ["administrator"]


def test_who_was_deactivated_finds_nothing_any_more_and_returns_as_she_was(as_: Browser) -> None:
    with make.at(FAY):
        anna = Membership.objects.get(name="Anna")
        deactivate_member(anna)
    assert as_(ANNA).get(page("today")).status_code == 404
    with make.at(FAY):
        reactivate_member(anna)
    assert as_(ANNA).get(page("today")).status_code == 200


def test_a_role_counts_from_the_next_page_on(as_: Browser) -> None:
    browser = as_(ANNA)
    assert browser.get(page("members")).status_code == 403
    with make.at(FAY):
        change_member(Membership.objects.get(name="Anna"), roles=[Role.ADMINISTRATOR], teams=[])
    assert browser.get(page("members")).status_code == 200


@pytest.mark.parametrize("roles", [["onbestaand"], []])
def test_a_role_that_does_not_exist_is_refused(roles: list[str], as_: Browser) -> None:
    with make.at(FAY):
        bram = Membership.objects.get(name="Bram")
    as_(FAY).post(page("member", member_id=bram.id), {"roles": roles})
    with make.at(FAY):
        assert Membership.objects.get(name="Bram").roles == ["coach"]


def test_a_team_has_one_name_whatever_the_case(as_: Browser) -> None:
    answer = as_(FAY).post(page("teams"), {"name": " noord "})
    assert "Er is al een team met deze naam." in answer.content.decode()
    with make.at(FAY):
        assert create_team(name="West") in Team.objects.all()


def test_two_organisations_may_have_teams_of_one_name() -> None:
    with make.at(CHRIS):
        assert create_team(name="Noord").name == "Noord"


def test_the_policy_starts_with_its_defaults_and_there_is_one() -> None:
    with make.at(FAY):
        assert policy_here() == policy_here()
        assert Policy.objects.count() == 1
        assert (policy_here().sees_team_cases, policy_here().hypothesis_first) == (True, False)


def test_an_administrator_changes_the_policy_within_its_bounds(as_: Browser, horizon: UUID) -> None:
    browser = as_(FAY)
    refused = browser.post(page("policy"), {**TEXTS, "names_shown_minutes": "31"})
    assert "Kies hoogstens 30 minuten." in refused.content.decode()
    browser.post(page("policy"), {**TEXTS, "names_shown_minutes": "12", "hypothesis_first": "on"})
    with organisation_scope(horizon):
        held = Policy.objects.get()
    assert (held.names_shown_minutes, held.hypothesis_first, held.sees_team_cases) == (12, True, False)
    assert (held.ages, held.dates) == ("keep", "relative")


def test_the_policy_decides_whether_a_team_sees_its_cases(as_: Browser) -> None:
    with make.at(FAY):
        change_member(
            Membership.objects.get(name="Hanne"), roles=[Role.CAREGIVER], teams=[Team.objects.get(name="Noord")]
        )
    with make.at(ANNA) as anna:
        address = page("case", case_id=make.case(anna).id)
    assert as_(HANNE).get(address).status_code == 200
    as_(FAY).post(page("policy"), {**TEXTS, "names_shown_minutes": "5"})
    assert as_(HANNE).get(address).status_code == 404
    assert as_(BRAM).get(address).status_code == 200
    assert as_(ANNA).get(address).status_code == 200


def test_the_list_shows_everyone_with_roles_in_words(as_: Browser) -> None:
    shown = as_(FAY).get(page("members")).content.decode()
    for words in ("Anna", "hulpverlener", "teamcoach", "functionaris voor gegevensbescherming"):
        assert words in shown
    assert "Chris" not in shown
