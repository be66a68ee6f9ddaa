"""People at a real Chromium, each in a browser of her own, with an eye on what goes wrong unseen."""

from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

from ai4care.demo.accounts import PASSWORD
from ai4care.demo.people import PEOPLE

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip
WIDE, NARROW = 1280, 390
WAIT_MS = 30_000
EMAILS = {person.name: person.email for person in PEOPLE}
# A refused form is a page with status 422, and a lost connection is part of a test; the rest must not be heard.
_EXPECTED = ("Failed to load resource", "htmx:sendError", "htmx:afterRequest")


@dataclass
class Visits:
    """The browsers that are open on one site, and the problems none of them may have."""

    browser: Browser
    url: str
    problems: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def stranger(self, *, width: int = WIDE, script: bool = True, url: str = "") -> Page:
        """A tab of somebody who is not logged in; `url` is another name of the site."""
        context = self.browser.new_context(
            base_url=url or self.url,
            locale="nl-BE",
            timezone_id="Europe/Brussels",
            viewport={"width": width, "height": 900 if width == WIDE else 844},
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        context.set_default_timeout(WAIT_MS)
        context.on("page", self._watch)
        self.contexts.append(context)
        return context.new_page()

    def log_in(self, name: str, *, width: int = WIDE, script: bool = True) -> Page:
        """A tab of this person of the demo, on her first page."""
        tab = self.stranger(width=width, script=script)
        tab.goto("/account/login/")
        log_in(tab, name)
        return tab

    def close(self) -> None:
        """Close every browser window."""
        for context in self.contexts:
            context.close()

    def _watch(self, tab: Page) -> None:
        tab.on("pageerror", lambda error: self.problems.append(f"{tab.url}: {error}"))
        tab.on("console", lambda message: self._hear(tab, message))
        tab.on("response", self._see)

    def _hear(self, tab: Page, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(_EXPECTED):
            self.problems.append(f"{tab.url}: {message.text}")

    def _see(self, response: Response) -> None:
        if response.status >= 500:
            self.problems.append(f"{response.status} {response.url}")


def log_in(tab: Page, name: str) -> None:
    """Fill in the login form that is open."""
    tab.get_by_label("E-mail").fill(EMAILS[name])
    tab.get_by_label("Wachtwoord").fill(PASSWORD)
    tab.get_by_role("button", name="Aanmelden", exact=True).click()
    tab.wait_for_url("**/o/**")
