"""Refuses to run with a database role that row-level security does not bind, or with the wrong platform key."""

import sys
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

ROLE_SQL = """
select exists (select 1 from pg_roles p where (p.rolsuper or p.rolbypassrls) and pg_has_role(p.oid, 'member')),
       exists (select 1 from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                  and pg_has_role(c.relowner, 'member')),
       exists (select 1 from pg_extension where extname = 'vector')
"""
TABLES_SQL = """
select c.relname, c.relrowsecurity and c.relforcerowsecurity,
       coalesce(array_agg(p.polname::text) filter (where p.polname is not null), '{}')
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation_id'
  left join pg_policy p on p.polrelid = c.oid
 where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
 group by c.oid, 1, 2 order by 1
"""
POLICIES = {"wall", "shared", "own"}


class UnsafeDatabase(RuntimeError):
    """The walls would not hold with this database role or schema, or the keys of this database do not open."""


def database_faults() -> list[str]:
    """What is wrong with the role and the tables, one Dutch sentence each; empty when the walls hold."""
    with connection.cursor() as cursor:
        cursor.execute(ROLE_SQL)
        bypasses, owns, has_vector = cursor.fetchone()
        cursor.execute(TABLES_SQL)
        faults = [fault for row in cursor.fetchall() if (fault := _fault_of(*row))]
    if bypasses:
        faults.append("De databankrol is superuser of heeft BYPASSRLS: de muur tussen organisaties werkt dan niet.")
    if owns:
        faults.append("De databankrol is eigenaar van de tabellen: gebruik voor de toepassing een gewone rol.")
    if not has_vector:
        faults.append("De extensie pgvector ontbreekt in de databank.")
    return faults


def _fault_of(table: str, secured: bool, policies: list[str]) -> str:
    if not secured:
        return f"De tabel {table} staat niet achter de muur (row-level security ontbreekt)."
    if "wall" not in policies or not POLICIES.issuperset(policies):
        names = ", ".join(policies) or "geen"
        return f"De tabel {table} heeft een andere muur dan de andere tabellen (policies: {names})."
    return ""


def refuse_unsafe_database() -> None:
    """Raises UnsafeDatabase with every fault in words; looks at the keys once the walls hold."""
    from organisations.keys.start import platform_key_fault

    try:
        faults = database_faults() or [fault for fault in [platform_key_fault()] if fault]
    finally:
        connection.close()
    if faults:
        raise UnsafeDatabase(" ".join(faults))


def stop_unless_safe() -> None:
    """The same for a web process, the streams or a worker that starts: its faults, and no more, end the process."""
    try:
        refuse_unsafe_database()
    except UnsafeDatabase as refusal:
        sys.exit(str(refusal))


@register(Tags.database)
def walls_hold(databases: Any = None, **_: Any) -> list[CheckMessage]:
    """The same, as `manage.py check --database default`."""
    if not databases or settings.AS_OWNER:
        return []
    return [Error(fault, id="ai4care.E001") for fault in database_faults()]
