"""A fresh test database, migrated by the owner; every test connects as the app role, which the walls bind."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from psycopg import sql

from ai4care import environment
from ai4care.processes import wait_until

_PREFIX = "test_ai4care_"
_DROP = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: "object") -> Iterator[None]:
    """One database for this run, made from template1 (which holds pgvector) and dropped afterwards."""
    name = f"{_PREFIX}{os.getpid()}"
    owner_url = environment.read("DATABASE_OWNER_URL", default="")
    with psycopg.connect(owner_url, autocommit=True) as server:
        _drop_leftovers(server)
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template1").format(sql.Identifier(name)))
        try:
            _migrate(name)
            _point_django_at(name)
            yield
        finally:
            connections.close_all()
            _drop(server, name)


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Nothing to change: the database has its name already."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse tests that would flush tables: the app role may not truncate, and should not."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker and (marker.kwargs.get("transaction") or "transactional_db" in getattr(item, "fixturenames", ())):
            raise pytest.UsageError(f"{item.nodeid}: use running_demo for real commits, not transaction=True")


def _drop_leftovers(server: "psycopg.Connection[tuple[str]]") -> None:
    """Databases of runs that were killed; those of living runs stay."""
    rows = server.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{_PREFIX}%"]).fetchall()
    for (name,) in rows:
        if not Path("/proc", name.removeprefix(_PREFIX)).exists():
            server.execute(_DROP.format(sql.Identifier(name)))


def _drop(server: "psycopg.Connection[tuple[str]]", name: str) -> None:
    """Once the sessions that just closed are gone: the owner may not end those of the app role."""
    busy = "SELECT 1 FROM pg_stat_activity WHERE datname = %s"
    wait_until(lambda: server.execute(busy, [name]).fetchone() is None, seconds=10)
    server.execute(_DROP.format(sql.Identifier(name)))


def _migrate(name: str) -> None:
    renamed = {key: _renamed(key, name) for key in ("DATABASE_URL", "DATABASE_OWNER_URL")}
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    done = subprocess.run(
        command, cwd=environment.PROJECT, env={**os.environ, **renamed}, capture_output=True, text=True
    )
    if done.returncode:
        pytest.exit(f"De migraties mislukten in de testdatabank:\n{done.stderr}", returncode=1)


def _renamed(key: str, name: str) -> str:
    return urlunsplit(urlsplit(environment.read(key, default=""))._replace(path=f"/{name}"))


def _point_django_at(name: str) -> None:
    settings.DATABASES["default"]["NAME"] = name
    connections["default"].settings_dict["NAME"] = name
