"""What people report of waiting: dated, with a source, within the organisation, taken back, never official."""

import html
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from organisations.models import TrailEntry
from organisations.scope import SHARED, organisation_scope
from referrals.models import Service, WaitingTime
from referrals.queries import ServiceFilters, search_services
from tests import make
from tests.people import ANNA, BRAM, CHRIS, DANA, Person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def service() -> Service:
    make.cast()
    with organisation_scope(SHARED):
        made: Service = Service.objects.create(external_id="1", name="Huis", content_hash="0")
        return made


def report(service: Service, *, person: Person = ANNA, **fields: str) -> Any:
    address = make.url("wait_report", organisation=person.organisation, service_id=service.id)
    body = {"source": "hulpverlener", "reported_on": TODAY.isoformat(), **fields}
    return make.browser(person).post(address, body)


def page(service: Service, person: Person) -> str:
    address = make.url("service", organisation=person.organisation, service_id=service.id)
    return html.unescape(make.browser(person).get(address).content.decode())


def test_a_report_shows_with_its_day_source_and_reporter_and_counts_in_the_search(service: Service) -> None:
    assert report(service, weeks="6", places="1").status_code == 302
    shown = page(service, BRAM)
    assert "Wachttijd 6 weken, 1 vrije plaats" in shown
    assert "bron: een hulpverlener, gemeld door Anna" in shown
    with make.at(BRAM):
        (found,) = search_services("", filters=ServiceFilters())
        assert found.wait.startswith("wachttijd 6 weken, 1 vrije plaats, gemeld op")


def test_another_organisation_sees_nothing_of_it(service: Service) -> None:
    report(service, weeks="6")
    assert "Nog niets gemeld." in page(service, CHRIS)


def test_an_old_report_is_called_so(service: Service) -> None:
    with make.at(ANNA):
        WaitingTime.objects.create(
            service_id=service.id, weeks=6, source="dienst", reported_on=TODAY - timedelta(days=91)
        )
    shown = page(service, ANNA)
    assert "verouderd" in shown
    assert "Wachttijd onbekend (laatst gemeld op" in shown


def test_only_who_reported_takes_it_back(service: Service) -> None:
    report(service, weeks="6")
    with make.at(ANNA):
        told = WaitingTime.objects.get()
    address = make.url("wait_withdraw", wait_id=told.id)
    assert "Intrekken" not in page(service, BRAM)
    assert make.browser(BRAM).post(address).status_code == 404
    assert make.browser(ANNA).post(address).status_code == 302
    with make.at(ANNA):
        assert not WaitingTime.objects.exists()
        events = set(TrailEntry.objects.values_list("event", flat=True))
    assert {"wait.reported", "wait.withdrawn"} <= events


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Vul de wachttijd of de vrije plaatsen in."),
        ({"weeks": "veel"}, "Schrijf het aantal weken als getal."),
        ({"weeks": "-1"}, "Schrijf een getal vanaf 0."),
        ({"places": "100"}, "Schrijf hoogstens 99 plaatsen."),
        ({"weeks": "1", "reported_on": (TODAY + timedelta(days=1)).isoformat()}, "Deze dag moet nog komen."),
        ({"weeks": "1", "reported_on": (TODAY - timedelta(days=91)).isoformat()}, "te oud om nog iets te zeggen"),
        ({"weeks": "1", "reported_on": "gisteren"}, "Schrijf een dag"),
    ],
)
def test_a_report_that_says_nothing_gets_one_sentence_and_keeps_what_was_typed(
    service: Service, fields: dict[str, Any], sentence: str
) -> None:
    answer = report(service, **fields)
    assert answer.status_code == 422
    assert sentence in html.unescape(answer.content.decode())
    for value in fields.values():
        assert f'value="{value}"' in answer.content.decode()
    with make.at(ANNA):
        assert not WaitingTime.objects.exists()


def test_who_gives_no_care_reports_nothing(service: Service) -> None:
    assert report(service, person=DANA, weeks="1").status_code == 403
