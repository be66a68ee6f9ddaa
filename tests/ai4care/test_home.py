"""The front door, the programs' entrances, and the pages of what goes wrong."""

import html
from uuid import uuid4

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from ai4care.views import csrf_failure
from organisations.models import Membership, Role
from organisations.scope import organisation_scope
from referrals.models import Service
from tests import make
from tests.articles import SLUG, article
from tests.people import ANNA, CHRIS, DANA, GIL, HANNE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _everyone() -> None:
    make.cast()


def test_the_front_door_leads_straight_to_her_organisation() -> None:
    assert make.browser(ANNA).get("/")["Location"] == "/o/horizon/"


def test_who_belongs_to_two_chooses() -> None:
    with organisation_scope(make.organisation("kompas").id):
        Membership.objects.create(user=make.account(ANNA), name="Anna", roles=[Role.EDITOR])
    page = make.browser(ANNA).get("/").content.decode()
    assert "/o/horizon/" in page
    assert "/o/kompas/" in page


def test_who_belongs_nowhere_reads_so_and_sees_no_organisation() -> None:
    make.account(GIL)
    answer = make.browser(GIL).get("/")
    assert answer.status_code == 200
    assert "/o/" not in answer.content.decode().split("<main")[1]


def test_who_left_an_organisation_is_not_led_there() -> None:
    with make.at(HANNE) as hanne:
        hanne.active = False
        hanne.save()
    assert make.browser(HANNE).get("/").status_code == 200
    assert make.browser(HANNE).get("/o/horizon/").status_code == 404


def test_the_front_door_asks_to_log_in() -> None:
    assert Client().get("/")["Location"].startswith("/account/login/")


def test_a_load_balancer_hears_that_it_lives() -> None:
    assert Client().get(reverse("alive")).json() == {"alive": True}


def test_an_expired_login_leads_back_to_the_page_with_the_form() -> None:
    came_from = "http://testserver/o/horizon/casussen/1/"
    answer = Client().post(make.url("cases"), {"q": "Lotte"}, headers={"referer": came_from})
    assert answer["Location"] == "/account/login/?next=/o/horizon/casussen/1/"
    elsewhere = Client().post(make.url("cases"), headers={"referer": "https://kwaad.example/o/x/"})
    assert elsewhere["Location"] == "/account/login/?next=/"


def test_the_api_gives_her_cases_without_names() -> None:
    with make.at(ANNA) as anna:
        case = make.case(anna)
        make.note(anna, case)
    browser = make.browser(ANNA)
    listed = browser.get(make.url("api_cases")).json()
    assert [row["pseudonym"] for row in listed] == ["Rustige Beuk"]
    one = browser.get(make.url("api_case", case_id=case.id)).json()
    assert one["notes"][0]["text"].startswith("[JONGERE] (14) bleef")
    assert "Lotte" not in str(listed) + str(one)
    assert make.browser(DANA).get(make.url("api_cases")).json() == []
    for person in (HANNE, DANA):
        assert make.browser(person).get(make.url("api_case", case_id=case.id)).status_code == 404
    assert make.browser(CHRIS).get(make.url("api_case", organisation="kompas", case_id=case.id)).status_code == 404


def test_the_api_searches_knowledge_and_services() -> None:
    with make.at(ANNA):
        article()
        Service.objects.create(external_id="1", name="Huis van de school", content_hash="0")
    browser = make.browser(ANNA)
    assert SLUG in str(browser.get(make.url("api_knowledge") + "?q=school").json())
    (found,) = browser.get(make.url("api_services") + "?q=school").json()
    assert found["name"] == "Huis van de school"
    refused = browser.get(make.url("api_services") + "?leeftijd=veertien")
    assert (refused.status_code, refused.json()) == (400, {"leeftijd": ["Schrijf de leeftijd als getal."]})


@pytest.mark.parametrize("name", ["api_cases", "api_knowledge", "api_services", "api_schema"])
def test_the_api_answers_no_stranger(name: str) -> None:
    assert make.browser(CHRIS).get(make.url(name)).status_code == 404
    assert Client().get(make.url(name)).status_code == 302


def test_an_address_that_is_nowhere_gets_one_sentence_and_no_debug_page() -> None:
    for path in ("/bestaat-niet/", "/o/nergens/", make.url("case", case_id=uuid4())):
        answer = make.browser(ANNA).get(path)
        assert answer.status_code == 404
        assert "Deze pagina is er niet" in answer.content.decode()
        assert "urlpatterns" not in answer.content.decode()


def test_a_role_that_may_not_reads_so() -> None:
    answer = make.browser(ANNA).get(make.url("members"))
    assert answer.status_code == 403
    assert "Je rol geeft geen toegang tot deze pagina." in answer.content.decode()


def test_a_fault_of_ours_gets_a_page_without_its_details(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("Lotte Vermassen")

    monkeypatch.setattr("ai4care.today.waiting_for", broken)
    browser = make.browser(ANNA)
    browser.raise_request_exception = False
    answer = browser.get(make.url("today"))
    assert answer.status_code == 500
    assert "Er ging iets mis bij ons" in answer.content.decode()
    assert "Lotte" not in answer.content.decode()


def test_a_form_that_stood_open_too_long_is_refused_with_where_the_text_is() -> None:
    answer = csrf_failure(RequestFactory().post("/"), "")
    assert answer.status_code == 403
    assert "wat je typte staat nog in je browser" in html.unescape(answer.content.decode())


def test_a_form_from_elsewhere_is_refused() -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make.member(ANNA).user)
    assert browser.post(make.url("cases"), {"q": "x"}).status_code == 403


def test_a_form_that_is_far_too_large_is_refused_without_a_fault() -> None:
    with make.at(ANNA) as anna:
        case = make.case(anna)
    answer = make.browser(ANNA).post(make.url("note_write", case_id=case.id), {"text": "x" * (3 * 2**20)})
    assert answer.status_code in (400, 413)


@pytest.mark.parametrize("name", ["today", "cases", "services", "knowledge"])
def test_every_page_forbids_scripts_from_elsewhere_and_framing(name: str) -> None:
    answer = make.browser(ANNA).get(make.url(name))
    policy = answer["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "frame-ancestors 'none'" in policy
    assert (answer["X-Frame-Options"], answer["Referrer-Policy"]) == ("DENY", "same-origin")
