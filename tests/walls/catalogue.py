"""What PostgreSQL itself says about the tables, and connections as its other roles."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection

from organisations.models import TenantModel

TENANT_MODELS = TenantModel.tenant_models()
HOLDS_ORGANISATION = "organisation_id"


def rows(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """What the app role gets for this question."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def tables() -> dict[str, set[str]]:
    """Every table, also a partition or a foreign one, with its columns."""
    found = rows(
        "select c.relname, array_agg(a.attname::text) from pg_class c join pg_attribute a on a.attrelid = c.oid "
        "where c.relkind in ('r', 'p', 'f', 'm', 'v') and c.relnamespace = 'public'::regnamespace "
        "and a.attnum > 0 and not a.attisdropped group by 1"
    )
    return {name: set(columns) for name, columns in found}


def tenant_tables() -> dict[str, set[str]]:
    """The tables of which each row belongs to one organisation."""
    return {name: columns for name, columns in tables().items() if HOLDS_ORGANISATION in columns}


@contextmanager
def connected_as(role: str) -> Iterator["psycopg.Connection[tuple[Any, ...]]"]:
    """A connection of its own to the test database, each statement committed, for setting up what must be refused."""
    held = settings.DATABASES["default"]
    with psycopg.connect(dbname=held["NAME"], host=held["HOST"], user=role, autocommit=True) as opened:
        yield opened


def owner() -> str:
    """The role that owns the tables."""
    return str(rows("select tableowner from pg_tables where tablename = 'organisations_organisation'")[0][0])
