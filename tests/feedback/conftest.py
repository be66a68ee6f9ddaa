"""A case of Anna's with claims, and people logged in."""

from collections.abc import Callable

import pytest
from django.test import Client

from assistant.models import Claim
from tests import make
from tests.feedback.making import claims
from tests.people import ANNA, Person


@pytest.fixture
def claim(db: None) -> Claim:
    """The first of the three claims of an analysis that Anna asked for."""
    with make.at(ANNA) as anna:
        return claims(anna, make.case(anna))[0]


@pytest.fixture
def as_(db: None, client: Client) -> Callable[[Person], Client]:
    """A browser in which this person is logged in."""

    def logged_in(person: Person) -> Client:
        client.force_login(make.member(person).user)
        return client

    return logged_in
