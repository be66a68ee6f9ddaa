"""AI4Care does not start where the walls would not hold: tried with real roles and a real table without a wall."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg import sql

from ai4care import environment
from organisations.checks import UnsafeDatabase, database_faults, refuse_unsafe_database
from tests.walls.catalogue import connected_as, owner

pytestmark = pytest.mark.django_db

SUPERUSER = "postgres"
POWERFUL = "De databankrol is superuser of heeft BYPASSRLS: de muur tussen organisaties werkt dan niet."
OWNING = "De databankrol is eigenaar van de tabellen: gebruik voor de toepassing een gewone rol."
UNWALLED = "De tabel {} staat niet achter de muur (row-level security ontbreekt)."
OTHERWISE = "De tabel {} heeft een andere muur dan de andere tabellen (policies: {})."
PROGRAMS = {
    "web": ["-c", "import ai4care.wsgi"],
    "streams": ["-c", "import ai4care.asgi"],
    "worker": ["-m", "celery", "-A", "ai4care", "worker", "--pool", "solo"],
}


def _faults_as(role: str) -> list[str]:
    """What the check finds when the application connects as this role."""
    found: list[str] = []

    def look() -> None:
        held = {**settings.DATABASES["default"], **connections["default"].settings_dict, "USER": role}
        connections["default"] = DatabaseWrapper(held, "default")
        found.extend(database_faults())
        connections.close_all()

    _in_a_thread(look)
    return found


def _in_a_thread(work: Callable[[], None]) -> None:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


@contextmanager
def _table(definition: str) -> Iterator[None]:
    """A table that the owner made outside the migrations."""
    with connected_as(owner()) as opened:
        opened.execute(f"create table {definition}".encode())
        try:
            yield
        finally:
            opened.execute(f"drop table {definition.split()[0]}".encode())


@contextmanager
def _role(rights: str) -> Iterator[str]:
    """A role of a few moments."""
    name = f"ai4care_try_{os.getpid()}"
    with connected_as(SUPERUSER) as server:
        server.execute(sql.SQL("create role {} login ").format(sql.Identifier(name)) + sql.SQL(rights))
        try:
            yield name
        finally:
            server.execute(sql.SQL("drop role {}").format(sql.Identifier(name)))


def test_the_role_of_the_tests_is_good_enough() -> None:
    assert database_faults() == []
    assert run_checks(tags=["database"], databases=["default"]) == []


def test_a_superuser_is_refused() -> None:
    assert POWERFUL in _faults_as(SUPERUSER)


def test_the_owner_is_refused() -> None:
    assert _faults_as(owner()) == [OWNING]


def test_a_role_that_passes_row_level_security_by_is_refused() -> None:
    with _role("nosuperuser bypassrls") as name:
        assert _faults_as(name) == [POWERFUL]


def test_a_role_that_can_become_the_owner_is_refused() -> None:
    with _role(f"nosuperuser in role {owner()}") as name:
        assert _faults_as(name) == [OWNING]


@pytest.mark.parametrize(
    "half",
    ["", "; alter table walls_none enable row level security", "; alter table walls_none force row level security"],
)
def test_a_table_without_a_whole_wall_is_refused(half: str) -> None:
    with _table(f"walls_none (organisation_id uuid, secret text){half}"):
        assert database_faults() == [UNWALLED.format("walls_none")]
        with pytest.raises(UnsafeDatabase, match="walls_none"):
            _in_own_connection(refuse_unsafe_database)


def _in_own_connection(work: Callable[[], None]) -> None:
    raised: list[Exception] = []

    def run() -> None:
        try:
            work()
        except UnsafeDatabase as refusal:
            raised.append(refusal)
        connections.close_all()

    _in_a_thread(run)
    for problem in raised:
        raise problem


def test_a_table_that_is_open_to_everyone_is_refused() -> None:
    walled = "alter table walls_none enable row level security; alter table walls_none force row level security"
    hole = "create policy hole on walls_none using (true)"
    with _table(f"walls_none (organisation_id uuid); {walled}; {hole}"):
        assert database_faults() == [OTHERWISE.format("walls_none", "hole")]


@pytest.mark.parametrize("program", PROGRAMS)
def test_no_process_starts_as_the_owner(program: str) -> None:
    held = settings.DATABASES["default"]
    address = f"postgresql://{owner()}@/{held['NAME']}?host={quote(held['HOST'], safe='/')}"
    started = subprocess.run(
        [sys.executable, *PROGRAMS[program]],
        cwd=environment.PROJECT,
        env={**os.environ, "DATABASE_URL": address},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert started.returncode
    assert OWNING in started.stderr
