"""Anna writes a note full of names, and looks at what became of it."""

from playwright.sync_api import Page, expect

from tests.journey import database
from tests.journey.steps import PEOPLE, note_field
from tests.machinery.running import Demo

TEXT = (
    "Fenne belde zelf. Juf Hilde Vanassche, gsm 0470 12 34 56, merkt dat ze wegblijft. Griet slaapt slecht in de "
    "Kerkstraat 14 te Zele en Jitse is vaak alleen. Ze noemt haar knuffel Wolkje. Op vrijdag rijdt ze op Bella."
)
HIDDEN = ("Fenne", "Griet", "Jitse", "Vanassche", "0470 12 34 56", "Kerkstraat", "Wolkje")


def type_it_and_see_marks(tab: Page) -> None:
    """Nothing is asked of her: what is found gets a mark while she types."""
    note_field(tab).press_sequentially(TEXT[:40])
    expect(tab.locator(".editor__mark").first).to_have_text("Fenne")
    note_field(tab).press_sequentially(TEXT[40:])
    expect(tab.locator(".editor__mark", has_text="Bella")).to_be_visible()
    for words in ("Fenne", "Griet", "Jitse", "0470 12 34 56", "Kerkstraat 14"):
        expect(tab.locator(".marks__item").filter(has_text=words)).to_be_visible()


def clear_one_and_add_one(tab: Page) -> None:
    """Bella is a horse and may stay; Wolkje is a name nobody could know."""
    tab.get_by_role("button", name="Geen naam: Bella").click()
    expect(tab.locator(".marks__item").filter(has_text="Bella")).to_contain_text("blijft staan")
    at = TEXT.index("Wolkje")
    select = "(area, [start, end]) => { area.focus(); area.setSelectionRange(start, end); }"
    note_field(tab).evaluate(select, [at, at + len("Wolkje")])
    tab.keyboard.press("Alt+KeyM")
    expect(tab.locator(".editor__mark--added")).to_have_text("Wolkje")
    expect(tab.locator(".editor__mark", has_text="Bella")).to_have_count(0)


def keep_it(tab: Page) -> None:
    """What comes back on the page are tokens."""
    tab.get_by_role("button", name="Notitie bewaren").click()
    expect(tab.get_by_text("gepseudonimiseerd en bewaard")).to_be_visible()
    kept = tab.locator(".timeline__text")
    expect(kept).to_contain_text("MOEDER")
    expect(kept).to_contain_text("Bella")
    for words in HIDDEN:
        expect(kept).not_to_contain_text(words)
    expect(note_field(tab)).to_have_value("")


def find_no_name_in_the_database(demo: Demo, case: str) -> None:
    """Neither in the note nor in any other row that the organisation has."""
    (kept,) = database.notes_of(demo, "horizon", case)
    assert kept.startswith("[JONGERE")
    assert "op Bella." in kept
    assert [words for words in HIDDEN if words in kept] == []
    for name in (*PEOPLE.values(), "Wolkje", "Vanassche"):
        assert database.tables_holding(demo, "horizon", name) == []


def show_names(tab: Page, case: str) -> None:
    """Asked for, and only then."""
    tab.goto(case)
    expect(tab.locator("main")).not_to_contain_text("Oosterlynck")
    tab.get_by_role("button", name="Toon namen").click()
    expect(tab.locator(".timeline__text")).to_contain_text(PEOPLE["jongere"])
    expect(tab.get_by_text("Dat staat in het logboek")).to_be_visible()
