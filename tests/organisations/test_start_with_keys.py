"""Web, streams and worker do not start with a platform key that does not open this database: one sentence says so."""

import base64
import os
import subprocess
import sys
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings as held_settings
from django.db import connection, transaction

from ai4care import environment
from organisations.keys import current_key, new_key
from organisations.keys.start import AWAY, REFUSED, UNPREPARED, platform_key_fault
from organisations.models import OrganisationKey
from organisations.scope import SHARED, organisation_scope
from tests import make
from tests.people import ANNA
from tests.walls.test_start import PROGRAMS


def _started(program: str, **changes: str) -> "subprocess.CompletedProcess[str]":
    held = held_settings.DATABASES["default"]
    address = f"postgresql://{held['USER']}@/{held['NAME']}?host={quote(held['HOST'], safe='/')}"
    return subprocess.run(
        [sys.executable, *PROGRAMS[program]],
        cwd=environment.PROJECT,
        env={**os.environ, "DATABASE_URL": address, **changes},
        capture_output=True,
        text=True,
        timeout=60,
    )


def _encoded(key: bytes) -> str:
    return base64.b64encode(key).decode()


@pytest.mark.parametrize("program", PROGRAMS)
def test_no_process_starts_with_another_platform_key(program: str) -> None:
    assert _started("web").returncode == 0
    refused = _started(program, AI4CARE_PLATFORM_KEY=_encoded(new_key()))
    assert refused.returncode
    assert refused.stderr.strip().splitlines()[-1] == REFUSED
    assert "Traceback" not in refused.stderr


def test_a_process_starts_while_the_platform_key_is_being_replaced() -> None:
    assert _started("web").returncode == 0
    (old,) = held_settings.PLATFORM_KEYS
    assert isinstance(old, bytes)
    both = {"AI4CARE_PLATFORM_KEY": _encoded(new_key()), "AI4CARE_PLATFORM_KEY_OLD": _encoded(old)}
    started = _started("web", **both)
    assert (started.returncode, started.stderr) == (0, "")


def test_the_first_start_makes_a_key_by_which_the_second_is_judged(settings: Any) -> None:
    with organisation_scope(SHARED):
        OrganisationKey.objects.all().delete()
    assert platform_key_fault() == ""
    with organisation_scope(SHARED):
        assert OrganisationKey.objects.count() == 1
    settings.PLATFORM_KEYS = (new_key(),)
    assert platform_key_fault() == REFUSED


def test_one_organisation_under_a_key_that_is_gone_is_enough_to_refuse(settings: Any) -> None:
    kept = settings.PLATFORM_KEYS
    assert platform_key_fault() == ""
    settings.PLATFORM_KEYS = (new_key(), *kept)
    with make.at(ANNA):
        OrganisationKey.objects.all().delete()
        current_key()
    assert platform_key_fault() == ""
    settings.PLATFORM_KEYS = kept
    assert platform_key_fault() == REFUSED


def test_the_keys_are_really_opened_and_not_only_known_by_name() -> None:
    with make.at(ANNA):
        current_key()
        held = OrganisationKey.objects.get()
        held.wrapped = bytes(len(bytes(held.wrapped)))
        held.save()
    with organisation_scope(SHARED):
        OrganisationKey.objects.all().delete()
    assert platform_key_fault() == REFUSED


def test_a_key_service_that_is_away_is_a_sentence_of_its_own(settings: Any) -> None:
    settings.PLATFORM_KEYS = ("http://127.0.0.1:9/v1/transit/keys/ai4care", *settings.PLATFORM_KEYS)
    with make.at(ANNA):
        OrganisationKey.objects.all().delete()
    with organisation_scope(SHARED):
        OrganisationKey.objects.all().delete()
    fault = platform_key_fault()
    assert fault.startswith("De sleuteldienst antwoordt niet.")
    assert fault.endswith(AWAY)


def test_a_database_without_tables_is_a_sentence_too() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local search_path = pg_catalog")
        assert platform_key_fault() == UNPREPARED
        transaction.set_rollback(True)
