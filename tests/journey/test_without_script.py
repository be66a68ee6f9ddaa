"""With JavaScript off everything is still possible: pages in place of fragments, a refresh in place of a stream."""

import pytest
from playwright.sync_api import Page, expect

from tests.journey.analysis import claims
from tests.journey.steps import ask_analysis, note_field, open_case
from tests.journey.visits import Visits

pytestmark = pytest.mark.timeout(600)
COMMENT = "Dit is bij ons anders afgesproken met het CLB."


@pytest.fixture(scope="module")
def tab(visits: Visits) -> Page:
    """Anna, in a browser that runs no scripts."""
    return visits.log_in("Anna", script=False)


@pytest.fixture(scope="module")
def case(tab: Page) -> str:
    """A case she opened."""
    return open_case(tab)


@pytest.fixture(scope="module")
def analysis(tab: Page, case: str) -> str:
    """An analysis that she asked for and that is finished: the page refreshes by itself until then."""
    address = ask_analysis(tab, case)
    expect(tab.get_by_role("heading", name="Wat we nog niet weten")).to_be_visible()
    return address


def test_a_note_is_pseudonymised_when_it_is_kept(tab: Page, case: str) -> None:
    tab.goto(case)
    note_field(tab).fill("Griet belde: Fenne is om acht uur vertrokken.")
    tab.get_by_role("button", name="Notitie bewaren").click()
    expect(tab.locator(".timeline__text")).to_contain_text("MOEDER belde: JONGERE is om acht uur vertrokken.")


def test_names_are_shown_and_hidden(tab: Page, case: str) -> None:
    tab.goto(case)
    tab.get_by_role("button", name="Toon namen").click()
    expect(tab.get_by_text("Fenne Oosterlynck").first).to_be_visible()
    tab.get_by_role("button", name="Namen verbergen").click()
    expect(tab.get_by_text("Fenne Oosterlynck")).to_have_count(0)


def test_a_citation_is_a_page(tab: Page, analysis: str) -> None:
    tab.goto(analysis)
    said = claims(tab).first.locator(".claim__text").inner_text().rstrip("0123456789").strip()
    claims(tab).first.locator(".cite").first.click()
    expect(tab.get_by_role("heading", level=1, name="Passage")).to_be_visible()
    expect(tab.locator("mark")).to_have_text(said)


def test_a_step_is_rejected_on_a_page_and_the_memo_says_so(tab: Page, analysis: str) -> None:
    tab.goto(analysis)
    claims(tab).first.get_by_role("link", name="Verwerpen").click()
    tab.get_by_role("button", name="Verwerpen").click()
    expect(tab.locator(".field__error")).to_contain_text("Schrijf kort waarom het niet past")
    tab.get_by_label("Waarom niet?").fill("Past niet bij dit gezin.")
    tab.get_by_role("button", name="Verwerpen").click()
    expect(claims(tab).first).to_contain_text("Past niet bij dit gezin.")


def test_feedback_is_a_page(tab: Page, analysis: str) -> None:
    tab.goto(analysis)
    claims(tab).last.get_by_role("link", name="Klopt niet").click()
    expect(tab.get_by_role("heading", level=1, name="Klopt niet")).to_be_visible()
    tab.get_by_label("Onvolledig").check()
    tab.get_by_label("Wat weet jij dat hier niet staat?").fill(COMMENT)
    tab.get_by_role("button", name="Melding versturen").click()
    expect(claims(tab).last).to_contain_text(COMMENT)
