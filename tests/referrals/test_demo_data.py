"""The demo's services are fictional, complete, varied and readable by the real importer."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

from referrals.data.build_demo import FACTS, SERVICES, SOURCE, demo
from referrals.data.build_large import write_services
from referrals.facts_file import read_facts
from referrals.gazetteer import distance_km, locate
from referrals.rules import current_wait
from referrals.sociale_kaart import Offer, read_offers

TODAY = date(2026, 11, 23)


def offers() -> list[Offer]:
    with read_offers(SERVICES) as reading:
        found = list(reading)
    assert reading.refused == reading.duplicates == 0
    return [each for each in found if isinstance(each, Offer)]


def test_there_are_three_hundred_and_all_can_be_read() -> None:
    assert len(offers()) == 300


def test_the_shipped_files_are_what_the_generator_makes() -> None:
    built = list(demo())

    assert json.loads(SERVICES.read_text("utf-8"))["content"] == [record for record, _ in built]
    assert list(json.loads(FACTS.read_text("utf-8"))["services"].values()) == [known for _, known in built]


def test_nothing_in_it_can_be_taken_for_real() -> None:
    for offer in offers():
        assert offer.authentic_source == SOURCE
        assert all("(fictief)" in rubric for rubric in offer.rubrics)
        assert all(phone.value.startswith("000 ") for phone in offer.phones)
        assert all(mail.value.endswith(".example") for mail in offer.emails)
        assert all(site.value.endswith(".example") for site in offer.websites)


def test_every_description_is_its_own_and_of_a_readable_length() -> None:
    descriptions = [offer.description for offer in offers()]

    assert len(set(descriptions)) == 300
    assert all(40 <= len(text.split()) <= 90 for text in descriptions)
    assert not any("{" in text for text in descriptions)


def test_no_two_services_bear_the_same_name() -> None:
    assert len({offer.name for offer in offers()}) == 300


def test_it_covers_the_five_provinces_and_brussels() -> None:
    provinces = Counter(
        place.province
        for offer in offers()
        if offer.primary_address and (place := locate(offer.primary_address.municipality))
    )

    assert len(provinces) == 6
    assert min(provinces.values()) >= 15


def test_every_service_stands_in_or_near_its_municipality() -> None:
    for offer in offers():
        address = offer.primary_address
        assert address is not None
        assert address.latitude is not None
        assert address.longitude is not None
        place = locate(f"{address.postal_code} {address.municipality}")
        assert place is not None
        assert distance_km(place, (address.latitude, address.longitude)) < 5


def test_some_coordinates_are_missing_as_in_real_downloads() -> None:
    assert 0 < sum(any(a.approximate for a in offer.addresses) for offer in offers()) < 30


def test_every_service_has_its_facts_and_they_vary() -> None:
    known = {each.external_id: each for each in read_facts(FACTS, loaded_on=TODAY)}
    waits = [each.wait for each in known.values()]

    assert known.keys() == {offer.external_id for offer in offers()}
    assert {way for each in known.values() for way in each.access} == {
        "rtj",
        "nrtj",
        "crisis",
        "gerechtelijk",
    }
    assert {"fr", "en", "ar", "tr", "vgt"} <= {each for facts in known.values() for each in facts.languages}
    assert any(wait is None for wait in waits)
    assert any(wait and current_wait(wait, on=TODAY) is None for wait in waits)
    assert sum(bool(wait and current_wait(wait, on=TODAY)) for wait in waits) > 200


def test_a_large_file_for_measuring_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    write_services(path, services=700)

    with read_offers(path) as reading:
        assert sum(isinstance(each, Offer) for each in reading) == 700
    assert reading.notes() == ()
