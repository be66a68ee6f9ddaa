"""The tests themselves run as the role that the walls bind."""

import pytest
from django.db import ProgrammingError, connection

pytestmark = pytest.mark.django_db


def test_the_tests_run_as_an_ordinary_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = current_role")
        assert cursor.fetchone() == (False, False, False)


def test_the_app_role_cannot_change_the_structure() -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="must be owner"):
        cursor.execute("ALTER TABLE organisations_organisation DISABLE ROW LEVEL SECURITY")


def test_the_test_database_is_not_the_demo_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        assert cursor.fetchone()[0].startswith("test_ai4care_")


def test_pgvector_came_with_the_template() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT '[1,2,3]'::vector <=> '[1,2,3]'::vector")
        assert cursor.fetchone()[0] == 0
