"""Each record becomes a service or a reason, whatever is missing or odd in it."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals.sociale_kaart import Offer, Refusal, read_offers
from referrals.sociale_kaart.offers import ages_in, offer_or_refusal
from tests.referrals.sociale_kaart.records import Json, offer, paged, record, stream


def test_it_knows_all_of_a_service() -> None:
    found = offer(
        description="Voor jongeren van 12 tot 18 jaar.",
        lastUpdated="2026-10-01T08:00:00Z",
        administrativeData=[{"type": "CBE_ID", "value": "0123456789"}],
    )

    assert found.external_id == "a" * 64
    assert found.authentic_source == "SK"
    assert found.rubrics == ("11.02.04 Vrijetijdsinitiatieven",)
    assert found.primary_address is not None
    assert (found.primary_address.street, found.primary_address.number) == ("Voorbeeldstraat", "12")
    assert (found.primary_address.latitude, found.primary_address.longitude) == (51.03, 4.48)
    assert not found.primary_address.approximate
    assert found.phones[0].value == "000 00 00 01"
    assert found.last_updated == date(2026, 10, 1)
    assert found.enterprise_number == "0123456789"
    assert (found.min_age, found.max_age) == (12, 18)


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (None, "geen velden"),
        ("tekst", "geen velden"),
        (record(id=None), "geen id"),
        (record(id={"id": ""}), "geen id"),
        (record(id={"id": "x" * 129}), "langer dan 128"),
        (record(legalName=None), "geen naam"),
        (record(legalName={"description": None}), "geen naam"),
        (record(legalName={"description": "  "}), "geen naam"),
    ],
)
def test_a_record_that_cannot_be_used_gets_a_reason(broken: Any, reason: str) -> None:
    with read_offers(stream(paged(record("b"), broken))) as reading:
        good, refused = list(reading)

    assert isinstance(good, Offer)
    assert isinstance(refused, Refusal)
    assert refused.position == 2
    assert reason in refused.reason
    assert refused.reason.endswith(".")
    assert reading.refused == 1


def test_missing_coordinates_come_from_the_gazetteer_and_say_so() -> None:
    address = record()["addresses"][0]
    with read_offers(stream(paged(record(addresses=[{**address, "location": None}])))) as reading:
        (found,) = list(reading)

    assert isinstance(found, Offer)
    assert found.primary_address is not None
    assert found.primary_address.approximate
    assert found.primary_address.latitude == pytest.approx(51.03, abs=0.02)
    assert reading.approximated == 1
    assert "midden van hun gemeente" in " ".join(reading.notes())


@pytest.mark.parametrize("location", [{"lat": 0, "lon": 0}, {"lat": "?", "lon": "4"}, {"lat": 4.4, "lon": 51.0}, {}])
def test_impossible_coordinates_count_as_missing(location: Json) -> None:
    address = {**record()["addresses"][0], "location": location}

    assert offer(addresses=[address]).addresses[0].approximate


def test_an_address_nobody_knows_has_no_coordinates() -> None:
    address = {"municipality": {"postalCode": "0000", "name": {"description": "Nergens"}}}

    assert offer(addresses=[address]).addresses[0].latitude is None


@pytest.mark.parametrize("addresses", [None, [], "x", [None]])
def test_a_service_without_an_address_is_kept(addresses: Any) -> None:
    found = offer(addresses=addresses)

    assert found.addresses == ()
    assert found.primary_address is None


def test_exactly_one_address_is_primary() -> None:
    address = record()["addresses"][0]

    neither = offer(addresses=[{**address, "primary": False}, {**address, "primary": None}])
    both = offer(addresses=[address, address])

    assert [each.primary for each in neither.addresses] == [True, False]
    assert [each.primary for each in both.addresses] == [True, False]


@pytest.mark.parametrize(
    ("given_as", "kept_as"),
    [
        ("www.dienst.example", ("https://www.dienst.example",)),
        ("dienst.example/pad", ("https://dienst.example/pad",)),
        ("http://dienst.example", ("http://dienst.example",)),
        ("HTTPS://dienst.example", ("HTTPS://dienst.example",)),
        ("javascript:alert(1)", ()),
        ("https://dienst.example en bel ons", ()),
        ("geen", ()),
        (None, ()),
    ],
)
def test_websites_get_a_scheme_and_other_schemes_are_dropped(given_as: str | None, kept_as: tuple[str, ...]) -> None:
    found = offer(contactInfo={"websites": [{"value": given_as}]})

    assert tuple(each.value for each in found.websites) == kept_as


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Voor jongeren van 12 tot 18 jaar", (12, 18)),
        ("kinderen (6-12 jaar)", (6, 12)),
        ("voor 14 tot en met 25 jaar", (14, 25)),
        ("12 tot 18 jaar, en broers van 6 tot 12 jaar", (None, None)),
        ("al 20 jaar actief", (None, None)),
        ("van 18 tot 12 jaar", (None, None)),
        ("", (None, None)),
    ],
)
def test_ages_are_taken_only_from_one_clear_range(text: str, ages: tuple[int | None, int | None]) -> None:
    assert ages_in(text) == ages


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(field=st.sampled_from(sorted(record())), value=json_values)
def test_no_value_of_any_field_raises(field: str, value: Any) -> None:
    assert isinstance(offer_or_refusal({**record(), field: value}, position=1), Offer | Refusal)


@given(field=st.sampled_from(sorted(record()["addresses"][0])), value=json_values)
def test_no_value_in_an_address_raises(field: str, value: Any) -> None:
    address = {**record()["addresses"][0], field: value}

    assert isinstance(offer_or_refusal(record(addresses=[address]), position=1), Offer)
