"""Everything with the keyboard alone, in an order that makes sense, with the focus always in sight."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journey.analysis import claims
from tests.journey.steps import ask_analysis, await_memo, note_field, open_case
from tests.journey.visits import Visits

pytestmark = pytest.mark.timeout(600)
TABS_TO_THE_END = 60
RING = """() => {
  const style = getComputedStyle(document.activeElement);
  const around = getComputedStyle(document.activeElement.closest('.editor, .choice, .list__item') ?? document.body);
  return [style.outlineStyle !== 'none' && style.outlineWidth !== '0px', style.boxShadow !== 'none',
          around.outlineStyle !== 'none' && around.outlineWidth !== '0px', around.boxShadow !== 'none'].some(Boolean);
}"""
STOPS = """() => [...document.querySelectorAll('main :is(a[href], button, input, select, textarea, summary)')]
  .filter(one => one.checkVisibility() && !one.disabled && !['hidden', 'radio'].includes(one.type))
  .map((one, number) => { one.dataset.stop = number; return one.outerHTML.slice(0, 120); })"""
IN_SIGHT = """() => {
  const box = document.activeElement.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight;
}"""
KNOWLEDGE = {
    "Anna": ("kennisbank/", "kennisbank/schoolweigering/", "kennisbank/nieuw/", "vragen/", "kennisbank/wetgeving/"),
    "Eli": (
        "kennisbank/redactie/", "kennisbank/eigen-bronnen/", "kennisbank/vragen/", "kennisbank/documenten/",
        "kennisbank/gevolgde-adressen/",
    ),
}  # fmt: skip
PLACE = "() => { const box = document.activeElement.getBoundingClientRect(); return [box.width, box.height]; }"


@pytest.fixture(scope="module")
def tab(visits: Visits) -> Page:
    """Anna, without a mouse."""
    return visits.log_in("Anna")


@pytest.fixture(scope="module")
def case(tab: Page) -> str:
    """A case she opened."""
    return open_case(tab)


def press_until(tab: Page, wanted: Locator, key: str = "Tab") -> None:
    """Go on until the focus is there; fail when it never comes."""
    for _ in range(TABS_TO_THE_END):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        tab.keyboard.press(key)
    pytest.fail(f"{key} never reaches {wanted}")


def test_the_first_stop_jumps_over_the_navigation(tab: Page, case: str) -> None:
    tab.goto(case)
    tab.keyboard.press("Tab")
    skip = tab.get_by_role("link", name="Naar de inhoud")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    tab.keyboard.press("Enter")
    expect(tab.locator("main")).to_be_focused()
    tab.keyboard.press("Tab")
    expect(tab.locator("main").get_by_role("link", name="Casussen")).to_be_focused()


def test_the_focus_is_always_in_sight(tab: Page, case: str) -> None:
    tab.goto(case)
    tab.keyboard.press("Tab")
    for _ in range(TABS_TO_THE_END):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement === document.body"):
            break
        here = tab.evaluate("document.activeElement.outerHTML.slice(0, 120)")
        assert tab.evaluate(RING), here
        assert min(tab.evaluate(PLACE)) > 0, here


@pytest.mark.parametrize(("name", "pages"), KNOWLEDGE.items())
def test_everything_on_a_page_of_the_knowledge_bank_is_reached_and_seen(
    visits: Visits, name: str, pages: tuple[str, ...]
) -> None:
    tab = visits.log_in(name)
    missed = []
    for page in pages:
        tab.goto(f"/o/horizon/{page}")
        stops = tab.evaluate(STOPS)
        assert stops, page
        reached: set[str] = set()
        for _ in range(len(stops) + TABS_TO_THE_END):
            tab.keyboard.press("Tab")
            if tab.evaluate("document.activeElement === document.body"):
                break
            here = tab.evaluate("document.activeElement.dataset.stop ?? ''")
            if here and here not in reached:
                assert tab.evaluate(RING), f"{page}: {stops[int(here)]}"
                assert tab.evaluate(IN_SIGHT), f"{page}: {stops[int(here)]}"
                reached.add(here)
        missed += [f"{page}: {text}" for number, text in enumerate(stops) if str(number) not in reached]
    assert missed == []


def test_a_note_is_written_corrected_and_kept(tab: Page, case: str) -> None:
    tab.goto(case)
    press_until(tab, note_field(tab))
    tab.keyboard.type("Fenne rijdt op vrijdag op Bella met Wolkje")
    expect(tab.locator(".marks__item").filter(has_text="Bella")).to_be_visible()
    tab.keyboard.press("Alt+KeyM")
    expect(tab.locator(".editor__mark--added")).to_have_text("Wolkje")
    for _ in "Bella met Wolkje":
        tab.keyboard.press("ArrowLeft")
    tab.keyboard.press("Alt+KeyJ")
    clear = tab.get_by_role("button", name="Geen naam: Bella")
    press_until(tab, clear)
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("button", name="Toch vervangen: Bella")).to_be_focused()
    tab.keyboard.press("Escape")
    expect(note_field(tab)).to_be_focused()
    press_until(tab, tab.get_by_role("button", name="Notitie bewaren"))
    tab.keyboard.press("Enter")
    expect(tab.locator(".timeline__text")).to_contain_text("JONGERE rijdt op vrijdag op Bella met PERSOON-")


def test_the_drawer_gives_the_focus_back(tab: Page, case: str) -> None:
    ask_analysis(tab, case)
    await_memo(tab)
    chip = claims(tab).locator(".cite").first
    chip.focus()
    tab.keyboard.press("Enter")
    drawer = tab.get_by_role("dialog")
    expect(drawer.locator("mark")).to_be_visible()
    press_until(tab, drawer.get_by_role("link", name="Hele artikel lezen"))
    tab.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(chip).to_be_focused()


def test_a_refused_form_takes_the_focus_to_what_is_wrong(tab: Page, case: str) -> None:
    tab.goto(f"{case}analyse/")
    press_until(tab, tab.locator("main").get_by_role("button", name="Analyse vragen"))
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("alert")).to_be_focused()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    expect(tab.get_by_label("Wat denk je zelf dat er speelt?")).to_be_focused()


def test_a_menu_closes_with_escape(tab: Page, case: str) -> None:
    tab.goto(case)
    menu = tab.locator("details.who summary")
    press_until(tab, menu)
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("link", name="Afmelden")).to_be_visible()
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("link", name="Afmelden")).to_be_hidden()
    expect(menu).to_be_focused()
