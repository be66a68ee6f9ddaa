"""A demo of its own, so that what is killed here is missed by no other test; short leases make waiting short."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ai4care.processes import wait_until
from tests.machinery.running import Demo, family_of, start_demo
from tests.resilience.caregiver import Caregiver

LEASE_SECONDS, SWEEP_SECONDS = "8", "2"


def pytest_configure(config: pytest.Config) -> None:
    """Real processes are killed and come back: seconds a test, not milliseconds."""
    config.addinivalue_line("markers", "slow: kills real processes; runs with all other tests")


@pytest.fixture(scope="package")
def demo() -> Iterator[Demo]:
    """Web, streams and worker on their own PostgreSQL and Redis."""
    folder = Path(tempfile.mkdtemp(prefix="ai4care-test-"))
    started = start_demo(folder, RUN_LEASE_SECONDS=LEASE_SECONDS, RUN_SWEEP_SECONDS=SWEEP_SECONDS)
    yield started
    started.stop()
    wait_until(lambda: not family_of(folder), seconds=30)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="package")
def anna(demo: Demo) -> Iterator[Caregiver]:
    """Anna of Horizon, logged in through the form."""
    with Caregiver.logged_in(demo) as her:
        yield her
