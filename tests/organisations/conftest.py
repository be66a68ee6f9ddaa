"""Everybody at Horizon and Kompas, made once for these tests and rolled back at the end."""

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests import make
from tests.people import GIL, Person

Browser = Callable[[Person], Client]


@pytest.fixture(scope="package")
def _cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        make.cast()
        make.account(GIL)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def cast(_cast: None, db: None) -> None:
    """Everybody is there; what a test changes is undone."""


@pytest.fixture
def horizon() -> UUID:
    """The id of the organisation of most of the cast."""
    return make.organisation("horizon").id


@pytest.fixture
def as_(client: Client) -> Browser:
    """A browser in which this person is logged in."""

    def logged_in(person: Person) -> Client:
        client.force_login(make.account(person))
        return client

    return logged_in
