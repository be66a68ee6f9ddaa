"""One Chromium for the journeys, on the real stack."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.journey.visits import CHROMIUM, FLAGS, WAIT_MS, Visits
from tests.machinery.running import Demo

expect.set_options(timeout=WAIT_MS)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Closed after these tests, since Django refuses queries beside its event loop."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def visits(running_demo: Demo, chromium: Browser) -> Iterator[Visits]:
    """Opens tabs for people; an error of a script or a breach of the content security policy fails the module."""
    held = Visits(chromium, running_demo.url)
    yield held
    held.close()
    assert held.problems == []
