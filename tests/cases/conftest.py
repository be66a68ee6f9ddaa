"""A case of Anna's at Horizon."""

import pytest

from cases.models import Case
from tests import make
from tests.people import ANNA


@pytest.fixture
def case(db: None) -> Case:
    """The case that Anna opened; the cast of Horizon and Kompas stands around it."""
    make.cast()
    with make.at(ANNA) as anna:
        return make.case(anna)
