"""Keys inside keys: nothing opens at another place, with another key, or after damage."""

from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from organisations.keys import KeyRefused, blind_index, current_key, new_key, seal, unseal
from organisations.keys.organisation import make_key
from organisations.keys.platform import LocalKey, platform_keys
from organisations.models import OrganisationKey, Reach
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
        first = current_key()
        assert current_key() == first
        assert (len(first.secret), len(first.index)) == (32, 32)
        assert first.secret != first.index
    with make.at(CHRIS):
        assert current_key().secret != first.secret
        assert current_key().index != first.index


def test_the_key_is_kept_wrapped_and_says_nothing_of_itself() -> None:
    with make.at(ANNA):
        key, held = current_key(), OrganisationKey.objects.get()
        kept = bytes(held.wrapped) + bytes(held.wrapped_index) + held.platform_key.encode()
        (platform_key,) = settings.PLATFORM_KEYS
        assert isinstance(platform_key, bytes)
        for secret in (key.secret, key.index, platform_key):
            assert secret not in kept
            assert secret.hex() not in f"{key} {platform_keys()} {held}"


def test_a_wrong_platform_key_is_refused(settings: Any) -> None:
    with make.at(ANNA):
        current_key()
        settings.PLATFORM_KEYS = (new_key(),)
        with pytest.raises(KeyRefused, match="niet bekend"):
            current_key()
        assert OrganisationKey.objects.count() == 1


def test_a_platform_key_under_a_false_name_is_refused(settings: Any) -> None:
    with make.at(ANNA):
        current_key()
        settings.PLATFORM_KEYS = (new_key(),)
        OrganisationKey.objects.get().delete()
        current_key()
        held = OrganisationKey.objects.get()
        held.wrapped = LocalKey(new_key()).wrap(new_key(), place="elders")
        held.save()
        with pytest.raises(KeyRefused, match="past niet"):
            current_key()


def test_an_older_platform_key_still_opens_what_it_wrapped(settings: Any) -> None:
    with make.at(ANNA):
        first = current_key()
        settings.PLATFORM_KEYS = (new_key(), *settings.PLATFORM_KEYS)
        assert current_key() == first
    with make.at(CHRIS):
        current_key()
        assert OrganisationKey.objects.get().platform_key == LocalKey(settings.PLATFORM_KEYS[0]).name


@pytest.mark.parametrize("field", ["wrapped", "wrapped_index"])
def test_a_key_of_another_organisation_does_not_open_here(field: str) -> None:
    with make.at(ANNA):
        current_key()
        stolen = bytes(getattr(OrganisationKey.objects.get(), field))
    with make.at(CHRIS):
        current_key()
        held = OrganisationKey.objects.get()
        setattr(held, field, stolen)
        held.save()
        with pytest.raises(KeyRefused):
            current_key()


def test_there_is_one_current_key_and_the_database_sees_to_it() -> None:
    with make.at(ANNA):
        current_key()
        with pytest.raises(IntegrityError, match="key_one_current"), transaction.atomic():
            make_key(index=new_key(), reach=Reach.ORGANISATION)


def test_a_name_is_hashed_the_same_however_it_is_typed() -> None:
    ours = blind_index("Lotte Vermassen", key=KEY)
    assert blind_index("  lotte   VERMASSEN ", key=KEY) == ours
    assert blind_index("Lotte", key=KEY) != ours
    assert blind_index("Lotte Vermassen", key=new_key()) != ours
