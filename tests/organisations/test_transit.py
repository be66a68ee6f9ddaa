"""A platform key in a key service: what it wraps opens there and nowhere else, and its absence is a sentence."""

from collections.abc import Iterator
from typing import Any

import pytest

from cases.vault import read_vault
from organisations.keys import KeyRefused, current_key, new_key
from organisations.keys.renewal import rewrap
from organisations.keys.transit import KeyServiceAway, TransitKey
from organisations.models import OrganisationKey
from tests import make
from tests.organisations.transit import TOKEN, Service, key_service
from tests.people import ANNA

PLACE = "horizon:organisation_key:1:wrapped"


@pytest.fixture
def service() -> Iterator[Service]:
    with key_service() as running:
        yield running


def _key(service: Service, *, token: str = TOKEN) -> TransitKey:
    return TransitKey(service.url, token)


def test_what_it_wraps_comes_back(service: Service) -> None:
    secret = new_key()
    wrapped = _key(service).wrap(secret, place=PLACE)
    assert wrapped.startswith(b"vault:v1:")
    assert _key(service).unwrap(wrapped, place=PLACE) == secret


def test_it_opens_at_its_own_place_only(service: Service) -> None:
    wrapped = _key(service).wrap(new_key(), place=PLACE)
    with pytest.raises(KeyRefused, match="past niet"):
        _key(service).unwrap(wrapped, place="kompas:organisation_key:1:wrapped")


@pytest.mark.parametrize("wrapped", [b"", b"vault:v9:AAAA", b"\xff\xfe", b"vault:v1:niets"])
def test_what_it_did_not_wrap_is_refused(wrapped: bytes, service: Service) -> None:
    with pytest.raises(KeyRefused):
        _key(service).unwrap(wrapped, place=PLACE)


def test_an_opened_key_is_asked_once_in_a_while_and_not_for_each_page(service: Service) -> None:
    key = _key(service)
    wrapped = key.wrap(new_key(), place=PLACE)
    for _ in range(5):
        key.unwrap(wrapped, place=PLACE)
    assert service.asked == ["encrypt", "decrypt"]


def test_a_service_that_is_away_is_a_sentence(service: Service) -> None:
    with pytest.raises(KeyServiceAway, match="antwoordt niet"):
        TransitKey("http://127.0.0.1:9/v1/transit/keys/ai4care").wrap(new_key(), place=PLACE)


@pytest.mark.parametrize("status", [403, 404, 429, 503])
def test_a_service_that_lets_nobody_in_is_a_sentence(status: int, service: Service) -> None:
    service.answers_with = status
    with pytest.raises(KeyServiceAway, match=f"weigert .antwoord {status}"):
        _key(service).wrap(new_key(), place=PLACE)


def test_its_token_is_needed_and_shows_nowhere(service: Service) -> None:
    with pytest.raises(KeyServiceAway, match="403"):
        _key(service, token="").wrap(new_key(), place=PLACE)
    assert TOKEN not in repr(_key(service))


def test_a_vault_moves_from_a_local_key_to_the_service_and_on_to_its_next_version(
    service: Service, settings: Any
) -> None:
    local = settings.PLATFORM_KEYS
    with make.at(ANNA) as anna:
        case = make.case(anna)
        key = current_key()
        settings.PLATFORM_KEYS, settings.KMS_TOKEN = (service.url, *local), TOKEN
        assert rewrap() == 1
        settings.PLATFORM_KEYS = (service.url,)
        assert current_key() == key
        service.versions.append(new_key())
        rewrap()
        assert bytes(OrganisationKey.objects.get().wrapped).startswith(b"vault:v2:")
        assert read_vault(case).municipality == "Lokeren"
        settings.PLATFORM_KEYS = (*local, service.url)
        rewrap()
        settings.PLATFORM_KEYS = local
        assert current_key() == key
