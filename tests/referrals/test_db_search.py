"""Searching services: filters are exact, the unknown ranks lower, and each organisation sees its own and the shared."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from organisations.scope import SHARED, organisation_scope
from referrals.gazetteer import distance_km, locate
from referrals.models import Service, WaitingTime
from referrals.queries import ServiceFilters, search_services
from tests import make
from tests.people import ANNA, CHRIS

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def service(name: str, *, at: str = "", **changes: Any) -> Service:
    """A service of the organisation in scope, in the middle of this municipality."""
    place = locate(at) if at else None
    points = {"latitude": place.latitude, "longitude": place.longitude} if place else {}
    made: Service = Service.objects.create(
        **{
            "external_id": name, "name": name, "content_hash": "0", "municipality": at,
            "addresses": [points] if points else [], **points, **changes,
        }
    )  # fmt: skip
    return made


def waits(of: Service, *, weeks: int, days_ago: int = 0) -> None:
    reported = TODAY - timedelta(days=days_ago)
    WaitingTime.objects.create(service_id=of.id, weeks=weeks, source="dienst", reported_on=reported)


def found(need: str = "", **filters: Any) -> list[str]:
    return [one.name for one in search_services(need, filters=ServiceFilters(**filters))]


@pytest.mark.parametrize(
    ("age", "names"),
    [(11, {"onbekend"}), (12, {"12-17", "onbekend"}), (17, {"12-17", "vanaf 17", "onbekend"}),
     (18, {"vanaf 17", "onbekend"}), (0, {"onbekend"})],
)  # fmt: skip
def test_an_age_fits_from_the_first_to_the_last_year(age: int, names: set[str]) -> None:
    with make.at(ANNA):
        service("12-17", min_age=12, max_age=17)
        service("vanaf 17", min_age=17)
        service("onbekend")
        assert set(found(age=age)) == names
        assert found(age=17)[-1] == "onbekend"


def test_a_distance_is_counted_to_the_kilometre() -> None:
    here = locate("Lokeren")
    zele = locate("Zele")
    assert here
    assert zele
    km = distance_km(here, (zele.latitude, zele.longitude))
    with make.at(ANNA):
        service("Zele", at="Zele")
        service("Oostende", at="Oostende")
        service("chat", remote=True)
        service("nergens")
        assert set(found(municipality="Lokeren", max_km=km + 0.01)) == {"Zele", "chat", "nergens"}
        assert set(found(municipality="Lokeren", max_km=km - 0.01)) == {"chat", "nergens"}
        assert set(found(municipality="9160", max_km=200)) == {"Zele", "Oostende", "chat", "nergens"}
        (first,) = [
            one for one in search_services("", filters=ServiceFilters(municipality="Lokeren")) if one.name == "Zele"
        ]
        assert first.km == pytest.approx(km)


def test_an_unknown_municipality_filters_nothing() -> None:
    with make.at(ANNA):
        service("Zele", at="Zele")
        assert found(municipality="Atlantis", max_km=5) == ["Zele"]


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"access": "rtj"}, {"rtj", "onbekend"}),
        ({"access": "crisis"}, {"crisis", "onbekend"}),
        ({"language": "ar"}, {"onbekend", "Arabisch"}),
        ({"language": "nl"}, {"rtj", "crisis", "onbekend", "betalend", "gratis"}),
        ({"free": True}, {"rtj", "crisis", "onbekend", "Arabisch", "gratis"}),
        ({"rubric": "Wonen"}, {"gratis"}),
    ],
)
def test_access_language_price_and_rubric_shut_out_only_what_says_otherwise(
    filters: dict[str, Any], names: set[str]
) -> None:
    with make.at(ANNA):
        service("rtj", access=["rtj"], languages=["nl"])
        service("crisis", access=["crisis", "nrtj"], languages=["nl"])
        service("onbekend")
        service("Arabisch", access=["nrtj"], languages=["ar"])
        service("betalend", access=["nrtj"], languages=["nl"], free=False, cost="5 euro")
        service("gratis", access=["nrtj"], languages=["nl"], free=True, rubrics=["Wonen"])
        assert set(found(**filters)) == names


def test_a_wait_counts_until_it_is_ninety_days_old() -> None:
    with make.at(ANNA):
        waits(service("lang"), weeks=20)
        waits(service("kort"), weeks=2, days_ago=90)
        waits(service("verjaard"), weeks=20, days_ago=91)
        service("onbekend")
        assert set(found(max_wait_weeks=4)) == {"kort", "verjaard", "onbekend"}
        words = {one.name: one.wait for one in search_services("", filters=ServiceFilters())}
        assert words["lang"].startswith("wachttijd 20 weken, gemeld op")
        assert words["verjaard"].startswith("wachttijd onbekend (laatst gemeld op")
        assert words["onbekend"] == "wachttijd onbekend"


def test_the_newest_report_of_a_wait_counts() -> None:
    with make.at(ANNA):
        both = service("huis")
        waits(both, weeks=20, days_ago=30)
        waits(both, weeks=1, days_ago=2)
        assert found(max_wait_weeks=4) == ["huis"]


def test_the_page_of_a_service_tells_a_wait_that_was_reported_after_she_joined() -> None:
    with make.at(ANNA) as anna:
        held = service("huis")
        waits(held, weeks=3)
        anna.joined_at = timezone.now() - timedelta(days=400)
        anna.save()
    page = make.browser(ANNA).get(make.url("service", service_id=held.id)).content.decode()
    assert "wachttijd onbekend" not in page
    assert "wachttijd 3 weken" in page


def test_what_answers_the_need_comes_first_and_the_rest_stays_out() -> None:
    with make.at(ANNA):
        service("Rouwhuis", description="begeleiding bij rouw en verlies")
        service("Zwemclub", description="zwemmen op woensdag")
        assert found("rouw na overlijden") == ["Rouwhuis"]
        assert set(found("  ")) == {"Rouwhuis", "Zwemclub"}


def test_the_own_and_the_shared_are_seen_and_those_of_others_are_not() -> None:
    make.organisation("kompas")
    with organisation_scope(SHARED):
        service("gedeeld")
    with make.at(CHRIS):
        theirs = service("van Kompas")
        assert set(found()) == {"gedeeld", "van Kompas"}
    with make.at(ANNA):
        service("van Horizon")
        assert set(found()) == {"gedeeld", "van Horizon"}
    for address in ("service", "service_keep"):
        answer = make.browser(ANNA).post(make.url(address, service_id=theirs.id))
        assert answer.status_code == 404


def test_an_organisations_own_row_of_a_shared_service_counts_and_it_shows_once() -> None:
    with organisation_scope(SHARED):
        service("huis", description="gedeelde tekst")
    with make.at(ANNA):
        own = service("huis", description="eigen tekst")
        (only,) = search_services("", filters=ServiceFilters())
        assert (only.id, only.description) == (own.id, "eigen tekst")


def test_what_is_gone_is_not_found() -> None:
    with make.at(ANNA):
        service("weg", gone_at=timezone.now())
        assert found() == []


def test_the_same_search_gives_the_same_order() -> None:
    with make.at(ANNA):
        for name in "cab":
            service(name, description="rouw")
        assert found("rouw") == found("rouw") == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?q=x&leeftijd=veertien", "Schrijf de leeftijd als getal."),
        ("?q=x&leeftijd=-1", "Schrijf een leeftijd vanaf 0."),
        ("?q=x&gemeente=Atlantis", "We kennen Atlantis niet."),
        ("?q=x&gemeente=Lokerem", "Bedoel je Lokeren"),
        ("?q=x&km=7", "Selecteer een geldige keuze."),
        ("?q=%00", "Sociale Kaart"),
    ],
)
def test_a_search_that_cannot_be_read_gets_one_sentence(query: str, sentence: str) -> None:
    with make.at(ANNA):
        service("huis", rubrics=["Wonen"])
    page = make.browser(ANNA).get(make.url("services") + query)
    assert page.status_code == 200
    assert sentence in page.content.decode()
