"""Refuses to run with a database role that row-level security does not bind."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

ROLE_SQL = """
select r.rolsuper or r.rolbypassrls,
       exists (select 1 from pg_class c where c.relowner = r.oid and c.relname = 'organisations_organisation'),
       exists (select 1 from pg_extension where extname = 'vector')
  from pg_roles r where r.rolname = current_user
"""
UNWALLED_SQL = """
select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation_id'
 where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
   and not (c.relrowsecurity and c.relforcerowsecurity) order by 1
"""


class UnsafeDatabase(RuntimeError):
    """The walls would not hold with this database role or schema."""


def database_faults() -> list[str]:
    """What is wrong with the role and the tables, one Dutch sentence each; empty when the walls hold."""
    with connection.cursor() as cursor:
        cursor.execute(ROLE_SQL)
        bypasses, owns, has_vector = cursor.fetchone()
        cursor.execute(UNWALLED_SQL)
        unwalled = [row[0] for row in cursor.fetchall()]
    faults = [
        f"De tabel {name} staat niet achter de muur (row-level security ontbreekt)." for name in unwalled
    ]
    if bypasses:
        faults.append(
            "De databankrol is superuser of heeft BYPASSRLS: de muur tussen organisaties werkt dan niet."
        )
    if owns:
        faults.append(
            "De databankrol is eigenaar van de tabellen: gebruik voor de toepassing een gewone rol."
        )
    if not has_vector:
        faults.append("De extensie pgvector ontbreekt in de databank.")
    return faults


def refuse_unsafe_database() -> None:
    """Called when a web process or worker starts; raises UnsafeDatabase with every fault in words."""
    faults = database_faults()
    connection.close()
    if faults:
        raise UnsafeDatabase(" ".join(faults))


@register(Tags.database)
def walls_hold(databases: Any = None, **_: Any) -> list[CheckMessage]:
    """The same, as `manage.py check --database default`."""
    if not databases or settings.AS_OWNER:
        return []
    return [Error(fault, id="ai4care.E001") for fault in database_faults()]
