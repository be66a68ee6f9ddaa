"""No test takes a wall away to pass: what could, stands in the few files that try the walls themselves."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TESTS = Path(settings.BASE_DIR) / "tests"
ME = Path(__file__).name
ALLOWED = {
    r"row_security": {
        "walls/test_roles.py",
        "walls/test_tables.py",
        "machinery/test_database.py",
        "walls/test_start.py",
    },
    r"\bconnected_as\b": {"walls/catalogue.py", "walls/test_start.py", "walls/test_trail.py"},
    r"DATABASE_OWNER_URL": {"machinery/"},
    r"AI4CARE_DB_ROLE|AS_OWNER": {"machinery/"},
    r"user=postgres|\"postgres\"": {
        "machinery/",
        "walls/test_start.py",
        "walls/test_roles.py",
        "resilience/test_kills.py",
    },
    r"ai4care\.organisation\b": {"walls/", "journey/database.py"},
    r"(no force|disable) row level security": {"walls/test_roles.py", "machinery/test_database.py"},
    r"(drop|create|alter) policy": {"walls/test_roles.py", "walls/test_start.py"},
    r"models\.QuerySet\(": {"walls/test_rows.py"},
    r"auditlog|disable_auditlog": {"privacy/test_wording.py"},  # it asks which fields are followed
    r"unittest\.mock|mocker\b": set(),
    r"mark\.(skip|xfail)|pytest\.(skip|xfail|importorskip)\(": set(),
    r"transaction=True|TransactionTestCase|transactional_db": {"machinery/database.py"},
    r"enable_socket|remove.*audithook": set(),
}
FILES = sorted(path for path in TESTS.rglob("*.py") if path.name != ME)


@pytest.mark.parametrize("pattern", ALLOWED)
def test_what_could_take_a_wall_away_stands_only_where_walls_are_tried(pattern: str) -> None:
    found = {str(path.relative_to(TESTS)) for path in FILES if re.search(pattern, path.read_text(), re.IGNORECASE)}
    assert {name for name in found if not name.startswith(tuple(ALLOWED[pattern]))} == set()


def test_every_exception_is_still_needed() -> None:
    names = {str(path.relative_to(TESTS)) for path in FILES}
    for allowed in ALLOWED.values():
        assert all(any(name.startswith(one) for name in names) for one in allowed)


def test_every_test_folder_runs_behind_the_network_guard() -> None:
    plugins = (TESTS / "conftest.py").read_text()
    assert '"tests.machinery.network"' in plugins
    assert "PYTHONPATH" in (TESTS / "machinery" / "running.py").read_text()
