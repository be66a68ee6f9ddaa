"""People of Horizon logged in, and a trail to read."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests import make
from tests.people import Person


@pytest.fixture
def as_(db: None, client: Client) -> Callable[[Person], Client]:
    """A browser in which this person is logged in."""

    def logged_in(person: Person) -> Client:
        client.force_login(make.member(person).user)
        return client

    return logged_in
