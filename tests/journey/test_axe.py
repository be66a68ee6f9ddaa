"""Every page, wide and narrow, with much and with nothing in it: readable to machines, inside its frame, silent."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journey.analysis import claims
from tests.journey.steps import ask_analysis, await_memo, open_case, write_note
from tests.journey.visits import NARROW, WIDE, Visits

pytestmark = pytest.mark.timeout(600)
SEARCH = "sociale-kaart/?q=angst+om+naar+school+te+gaan&leeftijd=14&gemeente=Lokeren&km=20"
PAGES = {
    "Anna": (
        "", "casussen/", "casussen/?q=bestaat+niet", "casussen/nieuw/", "kennisbank/", "kennisbank/schoolweigering/",
        "kennisbank/?q=mijn+dochter+wil+niet+meer+naar+school", "sociale-kaart/", SEARCH, "feedback/",
        "vragen/", "kennisbank/nieuw/", "kennisbank/wetgeving/", "/account/2fa/", "/account/password/change/",
    ),
    "Bram": ("", "casussen/?whose=team"),
    "Dana": ("", "privacy/", "privacy/wissingen/", "privacy/?casus=onzin"),
    "Eli": (
        "", "feedback/", "kennisbank/eigen-bronnen/", "kennisbank/eigen-bronnen/nieuw/", "kennisbank/redactie/",
        "kennisbank/vragen/", "kennisbank/documenten/", "kennisbank/gevolgde-adressen/", "sociale-kaart/import/",
        "beheer/woorden/",
    ),
    "Fay": (
        "beheer/", "beheer/uitnodigingen/", "beheer/teams/", "beheer/beleid/", "beheer/taalmodellen/",
        "beheer/woorden/",
    ),
    "Redactie": ("kennisbank/wetgeving/inlezen/", "kennisbank/wetgeving/oude-nummers/"),
    "Nele": (
        "", "casussen/", "casussen/nieuw/", "kennisbank/", "kennisbank/eigen-bronnen/", "sociale-kaart/", "feedback/",
        "privacy/", "privacy/?van=2021-01-01&tot=2021-01-02", "beheer/", "beheer/uitnodigingen/", "beheer/teams/",
        "kennisbank/nieuw/", "kennisbank/redactie/", "kennisbank/vragen/", "kennisbank/documenten/",
        "kennisbank/wetgeving/", "privacy/wissingen/", "beheer/taalmodellen/", "beheer/woorden/",
    ),
}  # fmt: skip
HOME = {**dict.fromkeys(PAGES, "/o/horizon/"), "Nele": "/o/leeg/", "Redactie": "/o/redactie/"}


@pytest.fixture(scope="module")
def analysed(visits: Visits) -> tuple[str, str]:
    """A case with a note, and its finished analysis with a decision and a report on it."""
    tab = visits.log_in("Anna")
    case = open_case(tab)
    write_note(tab, case, "Fenne bleef thuis. Griet belde vanuit Zele op 0470 12 34 56.")
    analysis = ask_analysis(tab, case)
    await_memo(tab)
    claims(tab).nth(0).get_by_role("button", name="Overnemen").click()
    claims(tab).nth(1).get_by_role("link", name="Klopt niet").click()
    tab.get_by_label("Onveilig").check()
    tab.get_by_role("button", name="Melding versturen").click()
    expect(claims(tab).nth(1)).to_contain_text("wacht op antwoord")
    return case, analysis


def faults(tab: Page) -> list[str]:
    """What is wrong with the page that is open, wide and narrow; contrast is the same at both."""
    found = _faults(tab, {})
    tab.set_viewport_size({"width": NARROW, "height": 844})
    found += _faults(tab, {"rules": {"color-contrast": {"enabled": False}}})
    tab.set_viewport_size({"width": WIDE, "height": 900})
    return found


def _faults(tab: Page, options: dict[str, Any]) -> list[str]:
    """Serious findings of axe, and a page that is wider than its window."""
    found = Axe().run(tab, options={**options, "resultTypes": ["violations"]}).response["violations"]
    serious = [one for one in found if one["impact"] in ("serious", "critical")]
    wrong = [f"{tab.url}: {one['id']} {one['nodes'][0]['html'][:200]}" for one in serious]
    if not tab.evaluate("document.documentElement.scrollWidth <= innerWidth"):
        wrong.append(f"{tab.url}: wider than {tab.viewport_size}")
    return wrong


@pytest.mark.parametrize("name", list(PAGES))
def test_pages_have_no_serious_fault(visits: Visits, analysed: tuple[str, str], name: str) -> None:
    tab = visits.log_in(name)
    found = []
    for page in PAGES[name]:
        answer = tab.goto(page if page.startswith("/") else HOME[name] + page)
        assert answer is not None
        assert answer.ok or "onzin" in page, tab.url
        found += faults(tab)
    assert found == []


def test_pages_of_a_case_have_no_serious_fault(visits: Visits, analysed: tuple[str, str]) -> None:
    case, analysis = analysed
    tab = visits.log_in("Anna")
    found = []
    for page in (
        case,
        f"{case}analyse/",
        f"{case}mensen/",
        f"{case}toewijzen/",
        f"{case}nalezen/",
        analysis,
        f"{analysis}verstuurd/",
    ):
        tab.goto(page)
        found += faults(tab)
    assert found == []


def test_the_answer_to_a_question_has_no_serious_fault(visits: Visits) -> None:
    tab = visits.log_in("Anna")
    found = []
    for question in ("Mijn dochter wil niet meer naar school. Hoe begin ik?", "Hoe bak ik een appeltaart?"):
        tab.goto("/o/horizon/vragen/")
        tab.locator("[name=text]").fill(question)
        tab.get_by_role("button", name="Vraag stellen").click()
        tab.wait_for_url(re.compile(r"/vragen/[0-9a-f-]{36}/$"))
        expect(tab.locator("[data-progress]")).to_have_count(0)
        found += faults(tab)
    assert found == []


def test_the_pages_behind_a_list_of_editors_have_no_serious_fault(visits: Visits) -> None:
    tab = visits.log_in("Eli")
    found = []
    for name, text in (("nacht.md", b"# Nacht\n\nBel Josefien Vandenborre.\n"), ("kapot.pdf", b"%PDF-1.4 kapot")):
        tab.goto("/o/horizon/kennisbank/documenten/")
        tab.get_by_label("Bestanden").set_input_files({"name": name, "mimeType": "text/plain", "buffer": text})
        tab.get_by_role("button", name="Documenten aanbieden").click()
        expect(tab.get_by_role("heading", name=re.compile("op een persoon|niet gelezen"))).to_be_visible(timeout=90_000)
        found += faults(tab)
    for first, behind in (("eigen-bronnen/", ("", "wijzigen/", "vergelijken/?met=1")), ("vragen/", ("",))):
        tab.goto(f"/o/horizon/kennisbank/{first}")
        for page in {link.get_attribute("href") for link in tab.locator("main :is(th a, .list__link)").all()}:
            for more in behind:
                tab.goto(f"{page}{more}")
                found += faults(tab)
    assert found == []


def test_the_pages_of_a_validator_and_a_coach_have_no_serious_fault(visits: Visits) -> None:
    found = []
    vera = visits.log_in("Vera")
    vera.goto("/o/horizon/kennisbank/eigen-bronnen/")
    for page in [link.get_attribute("href") for link in vera.locator("main th a").all()]:
        for more in ("", "herlezen/", "intrekken/"):
            vera.goto(f"{page}{more}")
            found += faults(vera)
    bram = visits.log_in("Bram")
    case = open_case(bram)
    for close in (False, True):
        if close:
            bram.goto(case)
            bram.get_by_role("button", name="Casus afsluiten").click()
        for page in (f"{case}wissen/", f"{case}wissen/?reden=asked"):
            bram.goto(page)
            found += faults(bram)
    assert found == []


def test_what_opens_on_a_page_has_no_serious_fault(visits: Visits, analysed: tuple[str, str]) -> None:
    case, analysis = analysed
    tab = visits.log_in("Anna")
    tab.goto(case)
    tab.get_by_label("Notitie", exact=True).fill("Fenne en Griet rijden op Bella.")
    expect(tab.locator(".marks__item").first).to_be_visible()
    found = faults(tab)
    tab.goto(analysis)
    claims(tab).nth(2).get_by_role("link", name="Aanpassen").click()
    expect(tab.get_by_label("Zo doe ik het")).to_be_visible()
    claims(tab).nth(2).locator(".cite").first.click()
    expect(tab.get_by_role("dialog").locator("mark")).to_be_visible()
    assert [*found, *faults(tab)] == []


def test_pages_of_a_stranger_have_no_serious_fault(visits: Visits) -> None:
    tab = visits.stranger()
    found = []
    for page in ("/account/login/", "/account/password/reset/", "/bestaat-niet/", "/uitnodiging/horizon/onzin/"):
        tab.goto(page)
        found += faults(tab)
    assert found == []
