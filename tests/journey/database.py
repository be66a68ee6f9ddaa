"""Looks straight into the running demo's PostgreSQL, as the role of the application, inside one organisation."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql

from tests.machinery.running import Demo

Rows = psycopg.Connection[tuple[Any, ...]]


@contextmanager
def inside(demo: Demo, slug: str) -> Iterator[Rows]:
    """A connection that sees what this organisation sees."""
    with psycopg.connect(demo.addresses()["DATABASE_URL"]) as rows:
        organisation = "SELECT id::text FROM organisations_organisation WHERE slug = %s"
        rows.execute(f"SELECT set_config('ai4care.organisation', ({organisation}), true)", [slug])
        yield rows


def notes_of(demo: Demo, slug: str, case: str) -> list[str]:
    """The texts of a case's notes as they are kept, oldest first; case is the address of its page."""
    with inside(demo, slug) as rows:
        found = rows.execute("SELECT text FROM cases_note WHERE case_id = %s ORDER BY created_at", [_id_in(case)])
        return [text for (text,) in found]


def count_of(demo: Demo, slug: str, table: str) -> int:
    """How many rows of a table this organisation has."""
    with inside(demo, slug) as rows:
        found = rows.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
        return int(found[0]) if found else 0


def tables_holding(demo: Demo, slug: str, word: str) -> list[str]:
    """The tables in which this word stands in any column of any row this organisation sees."""
    with inside(demo, slug) as rows:
        names = rows.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1").fetchall()
        return [name for (name,) in names if _holds(rows, name, word)]


def _holds(rows: Rows, table: str, word: str) -> bool:
    query = sql.SQL("SELECT 1 FROM {} AS row WHERE position(lower(%s) in lower(row::text)) > 0 LIMIT 1")
    return rows.execute(query.format(sql.Identifier(table)), [word]).fetchone() is not None


def _id_in(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]
