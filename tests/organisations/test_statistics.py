"""After a load the planner knows how full the tables are, though the app owns none of them."""

import pytest
from django.db import connection
from pytest_django import DjangoCaptureOnCommitCallbacks

from organisations.models import Team
from organisations.statistics import refresh_statistics
from tests import make
from tests.people import ANNA

pytestmark = pytest.mark.django_db


def rows_by_the_planner() -> float:
    with connection.cursor() as cursor:
        cursor.execute("select reltuples from pg_class where relname = 'organisations_team'")
        return float(cursor.fetchone()[0])


def test_the_planner_knows_the_rows_after_the_commit(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with make.at(ANNA):
        for number in range(400):
            Team.objects.create(name=f"Team {number}")
        with django_capture_on_commit_callbacks(execute=True):
            refresh_statistics(Team)
            assert rows_by_the_planner() < 400
    assert rows_by_the_planner() >= 400


def test_a_name_that_is_no_table_does_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select refresh_statistics(%s)", [["pg_authid", "x; drop table organisations_team", None]])
        cursor.execute("select to_regclass('organisations_team') is not null")
        assert cursor.fetchone() == (True,)
