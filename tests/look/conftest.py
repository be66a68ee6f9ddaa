"""A real Chromium on the style page, served by a real little web server."""

import threading
from collections.abc import Iterator
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings
from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


class Server(ThreadingMixIn, WSGIServer):
    """Answers several requests at once; its threads end with the test run."""

    daemon_threads = True


class Silent(WSGIRequestHandler):
    """Does not write every request to the screen."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the base class
        """Say nothing."""


@pytest.fixture(scope="session")
def style_site() -> Iterator[str]:
    """The address of the style page's server."""
    plain = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(
        ROOT_URLCONF="tests.look.urls", SECURE_SSL_REDIRECT=False, ALLOWED_HOSTS=["127.0.0.1"], STORAGES=plain
    ):
        handler = StaticFilesHandler(WSGIHandler())
        with make_server("127.0.0.1", 0, handler, server_class=Server, handler_class=Silent) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_port}"
            server.shutdown()


@pytest.fixture(scope="package")
def style_browser() -> Iterator[Browser]:
    """One Chromium for all tests of the look; closed after them, since Django refuses queries beside its event loop."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(style_browser: Browser, style_site: str) -> Iterator[Page]:
    """A fresh tab; an error in a script or against the content security policy fails the test."""
    context = style_browser.new_context(base_url=style_site, viewport={"width": 1280, "height": 900}, locale="nl-BE")
    context.set_default_timeout(5000)
    tab = context.new_page()
    problems: list[str] = []
    tab.on("pageerror", lambda error: problems.append(str(error)))
    tab.on(
        "console",
        lambda message: problems.append(message.text) if "Content Security" in message.text else None,
    )
    yield tab
    context.close()
    assert problems == []
