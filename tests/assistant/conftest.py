"""A small knowledge bank, a case with a note, and a language model that answers from a queue."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from assistant.gateway.door import gateway
from cases.models import Case
from organisations.scope import SHARED, organisation_scope
from referrals.models import Service
from tests import make
from tests.assistant import knowing
from tests.assistant.fake_model import NAME, FakeModel, serving
from tests.knowledge.making import publish
from tests.people import ANNA


@pytest.fixture(scope="package")
def _built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The knowledge, two services and the cast, in one transaction that lasts as long as these tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        make.cast()
        with organisation_scope(SHARED):
            knowing.publish_all()
            for number, name in enumerate(("Huis van de school", "Jeugdadviespunt Lokeren")):
                Service.objects.create(
                    external_id=str(number), name=name, content_hash="0",
                    rubrics=["Centrum voor leerlingenbegeleiding"], description="gesprekken over school thuis",
                )  # fmt: skip
        yield
        transaction.set_rollback(True)


@pytest.fixture
def knowledge(_built: None, db: None) -> None:
    """The small bank of tests.assistant.knowing; what a test changes in it is undone."""


@pytest.fixture
def case(knowledge: None) -> Case:
    """Anna's case with one note about school."""
    with make.at(ANNA) as anna:
        opened = make.case(anna)
        make.note(anna, opened, text=knowing.NOTE)
        return opened


@pytest.fixture
def model(settings: Settings) -> Iterator[FakeModel]:
    """A configured language model."""
    with serving() as fake:
        settings.MODEL_URL, settings.MODEL_NAME, settings.MODEL_KEY = fake.url, NAME, "sleutel"
        settings.MODEL_TIMEOUT_SECONDS = 5.0
        gateway.cache_clear()
        yield fake
        gateway.cache_clear()


@pytest.fixture
def goats(db: None) -> None:
    """One shared source, with the vectors of the model."""
    make.cast()
    with organisation_scope(SHARED):
        publish()
