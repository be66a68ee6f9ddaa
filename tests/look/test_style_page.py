"""The components as people use them: with a keyboard, with a lost connection, on a phone, on paper."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

PAGES = ("/stijl/", "/stijl/?fout=1", "/stijl/?blad=memo")


def editor(page: Page, text: str) -> None:
    page.goto("/stijl/")
    page.get_by_label("Notitie", exact=True).fill(text)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_and_nothing_overflows(page: Page, scheme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    for address in PAGES:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], address


def test_the_editor_marks_what_the_pseudonymiser_finds(page: Page) -> None:
    editor(page, "👋 Jana belde op 0470 12 34 56.")
    expect(page.locator(".editor__mark")).to_have_text(["Jana", "0470 12 34 56"])
    expect(page.locator("[data-editor-words]")).to_have_text("2 herkend: 1 persoon, 1 telefoonnummer.")


def test_a_mark_of_hers_is_posted_in_code_points_and_moves_with_the_text(page: Page) -> None:
    editor(page, "😀 Haar nicht heet Wolk.")
    area = page.get_by_label("Notitie", exact=True)
    area.evaluate("area => { area.focus(); area.setSelectionRange(area.value.length - 3, area.value.length - 3) }")
    page.keyboard.press("Alt+KeyM")
    posted = page.locator("[name=added]")
    expect(posted).to_have_value('[[18,22,"PERSON"]]')
    area.evaluate("area => area.setSelectionRange(0, 0)")
    page.keyboard.type("Nu ")
    expect(posted).to_have_value('[[21,25,"PERSON"]]')


def test_a_word_is_reached_and_dismissed_by_keyboard(page: Page) -> None:
    editor(page, "Gsm 0470 12 34 56.")
    expect(page.locator(".marks__item")).to_have_count(1)
    page.get_by_label("Notitie", exact=True).evaluate("area => { area.focus(); area.setSelectionRange(8, 8) }")
    expect(page.locator(".marks__item--here")).to_have_count(1)
    page.keyboard.press("Alt+KeyJ")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert json.loads(page.locator("[name=dismissed]").input_value()) == ["0470 12 34 56"]
    page.keyboard.press("Escape")
    expect(page.get_by_label("Notitie", exact=True)).to_be_focused()


def test_a_name_from_the_key_cannot_be_dismissed_and_the_page_says_so(page: Page) -> None:
    editor(page, "Jana belde.")
    page.get_by_role("button", name="Geen naam: Jana").click()
    expect(page.locator(".marks__item")).to_contain_text("wordt toch vervangen")
    assert page.locator(".editor__mark").all_inner_texts() == ["Jana"]


def test_a_silent_pseudonymiser_is_said_and_the_text_stays(page: Page) -> None:
    page.route("**/stijl/zoek/", lambda route: route.fulfill(status=503))
    editor(page, "Jana belde.")
    expect(page.locator("[data-editor-words]")).to_contain_text("antwoordt niet")
    assert page.get_by_label("Notitie", exact=True).input_value() == "Jana belde."


def test_typed_text_and_marks_come_back_after_a_reload_and_only_in_this_tab(page: Page) -> None:
    page.on("dialog", lambda dialog: dialog.accept())
    editor(page, "Nog niet bewaard.")
    page.reload()
    expect(page.get_by_label("Notitie", exact=True)).to_have_value("Nog niet bewaard.")
    expect(page.locator("[data-keep-note]")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0


def test_kept_text_is_forgotten_when_the_server_says_it_was_kept(page: Page) -> None:
    editor(page, "Bewaard.")
    assert "Bewaard." in page.evaluate("JSON.stringify(sessionStorage)")
    page.evaluate("document.body.dispatchEvent(new CustomEvent('kept', { detail: { key: 'look-note' } }))")
    assert "Bewaard." not in page.evaluate("JSON.stringify(sessionStorage)")


def test_a_citation_opens_its_passage_and_gives_the_focus_back(page: Page) -> None:
    page.goto("/stijl/?blad=memo")
    chip = page.get_by_role("link", name="Bron 1: Parentificatie herkennen")
    chip.click()
    expect(page.locator("#drawer mark")).to_have_text("vraagt dat eerst erkenning en pas daarna een andere verdeling")
    page.keyboard.press("Escape")
    expect(chip).to_be_focused()


def test_a_passage_that_does_not_come_is_said_in_the_drawer(page: Page) -> None:
    page.goto("/stijl/?blad=memo")
    page.route("**/stijl/bron/", lambda route: route.abort())
    page.get_by_role("link", name="Bron 1: Parentificatie herkennen").click()
    expect(page.locator("#drawer-body")).to_contain_text("kon niet worden opgehaald")


def test_paper_keeps_the_label_and_drops_the_navigation(page: Page) -> None:
    page.goto("/stijl/?blad=memo")
    page.emulate_media(media="print")
    expect(page.get_by_text("Opgesteld zonder taalmodel")).to_be_visible()
    expect(page.locator(".print-head")).to_be_visible()
    for gone in (".nav", ".claim__foot .btn-row", ".page__actions"):
        expect(page.locator(gone).first).to_be_hidden()
