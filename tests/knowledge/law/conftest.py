"""The exercise decree as it was imported, and a scope to read it in."""

from collections.abc import Iterator

import pytest

from knowledge.actions.law import import_articles
from knowledge.law.codex import read_law
from tests import make
from tests.knowledge.law.test_codex import DECREE
from tests.people import ANNA


@pytest.fixture
def imported() -> dict[str, int]:
    """What importing the exercise decree did."""
    return vars(import_articles(read_law(DECREE.read_bytes())))


@pytest.fixture
def scope() -> Iterator[None]:
    with make.at(ANNA):
        yield
