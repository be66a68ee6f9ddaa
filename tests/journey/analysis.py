"""Anna asks for an analysis, follows it, reads it and decides."""

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, expect

from tests.journey.steps import ask_analysis
from tests.machinery.running import Demo

STEPS_SEEN = """() => {
  window.stepsSeen = [];
  const look = (step) => step.dataset?.state === "current" && window.stepsSeen.push(step.dataset.step);
  new MutationObserver((changes) => changes.forEach((change) => look(change.target)))
    .observe(document, { subtree: true, attributes: true, attributeFilter: ["data-state"] });
}"""
REASON = "Dit deden we vorig jaar al, zonder verschil voor Fenne."


def must_bring_her_own_hypothesis(tab: Page, case: str) -> None:
    """The organisation wants her to think first."""
    tab.goto(f"{case}analyse/")
    tab.locator("main").get_by_role("button", name="Analyse vragen").click()
    expect(tab.get_by_role("alert")).to_contain_text("Schrijf eerst je eigen hypothese op")


def follow_it(tab: Page, demo: Demo, case: str) -> str:
    """The worker holds its breath until she looks; then the stream moves the steps and the page stays the same."""
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    with _held_breath(demo):
        analysis = ask_analysis(tab, case)
        expect(tab.locator("[data-progress]")).to_contain_text("Bronnen zoeken")
        tab.evaluate(STEPS_SEEN)
        expect(tab.locator(".hypothesis")).to_contain_text("bang is om")
    expect(tab.get_by_role("heading", name="Wat we nog niet weten")).to_be_visible()
    assert len(tab.evaluate("window.stepsSeen")) >= 2  # gone after a reload
    assert any(url.startswith(f"{demo.streams}/stroom/") for url in asked)
    return analysis


def read_it(tab: Page) -> None:
    """Made without a language model, and it says so; her own words stand above it."""
    expect(tab.locator(".hypothesis__words")).to_contain_text("thuisblijft omdat ze bang is om")
    expect(tab.get_by_text("Opgesteld zonder taalmodel")).to_be_visible()
    for title in (
        "Wat we nog niet weten",
        "Invalshoeken",
        "Methoden en kaders",
        "Mogelijke volgende stappen",
        "Bronnen",
    ):
        expect(tab.get_by_role("region", name=title)).to_be_visible()
    tab.emulate_media(media="print")
    expect(tab.get_by_text("Opgesteld zonder taalmodel")).to_be_visible()
    tab.emulate_media(media="screen")


def open_a_citation(tab: Page) -> None:
    """The drawer shows the passage, and marks the very words the claim rests on."""
    first = claims(tab).first
    first.get_by_role("link", name=re.compile("^Bron ")).click()
    drawer = tab.get_by_role("dialog")
    said = first.locator(".claim__text").inner_text().rstrip("0123456789").strip()
    expect(drawer.locator("mark")).to_have_text(said)
    expect(drawer).to_contain_text("Gevalideerd door")
    tab.keyboard.press("Escape")
    expect(drawer).to_be_hidden()


def decide(tab: Page) -> None:
    """One step taken over, one adapted, one rejected with a reason; and one of them undone."""
    over, adapted, rejected = (tab.locator(f"[id='{name}']") for name in _ids(claims(tab), 3))
    over.get_by_role("button", name="Overnemen").click()
    expect(over).to_contain_text("Overgenomen door Anna")
    adapted.get_by_role("link", name="Aanpassen").click()
    adapted.get_by_label("Zo doe ik het").fill("Dit doen we samen met Griet.")
    adapted.get_by_role("button", name="Aanpassing bewaren").click()
    expect(adapted).to_contain_text("Aangepast door Anna")
    rejected.get_by_role("link", name="Verwerpen").click()
    rejected.get_by_label("Waarom niet?").fill(REASON)
    rejected.get_by_role("button", name="Verwerpen").click()
    expect(rejected).to_contain_text("zonder verschil voor")
    over.get_by_role("button", name="Ongedaan maken").click()
    expect(over.get_by_role("button", name="Overnemen")).to_be_visible()


@contextmanager
def _held_breath(demo: Demo) -> Iterator[None]:
    demo.kill("worker", by=signal.SIGSTOP)
    try:
        yield
    finally:
        demo.kill("worker", by=signal.SIGCONT)


def claims(tab: Page) -> Locator:
    """The proposals among the next steps."""
    return tab.get_by_role("region", name="Mogelijke volgende stappen").locator(".claim")


def _ids(found: Locator, count: int) -> list[str]:
    return [str(found.nth(at).get_attribute("id")) for at in range(count)]
