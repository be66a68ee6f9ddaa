"""Where a person arrives: straight in, a choice, or a page that says she belongs nowhere yet."""

from organisations.actions.members import change_member
from organisations.models import Membership, Role
from organisations.scope import organisation_scope
from tests import make
from tests.organisations.conftest import Browser
from tests.people import ANNA, BRAM, DANA, ELI, FAY, GIL, VERA


def in_both() -> None:
    """Bram works at Kompas too."""
    with organisation_scope(make.organisation("kompas").id):
        Membership.objects.create(user=make.account(BRAM), name="Bram", roles=[Role.CAREGIVER])


def test_with_one_organisation_she_is_there_at_once(as_: Browser) -> None:
    assert as_(ANNA).get("/")["Location"] == "/o/horizon/"


def test_with_two_she_chooses(as_: Browser) -> None:
    in_both()
    shown = as_(BRAM).get("/").content.decode()
    assert "/o/horizon/" in shown
    assert "/o/kompas/" in shown


def test_an_organisation_where_she_stopped_is_not_offered(as_: Browser) -> None:
    in_both()
    with organisation_scope(make.organisation("kompas").id):
        her = Membership.objects.get(name="Bram")
        her.active = False
        her.save()
    assert as_(BRAM).get("/")["Location"] == "/o/horizon/"


def test_without_any_the_page_says_what_to_do(as_: Browser) -> None:
    answer = as_(GIL).get("/")
    assert answer.status_code == 200
    assert "/o/" not in answer.content.decode()
    assert "beheerder" in answer.content.decode()


def test_who_is_not_logged_in_returns_to_the_page_she_asked_for(as_: Browser) -> None:
    browser = as_(ANNA)
    browser.logout()
    assert browser.get("/o/horizon/casussen/")["Location"] == "/account/login/?next=/o/horizon/casussen/"


def test_after_an_expired_login_a_form_leads_back_to_its_own_page(as_: Browser) -> None:
    browser = as_(ANNA)
    browser.logout()
    came = "http://testserver/o/horizon/beheer/teams/"
    answer = browser.post("/o/horizon/beheer/teams/", {"name": "x"}, headers={"referer": came})
    assert answer["Location"] == "/account/login/?next=/o/horizon/beheer/teams/"
    elders = browser.post("/o/horizon/beheer/teams/", headers={"referer": "https://elders.example/o/horizon/"})
    assert elders["Location"] == "/account/login/?next=/"


def test_today_shows_her_cases_and_not_those_of_others(as_: Browser) -> None:
    with make.at(ANNA) as anna:
        make.case(anna)
    assert "Rustige Beuk" in as_(ANNA).get("/o/horizon/").content.decode()
    for other in (DANA, ELI, FAY, VERA):
        assert "Rustige Beuk" not in as_(other).get("/o/horizon/").content.decode()


def test_today_shows_each_role_its_own_corner(as_: Browser) -> None:
    corners = {DANA: "Logboek bekijken", ELI: "Feedback beantwoorden", FAY: "Leden en teams beheren"}
    for person, corner in corners.items():
        shown = as_(person).get("/o/horizon/").content.decode()
        assert [label for label in corners.values() if label in shown] == [corner]


def test_a_caregiver_without_a_team_is_told_why_she_sees_nothing(as_: Browser) -> None:
    with make.at(FAY):
        change_member(Membership.objects.get(name="Anna"), roles=[Role.CAREGIVER], teams=[])
    assert "team" in as_(ANNA).get("/o/horizon/").content.decode().split("<main")[1]


def test_the_navigation_offers_only_what_opens(as_: Browser) -> None:
    for person in (ANNA, BRAM, DANA, ELI, FAY, VERA):
        browser = as_(person)
        shown = browser.get("/o/horizon/")
        offered = [page["url"] for page in shown.context["navigation"]]
        assert [url for url in offered if browser.get(url).status_code != 200] == []
