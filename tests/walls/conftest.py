"""The world in which the walls are tried, built once and rolled back at the end."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from tests import make
from tests.walls.letters import PEOPLE
from tests.walls.world import World, build

Browsers = dict[str, Client]


@pytest.fixture(scope="package")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The world, inside one transaction that lasts as long as these tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def world(built: World, db: None) -> World:
    """The world as it was built: what a test changes in it is undone."""
    return built


@pytest.fixture(scope="package")
def browsers(built: World) -> Iterator[Browsers]:
    """A browser for each person, logged in; sessions stand in the database alone, so that they too are undone."""
    with override_settings(SESSION_ENGINE="django.contrib.sessions.backends.db", ACCOUNT_RATE_LIMITS=False):
        found = {letter: Client(raise_request_exception=False) for letter in PEOPLE}
        for letter, person in PEOPLE.items():
            if person is not None:
                found[letter].force_login(make.account(person))
        yield found
