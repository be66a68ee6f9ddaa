"""Takes the screenshots of this folder on a running demo: python docs/screens/take.py http://localhost:8000

Each is one window high, so that the files stay small; the demo's own cases and accounts are all it needs.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent.parent))

from ai4care.demo.accounts import PASSWORD  # noqa: E402 - found through the line above

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
SIZES = ((1280, 900), (390, 844))
HORIZON = "/o/horizon/"
NEED = f"{HORIZON}sociale-kaart/?q=angst+om+naar+school+te+gaan&leeftijd=14&gemeente=Lokeren&km=20"
NOTE = (
    "Vandaag belde mama Katleen. Jana zat bij haar vriendin Noor in de Kerkstraat 4 te Zele. "
    "Noor is bereikbaar op 0475 12 34 56."
)
HYPOTHESIS = "Ik denk dat Jana thuisblijft om bij Katleen te zijn."


def main(site: str) -> None:
    """Take every screenshot at both widths."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        analysis = _asked(_logged_in(browser, site, "anna", SIZES[0]))
        for size in SIZES:
            _caregiver(_logged_in(browser, site, "anna", size), analysis)
            dana = _logged_in(browser, site, "dana", size)
            _take(dana, "trail", f"{HORIZON}privacy/")
            _take(_logged_in(browser, site, "eli", size), "editors", f"{HORIZON}kennisbank/redactie/")
        browser.close()


def _caregiver(tab: Page, analysis: str) -> None:
    _take(tab, "today", HORIZON)
    _take(tab, "cases", f"{HORIZON}casussen/")
    _open_case(tab)
    _take(tab, "case", tab.url)
    _take(tab, "note", tab.url, prepare=_write)
    _take(tab, "analysis", analysis)
    _take(tab, "drawer", analysis, prepare=_open_citation)
    _take(tab, "services", NEED)
    _take(tab, "knowledge", f"{HORIZON}kennisbank/?q=mijn+dochter+wil+niet+meer+naar+school")
    _take(tab, "source", f"{HORIZON}kennisbank/schoolweigering/")
    _take(tab, "question", f"{HORIZON}vragen/", prepare=_ask)


def _ask(tab: Page) -> None:
    tab.get_by_label("Je vraag").fill("Mag een jongere van vijftien zijn dossier zelf inkijken?")
    tab.get_by_role("button", name="Vraag stellen").click()
    expect(tab.get_by_role("heading", name="Wat de bronnen zeggen")).to_be_visible(timeout=30_000)


def _take(tab: Page, name: str, address: str, *, prepare: Callable[[Page], None] = lambda tab: None) -> None:
    tab.goto(address)
    prepare(tab)
    tab.evaluate("document.fonts.ready")
    width = tab.viewport_size["width"] if tab.viewport_size else 0
    tab.screenshot(path=HERE / f"{name}-{width}.png", animations="disabled", caret="hide")


def _logged_in(browser: Browser, site: str, name: str, size: tuple[int, int]) -> Page:
    viewport = {"width": size[0], "height": size[1]}
    context = browser.new_context(base_url=site, locale="nl-BE", viewport=viewport, reduced_motion="reduce")  # type: ignore[arg-type]
    tab = context.new_page()
    tab.on("dialog", lambda dialog: dialog.accept())
    tab.goto("/account/login/")
    tab.locator("[name=login]").fill(f"{name}@horizon.example")
    tab.locator("[name=password]").fill(PASSWORD)
    tab.get_by_role("button", name="Aanmelden", exact=True).click()
    tab.wait_for_url("**/o/**")
    return tab


def _open_case(tab: Page) -> None:
    tab.goto(f"{HORIZON}casussen/")
    tab.get_by_role("link", name="Stille Lijster").click()
    expect(tab.get_by_role("heading", name="Notitie schrijven")).to_be_visible()


def _write(tab: Page) -> None:
    note = tab.get_by_label("Notitie", exact=True)
    note.fill(NOTE)
    expect(tab.locator(".editor__mark")).to_have_count(7, timeout=30_000)
    note.evaluate("area => area.scrollIntoView({ block: 'center', behavior: 'instant' })")


def _open_citation(tab: Page) -> None:
    tab.locator(".cite").first.click()
    expect(tab.get_by_role("dialog").locator("mark")).to_be_visible()


def _asked(tab: Page) -> str:
    """The address of the case's first finished analysis; one is asked for when there is none."""
    _open_case(tab)
    earlier = tab.get_by_role("link", name="Analyse van")
    if earlier.count():
        earlier.first.click()
    else:
        tab.get_by_role("link", name="Analyse vragen").first.click()
        tab.get_by_label("Wat denk je zelf dat er speelt?").fill(HYPOTHESIS)
        tab.locator("main").get_by_role("button", name="Analyse vragen").click()
    expect(tab.get_by_text("Opgesteld zonder taalmodel")).to_be_visible(timeout=60_000)
    return tab.url


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Gebruik: python docs/screens/take.py http://localhost:8000")
    main(sys.argv[1])
