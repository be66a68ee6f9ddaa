"""Nothing that was typed is lost: not with an expired login, a refused form, a lost connection or a second tab."""

import pytest
from playwright.sync_api import Page, expect

from tests.journey import database
from tests.journey.steps import ask_analysis, note_field, open_case, write_note
from tests.journey.visits import Visits, log_in
from tests.machinery.running import Demo

pytestmark = pytest.mark.timeout(600)
TEXT = "Fenne vertelde lang over school, en dat Griet moe is."


@pytest.fixture
def tab(visits: Visits) -> Page:
    """Anna, in a browser of her own for each test: one of them ends her login."""
    made = visits.log_in("Anna")
    made.on("dialog", lambda dialog: dialog.accept())
    return made


@pytest.fixture(scope="module")
def case(visits: Visits) -> str:
    """A case to write in."""
    return open_case(visits.log_in("Anna"))


def expire(tab: Page) -> None:
    """As after ten hours."""
    tab.context.clear_cookies(name="sessionid")


def keep(tab: Page) -> None:
    """Press the button."""
    tab.get_by_role("button", name="Notitie bewaren").click()


def test_after_an_expired_login_the_note_is_back(tab: Page, case: str) -> None:
    tab.goto(case)
    note_field(tab).fill(TEXT)
    expire(tab)
    keep(tab)
    tab.wait_for_url("**/account/login/**")
    log_in(tab, "Anna")
    expect(note_field(tab)).to_have_value(TEXT)
    expect(tab.locator(".editor__mark").first).to_have_text("Fenne")
    keep(tab)
    expect(tab.get_by_text("gepseudonimiseerd en bewaard")).to_be_visible()
    expect(note_field(tab)).to_have_value("")


def test_somebody_else_who_logs_in_does_not_get_it(tab: Page, case: str) -> None:
    tab.goto(case)
    note_field(tab).fill(TEXT)
    expire(tab)
    keep(tab)
    tab.wait_for_url("**/account/login/**")
    log_in(tab, "Bram")
    tab.goto(case)
    expect(note_field(tab)).to_have_value("")
    assert TEXT not in tab.evaluate("JSON.stringify(sessionStorage)")


def test_the_editor_says_that_the_login_expired(tab: Page, case: str) -> None:
    tab.goto(case)
    expire(tab)
    note_field(tab).fill(TEXT)
    expect(tab.locator("[data-editor-words]")).to_contain_text("Je aanmelding is verlopen")
    expect(note_field(tab)).to_have_value(TEXT)


def test_an_impossible_date_keeps_the_note_and_is_said_beside_the_field(tab: Page, case: str) -> None:
    tab.goto(case)
    note_field(tab).fill(TEXT)
    tab.get_by_label("Datum").fill("2099-01-01")
    keep(tab)
    expect(tab.get_by_text("Deze datum ligt in de toekomst.").last).to_be_visible()
    expect(tab.get_by_role("alert")).to_contain_text("Wat je typte, staat er nog.")
    expect(note_field(tab)).to_have_value(TEXT)


def test_a_login_that_expires_after_a_refusal_still_leads_back_to_the_note(tab: Page, case: str) -> None:
    tab.goto(case)
    note_field(tab).fill(TEXT)
    tab.get_by_label("Datum").fill("2099-01-01")
    keep(tab)
    expect(tab.get_by_role("alert")).to_be_visible()
    expire(tab)
    keep(tab)
    tab.wait_for_url("**/account/login/**")
    log_in(tab, "Anna")
    expect(note_field(tab)).to_have_value(TEXT)


def test_a_lost_connection_is_said_and_the_note_stays(tab: Page, case: str) -> None:
    tab.goto(case)
    tab.context.set_offline(True)
    note_field(tab).fill(TEXT)
    expect(tab.locator("[data-editor-words]")).to_contain_text("Je tekst blijft hier staan")
    keep(tab)
    expect(tab.get_by_role("alert")).to_contain_text("De verbinding viel weg. Wat je typte, staat er nog.")
    expect(note_field(tab)).to_have_value(TEXT)
    tab.context.set_offline(False)
    expect(tab.locator(".editor__mark").first).to_have_text("Fenne")
    keep(tab)
    expect(tab.get_by_text("gepseudonimiseerd en bewaard")).to_be_visible()


def test_a_citation_that_cannot_be_fetched_says_so(tab: Page, case: str) -> None:
    write_note(tab, case, TEXT)
    ask_analysis(tab, case)
    expect(tab.get_by_role("heading", name="Wat we nog niet weten")).to_be_visible()
    tab.context.set_offline(True)
    tab.locator(".cite").first.click()
    expect(tab.get_by_role("dialog")).to_contain_text("De bron kon niet worden opgehaald")
    tab.context.set_offline(False)


def test_two_tabs_keep_their_own_text(tab: Page, case: str) -> None:
    other = tab.context.new_page()
    for page, text in ((tab, "Eerste tabblad, met Fenne."), (other, "Tweede tabblad, met Griet.")):
        page.goto(case)
        note_field(page).fill(text)
    keep(tab)
    expect(tab.get_by_text("gepseudonimiseerd en bewaard")).to_be_visible()
    expect(note_field(tab)).to_have_value("")
    expect(note_field(other)).to_have_value("Tweede tabblad, met Griet.")
    keep(other)
    expect(other.get_by_text("gepseudonimiseerd en bewaard")).to_be_visible()
    expect(other.locator(".timeline__text").filter(has_text="tabblad")).to_have_count(2)


def test_a_double_click_asks_for_one_analysis(tab: Page, case: str, running_demo: Demo) -> None:
    before = database.count_of(running_demo, "horizon", "assistant_analysis")
    tab.goto(f"{case}analyse/")
    tab.get_by_label("Wat denk je zelf dat er speelt?").fill("Ze is moe.")
    tab.locator("main").get_by_role("button", name="Analyse vragen").dblclick()
    tab.wait_for_url("**/analyses/**")
    assert database.count_of(running_demo, "horizon", "assistant_analysis") == before + 1
