"""The trail's page: for the DPO alone, with filters and counts, and recorded itself."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from organisations.models import TrailEntry
from tests import make
from tests.people import ANNA, BRAM, CHRIS, DANA, ELI, FAY, VERA, Person
from tests.privacy.making import BRUSSELS, CASE_ID, entry

LogIn = Callable[[Person], Client]
URL = "/o/horizon/privacy/"


@pytest.fixture
def made(db: None) -> None:
    """Five entries of Anna, Bram and the platform, around one midnight in Brussels, and one of Kompas."""
    with make.at(ANNA) as anna:
        anna_id = anna.user_id
    with make.at(BRAM) as bram:
        bram_id = bram.user_id
        late, early = (
            datetime(2026, 3, 10, 23, 59, 59, tzinfo=BRUSSELS),
            datetime(2026, 3, 11, 0, 0, 0, tzinfo=BRUSSELS),
        )
        for made in (
            entry("case.read", actor_name="Anna", actor_id=anna_id, timestamp=late),
            entry("note.created", actor_name="Anna", actor_id=anna_id, timestamp=early, changes={"text": ["", "•••"]}),
            entry("names.shown", actor_name="Bram", actor_id=bram_id, additional_data={"minutes": 15}),
            entry("shrub.pruned", actor_name="Bram", actor_id=bram_id, case_id=None),
            entry("vault.changed", actor_name="AI4Care", changes={"pseudonym": ["", "•••"]}),
        ):
            made.save()
    with make.at(CHRIS) as chris:
        entry("case.read", actor_name="Chris", actor_id=chris.user_id).save()


def page(client: Client, query: str = "") -> str:
    answer = client.get(URL + query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


SENTENCES = {
    "read": "Anna opende een casus.",
    "note": "Anna maakte een notitie aan.",
    "names": "Bram liet de namen in een casus tonen (15 minuten).",
    "shrub": "Bram deed iets waarvoor nog geen zin bestaat: shrub.pruned.",
    "vault": "AI4Care paste de versleutelde sleutel van een casus aan.",
}


def shown(text: str) -> set[str]:
    return {name for name, sentence in SENTENCES.items() if sentence in text}


def test_each_event_is_a_sentence_and_one_without_is_still_readable(as_: LogIn, made: None) -> None:
    text = page(as_(DANA), "?van=2026-03-10&tot=2026-03-11")
    assert shown(text) == set(SENTENCES)
    assert "di 10 maart 2026,<br>23.59.59 uur" in text
    assert "hulpverlener" in text
    assert text.count("Velden:") == 1
    assert "Velden: schuilnaam" in text
    assert "•••" not in text
    assert "Chris" not in text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("van=2026-03-11", {"note"}),
        ("tot=2026-03-10", {"read", "names", "shrub", "vault"}),
        ("gebeurtenis=case.read", {"read"}),
        ("soort=read", {"read", "names"}),
        ("soort=created", {"note"}),
        ("soort=changed", {"vault"}),
        ("soort=deleted", set()),
        ("soort=other", {"shrub"}),
        ("wie=platform", {"vault"}),
        (f"casus={CASE_ID}", {"read", "note", "names", "vault"}),
        ("soort=read&gebeurtenis=names.shown", {"names"}),
    ],
)
def test_filters_narrow_the_trail(as_: LogIn, made: None, query: str, expected: set[str]) -> None:
    bounds = "" if "van=" in query else "&van=2026-03-10"
    bounds += "" if "tot=" in query else "&tot=2026-03-11"
    assert shown(page(as_(DANA), f"?{query}{bounds}")) == expected


def test_one_person_can_be_chosen(as_: LogIn, made: None) -> None:
    bram = make.member(BRAM).user_id
    assert shown(page(as_(DANA), f"?wie={bram}&tot=2026-03-11")) == {"names", "shrub"}


def test_kinds_and_events_say_how_many_they_hold(as_: LogIn, made: None) -> None:
    text = page(as_(DANA), "?van=2026-03-10&tot=2026-03-11")
    for label, count in (("Inzage", 2), ("Aangemaakt", 1), ("Verwijderd", 0), ("Andere handelingen", 1)):
        assert f'{label}<span class="filter__count">{count}</span>' in text
    assert "… opende een casus. (1)" in text
    assert "5 regels" in text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?van=31-02-2026", "Deze datum bestaat niet."),
        ("?van=9999-12-31", "Over deze datum kan het logboek niets weten."),
        ("?van=2026-03-11&tot=2026-03-10", "De laatste dag ligt voor de eerste."),
        ("?wie=iemand", "Kies iemand uit de lijst."),
        ("?soort=alles", "Kies een soort uit de lijst."),
        ("?casus=zeven%00", "Dit is geen casusnummer."),
        ("?gebeurtenis=Wat+nu", "Kies een gebeurtenis uit de lijst."),
    ],
)
def test_a_filter_that_makes_no_sense_gets_one_sentence(as_: LogIn, made: None, query: str, sentence: str) -> None:
    answer = as_(DANA).get(URL + query)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not shown(answer.content.decode())


@pytest.mark.parametrize("query", ["?page=nonsens", "?page=999", "?op=nonsens", "?op=0001-01-01T00:00:00%2B23:59"])
def test_a_damaged_address_still_gives_a_page(as_: LogIn, made: None, query: str) -> None:
    assert as_(DANA).get(URL + query).status_code == 200


def test_each_view_is_recorded_once_with_its_filter(as_: LogIn, made: None) -> None:
    page(as_(DANA), "?soort=read&van=2026-03-10")
    with make.at(DANA):
        (read,) = TrailEntry.objects.filter(event="trail.read")
    assert (read.actor_name, read.role) == ("Dana", "dpo")
    assert read.additional_data == {"page": 1, "kind": "read", "first_day": "2026-03-10"}


def test_turning_pages_shows_each_entry_once_although_reading_adds_to_the_trail(as_: LogIn, db: None) -> None:
    with make.at(ANNA):
        for number in range(60):
            entry("case.read", actor_name=f"Nummer {number:02}").save()
    first = as_(DANA).get(f"{URL}?gebeurtenis=case.read")
    second = as_(DANA).get(
        URL + first.content.decode().split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    )
    names = [row.sentence for answer in (first, second) for row in answer.context["rows"]]
    assert len(names) == len(set(names)) == 60


def test_an_organisation_in_which_nothing_happened_says_so(as_: LogIn, db: None) -> None:
    with make.at(DANA):
        assert "Geen regel in het logboek past" in page(as_(DANA), "?tot=2020-01-02")


@pytest.mark.parametrize("person", [ANNA, BRAM, ELI, FAY, VERA], ids=lambda person: person.name)
@pytest.mark.parametrize("name", ["trail", "trail_export"])
def test_only_the_dpo_reads_and_exports(as_: LogIn, made: None, name: str, person: Person) -> None:
    assert as_(person).get(reverse(name, kwargs={"organisation": "horizon"})).status_code == 403


@pytest.mark.parametrize("name", ["trail", "trail_export"])
def test_the_dpo_of_the_other_organisation_gets_404(as_: LogIn, made: None, name: str) -> None:
    assert as_(CHRIS).get(reverse(name, kwargs={"organisation": "horizon"})).status_code == 404


def test_the_other_organisation_reads_its_own_trail_only(as_: LogIn, made: None) -> None:
    answer = as_(CHRIS).get("/o/kompas/privacy/?tot=2026-03-11")
    assert [row.sentence for row in answer.context["rows"]] == ["Chris opende een casus."]


def test_the_filters_she_left_wait_for_her_until_she_shows_everything(as_: LogIn, made: None) -> None:
    browser = as_(DANA)
    page(browser, "?soort=read&van=2026-03-10&tot=2026-03-11&wie=&page=1&op=onzin")
    assert browser.get(URL)["Location"] == f"{URL}?soort=read&van=2026-03-10&tot=2026-03-11"
    assert shown(page(browser, "?alles=1")) == set(SENTENCES)
    assert browser.get(URL).status_code == 200


def test_a_filter_that_was_refused_does_not_wait(as_: LogIn, made: None) -> None:
    browser = as_(DANA)
    assert browser.get(f"{URL}?soort=alles").status_code == 422
    assert browser.get(URL).status_code == 200


def test_the_page_says_how_many_lines_an_export_holds(as_: LogIn, made: None) -> None:
    assert "5 regels. Een uitvoer bevat ze allemaal" in page(as_(DANA), "?van=2026-03-10&tot=2026-03-11")
