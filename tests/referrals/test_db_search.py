"""Searching services: filters are exact, the unknown ranks lower, and each organisation sees its own and the shared."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from organisations.scope import SHARED, organisation_scope
from referrals.actions.services import placed
from referrals.gazetteer import distance_km, locate
from referrals.models import Service, WaitingTime
from referrals.queries import ServiceFilters, alternatives_to, rubrics_here, search_services
from tests import make
from tests.people import ANNA, CHRIS

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def service(name: str, *, at: str = "", also: str = "", **changes: Any) -> Service:
    """A service of the organisation in scope, in the middle of this municipality (and of another)."""
    places = [place for each in (at, also) if each and (place := locate(each))]
    made: Service = Service.objects.create(
        **{
            "external_id": name, "name": name, "content_hash": "0", "municipality": at,
            **placed([place.point for place in places]), **changes,
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
    assert "Wachttijd onbekend" not in page
    assert "Wachttijd 3 weken" in page


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


def test_an_own_row_that_does_not_fit_does_not_bring_the_shared_one_back() -> None:
    with organisation_scope(SHARED):
        service("huis", min_age=0)
    with make.at(ANNA):
        service("huis", min_age=16)
        assert found(age=10) == []
        assert [rubric.count for rubric in rubrics_here()] == []


def test_the_nearest_of_all_addresses_counts() -> None:
    with make.at(ANNA):
        service("twee huizen", at="Oostende", also="Lokeren")
        (only,) = search_services("", filters=ServiceFilters(municipality="Lokeren", max_km=5))
        assert only.km == pytest.approx(0, abs=0.1)


def test_nothing_is_cut_before_it_is_compared() -> None:
    with make.at(ANNA):
        Service.objects.bulk_create(
            Service(external_id=f"{number}", name=f"A {number}", content_hash="0", rubrics=["Psychologen"])
            for number in range(3100)
        )
        service("Zwaluw", rubrics=["Rouw en verlies"], description="Voor wie rouwt.")
        assert found("rouw na een overlijden")[0] == "Zwaluw"


def test_a_kind_of_help_is_found_without_a_word_in_common() -> None:
    with make.at(ANNA):
        service("Praktijk", rubrics=["Eerstelijnspsychologen"], description="Vijf keer samen op weg.")
        service("Boksschool", rubrics=["Sport"], description="Trainen.")
        (only,) = search_services("Ze ligt elke nacht te piekeren", filters=ServiceFilters())
        assert only.name == "Praktijk"
        assert only.why[0] == "eerstelijnspsycholoog, past bij: angst en stress"


def offered(need: str, **filters: Any) -> list[tuple[str, tuple[str, ...]]]:
    asked = ServiceFilters(**filters)
    found = search_services(need, filters=asked)
    return [(one.found.name, one.misses) for one in alternatives_to(found, need=need, filters=asked)]


def test_what_lies_outside_the_filters_is_offered_with_what_it_misses() -> None:
    with make.at(ANNA):
        service("ver", at="Oostende", rubrics=["Rouw en verlies"], min_age=4, max_age=18)
        service("te oud", at="Lokeren", rubrics=["Rouw en verlies"], min_age=18)
        service("sport", at="Gent", rubrics=["Sport"])
        ((name, misses),) = offered("rouw", municipality="Lokeren", max_km=10, age=9)
        assert name == "ver"
        assert misses[0].startswith("verder weg: ")
        assert offered("rouw", municipality="Oostende", max_km=10, age=9) == []


def test_nothing_else_is_offered_where_enough_fits() -> None:
    with make.at(ANNA):
        for number in range(3):
            service(f"hier {number}", at="Lokeren", rubrics=["Rouw en verlies"], description="rouw")
        service("ver", at="Oostende", rubrics=["Rouw en verlies"])
        assert offered("rouw", municipality="Lokeren", max_km=10) == []


def test_the_page_names_what_it_offers_outside_the_filters() -> None:
    with make.at(ANNA):
        service("Vuurtoren", at="Oostende", rubrics=["09.01. Rouw en verlies"])
    page = make.browser(ANNA).get(make.url("services") + "?q=rouw&gemeente=Lokeren&km=10").content.decode()
    assert "Geen dienst voldoet aan alles samen." in page
    assert "verder weg: " in page
    assert "Vuurtoren" in page
    assert "09.01." not in page


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
        ("?q=%00", "In je vraag staat een teken dat niet te lezen is."),
        (f"?q={'x' * 401}", "Zeg het in hoogstens 400 tekens."),
    ],
)
def test_a_search_that_cannot_be_read_gets_one_sentence(query: str, sentence: str) -> None:
    with make.at(ANNA):
        service("huis", rubrics=["Wonen"])
    page = make.browser(ANNA).get(make.url("services") + query)
    assert page.status_code == 200
    assert sentence in page.content.decode()
