"""New keys with real commits: beside people who write, and after the command was killed halfway."""

import os
import signal
import subprocess
import sys
import time
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from ai4care import environment
from cases.models import Case, Note, Vault
from cases.pseudonymiser import Key, KnownPerson, reveal
from cases.renewal import renew_keys
from cases.vault import Secrets, cases_with_name, contents, open_vault, read_vault
from organisations.keys import current_key
from organisations.models import OrganisationKey, Reach
from tests import make
from tests.cases.test_two_writers import at_once, note, opened, writer
from tests.people import Person

__all__ = ["writer"]
each_reach = pytest.mark.parametrize("reach", list(Reach))
TEXTS = [f"Jolien Baetens{letter} kwam mee." for letter in "abcdefgh"]


def _vaults(her: Person, *, count: int) -> Case:
    """So many cases with a vault each; returns one of them."""
    with make.at(her) as member:
        first = make.case(member)
        for number in range(count - 1):
            case = Case(pseudonym=f"Casus {number}", team=first.team, birth_year=2012, opened_by=member)
            case.save(force_insert=True)
            people = [KnownPerson("jongere", f"Mila Persoons{number}")]
            open_vault(case, secrets=Secrets(key=Key.for_people(people), municipality=f"Plaats {number}"))
        return first


def _all_open(her: Person, *, count: int) -> None:
    with make.at(her):
        by = current_key()
        held = {vault.case.pseudonym: contents(vault, by=by) for vault in Vault.objects.select_related("case")}
        assert len(held) == count
        for number in range(count - 1):
            assert held[f"Casus {number}"].municipality == f"Plaats {number}"
            assert f"Mila Persoons{number}" in held[f"Casus {number}"].key.names()
        assert all(len(cases_with_name(f"Persoons{number}")) == 1 for number in range(0, count - 1, 20))
        assert OrganisationKey.objects.count() == 1


@each_reach
def test_notes_written_meanwhile_lose_no_name(reach: Reach, writer: Person) -> None:
    case = opened(writer)
    organisation_id = make.organisation(writer.organisation).id

    def renew() -> None:
        for _ in range(4):
            renew_keys(organisation_id, reach=reach, before=timezone.now())

    at_once(renew, renew, *(note(writer, case, text) for text in TEXTS[:4]))
    at_once(renew, lambda: _open_more(writer), *(note(writer, case, text) for text in TEXTS[4:]))
    with make.at(writer):
        key = read_vault(case).key
        assert {reveal(one.text, key=key) for one in Note.objects.all()} == set(TEXTS)
        assert OrganisationKey.objects.count() == 1
        assert all(cases_with_name(text.split()[1]) == [str(case.id)] for text in TEXTS)


def _open_more(her: Person) -> None:
    for number in range(6):
        with make.at(her) as member:
            make.case(member, pseudonym=f"Extra {number}")


@each_reach
def test_two_commands_at_once_get_in_nobodys_way(reach: Reach, writer: Person) -> None:
    case = opened(writer)
    _open_more(writer)
    organisation_id = make.organisation(writer.organisation).id

    def renew() -> None:
        for _ in range(12):
            renew_keys(organisation_id, reach=reach, before=timezone.now())

    at_once(renew, renew, renew)
    with make.at(writer):
        assert read_vault(case).municipality == "Lokeren"
        assert len(cases_with_name("Lotte")) == Vault.objects.count() == 7
        assert OrganisationKey.objects.count() == 1


def test_two_who_open_the_first_case_at_once_share_one_key(writer: Person) -> None:
    keys: list[object] = []

    def look() -> None:
        with make.at(writer):
            keys.append(current_key())

    at_once(look, look, look)
    assert len(set(map(str, keys))) == 1
    with make.at(writer):
        assert OrganisationKey.objects.count() == 1


def _command(*arguments: str) -> "subprocess.Popen[str]":
    held = settings.DATABASES["default"]
    address = f"postgresql://{held['USER']}@/{held['NAME']}?host={quote(held['HOST'], safe='/')}"
    return subprocess.Popen(
        [sys.executable, "manage.py", "rotate_keys", *arguments],
        cwd=environment.PROJECT,
        env={**os.environ, "DATABASE_URL": address},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _moved(her: Person) -> int:
    with make.at(her):
        return int(Vault.objects.filter(key__retired_at=None).count()) if OrganisationKey.objects.count() > 1 else 0


@each_reach
def test_a_command_that_was_killed_goes_on_where_it_was(reach: Reach, writer: Person) -> None:
    count = 450
    case = _vaults(writer, count=count)
    options = (reach.value, "--organisation", writer.organisation, "--made-before", timezone.now().isoformat())
    killed = _command(*options)
    for _ in range(3000):
        if _moved(writer):
            break
        time.sleep(0.01)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    halfway = _moved(writer)
    assert 0 < halfway < count
    with make.at(writer):
        assert read_vault(case).municipality == "Lokeren"
        assert OrganisationKey.objects.count() == 2
    again = _command(*options)
    said, _ = again.communicate(timeout=120)
    assert (again.returncode, said.splitlines()[-2:]) == (
        0,
        [f"{writer.organisation}: {count - halfway} kluizen verhuisd", "Klaar."],
    )
    _all_open(writer, count=count)
    call_command("rotate_keys", *options)
    _all_open(writer, count=count)
