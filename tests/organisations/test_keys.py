"""Keys inside keys: nothing opens at another place, with another key, or after damage."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.keys import KeyRefused, blind_index, new_key, organisation_key, seal, unseal
from organisations.models import OrganisationKey
from tests import make
from tests.people import ANNA, CHRIS

KEY, PLACE = new_key(), "horizon:vault:1:sealed"


@given(st.binary())
def test_what_is_sealed_opens_at_its_place(plain: bytes) -> None:
    sealed = seal(plain, key=KEY, place=PLACE)
    assert unseal(sealed, key=KEY, place=PLACE) == plain
    assert len(sealed) == len(plain) + 28


def test_sealing_twice_gives_two_results() -> None:
    assert seal(b"x", key=KEY, place=PLACE) != seal(b"x", key=KEY, place=PLACE)


@pytest.mark.parametrize(
    "place", ["kompas:vault:1:sealed", "horizon:vault:2:sealed", "horizon:vault:1:wrapped_key", ""]
)
def test_it_does_not_open_at_another_place(place: str) -> None:
    with pytest.raises(KeyRefused):
        unseal(seal(b"x", key=KEY, place=PLACE), key=KEY, place=place)


def test_it_does_not_open_with_another_key() -> None:
    with pytest.raises(KeyRefused, match="Er is niets gewijzigd"):
        unseal(seal(b"x", key=KEY, place=PLACE), key=new_key(), place=PLACE)


@given(st.integers(min_value=0, max_value=35), st.integers(min_value=1, max_value=255))
def test_one_changed_byte_is_seen(at: int, by: int) -> None:
    sealed = bytearray(seal(b"12345678", key=KEY, place=PLACE))
    sealed[at] ^= by
    with pytest.raises(KeyRefused):
        unseal(bytes(sealed), key=KEY, place=PLACE)


@pytest.mark.parametrize("cut", [0, 5, 12, 27])
def test_what_was_cut_off_is_refused(cut: int) -> None:
    with pytest.raises(KeyRefused):
        unseal(seal(b"x", key=KEY, place=PLACE)[:cut], key=KEY, place=PLACE)


def test_an_organisation_has_one_key_of_its_own() -> None:
    with make.at(ANNA):
        first = organisation_key()
        assert (organisation_key(), len(first)) == (first, 32)
    with make.at(CHRIS):
        assert organisation_key() != first


def test_the_key_is_kept_wrapped() -> None:
    with make.at(ANNA):
        assert organisation_key() not in bytes(OrganisationKey.objects.get().wrapped)


def test_a_wrong_platform_key_is_refused(settings: Any) -> None:
    with make.at(ANNA):
        organisation_key()
        settings.PLATFORM_KEY = new_key()
        with pytest.raises(KeyRefused):
            organisation_key()
        assert OrganisationKey.objects.count() == 1


def test_a_key_of_another_organisation_does_not_open_here() -> None:
    with make.at(ANNA):
        organisation_key()
        stolen = bytes(OrganisationKey.objects.get().wrapped)
    with make.at(CHRIS):
        OrganisationKey.objects.create(wrapped=stolen)
        with pytest.raises(KeyRefused):
            organisation_key()


def test_a_name_is_found_again_within_its_organisation_only() -> None:
    with make.at(ANNA):
        ours = blind_index("Lotte Vermassen")
        assert blind_index("  lotte   VERMASSEN ") == ours
        assert blind_index("Lotte") != ours
    with make.at(CHRIS):
        assert blind_index("Lotte Vermassen") != ours
