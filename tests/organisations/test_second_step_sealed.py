"""The secrets of second steps are sealed with the platform key, and move with it."""

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from organisations.keys import KeyRefused, new_key
from organisations.keys.second_step import opened_secret, sealed_secret
from organisations.models import User
from tests import make
from tests.people import ANNA

SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def anna(db: None) -> User:
    make.cast()
    return User.objects.get(email=ANNA.email)


def stored() -> str:
    return json.dumps([one.data for one in Authenticator.objects.all()])


def secret_of(anna: User) -> str:
    """Read, not tried with a code: a code counts as used for whoever has the same number in the next test."""
    return opened_secret(Authenticator.objects.get(user=anna, type="totp").data["secret"])


def codes(anna: User) -> Any:
    return RecoveryCodes(Authenticator.objects.get(user=anna, type="recovery_codes")).generate_codes()


def test_no_secret_stands_in_the_database(anna: User) -> None:
    step = TOTP.activate(anna, SECRET)
    assert SECRET not in stored()
    assert not step.validate_code("geen code")
    assert secret_of(anna) == SECRET


def test_they_move_under_a_new_platform_key_and_stay_what_they_were(anna: User, settings: Settings) -> None:
    TOTP.activate(anna, SECRET)
    RecoveryCodes.activate(anna)
    before, written = codes(anna), stored()
    settings.PLATFORM_KEYS = [new_key(), *settings.PLATFORM_KEYS]
    call_command("rotate_keys", "platform")
    assert stored() != written
    settings.PLATFORM_KEYS = settings.PLATFORM_KEYS[:1]
    assert codes(anna) == before
    assert secret_of(anna) == SECRET


def test_with_another_platform_key_they_stay_shut_and_nothing_changes(anna: User, settings: Settings) -> None:
    TOTP.activate(anna, SECRET)
    written = stored()
    settings.PLATFORM_KEYS = [new_key()]
    with pytest.raises(CommandError, match="Er is niets gewijzigd"):
        call_command("rotate_keys", "platform")
    assert stored() == written


def test_one_from_before_sealing_works_and_is_sealed_with_the_next_key(anna: User) -> None:
    Authenticator.objects.create(user=anna, type="totp", data={"secret": SECRET})
    assert secret_of(anna) == SECRET
    call_command("rotate_keys", "platform")
    assert SECRET not in stored()


def test_what_was_tampered_with_is_refused() -> None:
    sealed = sealed_secret(SECRET)
    assert opened_secret(sealed) == SECRET
    with pytest.raises(KeyRefused):
        opened_secret(sealed[:-6] + ("AAAAA=" if not sealed.endswith("AAAAA=") else "BBBBB="))
