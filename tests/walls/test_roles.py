"""What the role of the application may do in the database: rows yes, structure no, and the trail only forwards."""

import pytest
from django.db import ProgrammingError, connection, transaction

from tests.walls.catalogue import rows, tables

pytestmark = pytest.mark.django_db

RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN")
LESS = {
    "django_migrations": {"SELECT"},
    "organisations_trailentry": {"SELECT", "INSERT"},
    "cases_erasure": {"SELECT", "INSERT"},
}
FORBIDDEN = (
    "truncate organisations_team",
    "truncate organisations_trailentry",
    "update organisations_trailentry set event = 'x'",
    "delete from organisations_trailentry",
    "update cases_erasure set reason = 'asked'",
    "delete from cases_erasure",
    "insert into django_migrations (app, name, applied) values ('x', 'y', now())",
    "delete from django_migrations",
    "alter table cases_case disable row level security",
    "alter table cases_case no force row level security",
    "alter table cases_case owner to current_user",
    "drop policy wall on cases_case",
    "create policy hole on cases_case using (true)",
    "alter policy wall on cases_case using (true)",
    "drop table cases_case",
    "create table loot (x int)",
    "create view loot as select * from cases_case",
    "create function loot() returns int language sql security definer as 'select 1'",
    "create trigger loot before insert on cases_case execute function suppress_redundant_updates_trigger()",
    "create role loot",
    "copy cases_case to program 'cat'",
    "copy cases_case from '/etc/passwd'",
    "set session authorization postgres",
    "select pg_read_file('/etc/passwd')",
)


def test_it_is_an_ordinary_role_that_belongs_to_no_other() -> None:
    assert rows(
        "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles "
        "where rolname = current_user"
    ) == [(False,) * 5]
    assert rows("select roleid from pg_auth_members where member = current_user::regrole") == []


def test_it_owns_nothing() -> None:
    owned = "select relname from pg_class where relowner = current_user::regrole"
    assert rows(owned) == []
    assert rows("select datname from pg_database where datdba = current_user::regrole") == []
    assert rows("select nspname from pg_namespace where nspowner = current_user::regrole") == []


def test_its_rights_on_every_table_are_exactly_these() -> None:
    for table in tables():
        held = {right for right in RIGHTS if rows("select has_table_privilege(%s, %s)", table, right)[0][0]}
        assert held == LESS.get(table, {"SELECT", "INSERT", "UPDATE", "DELETE"}), table


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_database_refuses(statement: str) -> None:
    refusal = "permission denied|must be owner"
    with pytest.raises(ProgrammingError, match=refusal), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_switching_row_security_off_gives_an_error_and_no_rows() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local row_security = off")
        with pytest.raises(ProgrammingError, match="row-level security"):
            cursor.execute("select * from cases_case")
        transaction.set_rollback(True)
