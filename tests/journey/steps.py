"""What people do on the pages of a case, as steps that several journeys share."""

from datetime import date

from playwright.sync_api import Locator, Page, expect

PEOPLE = {"jongere": "Fenne Oosterlynck", "moeder": "Griet Boeykens", "broer": "Jitse"}
HYPOTHESIS = "Ik denk dat Fenne thuisblijft omdat ze bang is om Griet alleen te laten."


def open_case(tab: Page, *, organisation: str = "horizon") -> str:
    """Open a case with its people through the form and return its address."""
    tab.goto(f"/o/{organisation}/casussen/nieuw/")
    tab.get_by_label("Geboortejaar").fill(str(date.today().year - 14))  # noqa: DTZ011 - as on her calendar
    tab.get_by_label("thuis bij ouder(s)").check()
    tab.get_by_label("rechtstreeks toegankelijk (RTJ)").check()
    tab.get_by_label("Gemeente").fill("Lokeren")
    for row, (role, name) in enumerate(PEOPLE.items()):
        tab.locator(f"[name=people-{row}-role]").select_option(role)
        tab.locator(f"[name=people-{row}-name]").fill(name)
    tab.get_by_label("Doelen").fill("Fenne gaat drie halve dagen per week naar school.")
    tab.get_by_role("button", name="Casus openen").click()
    expect(tab.get_by_role("heading", name="Notitie schrijven")).to_be_visible()
    return address_of(tab)


def address_of(tab: Page) -> str:
    """The path of the page that is open."""
    return "/" + tab.url.split("/", 3)[3]


def note_field(tab: Page) -> Locator:
    """Where a note is written."""
    return tab.get_by_label("Notitie", exact=True)


def write_note(tab: Page, case: str, text: str) -> None:
    """Write and keep a note."""
    tab.goto(case)
    note_field(tab).fill(text)
    tab.get_by_role("button", name="Notitie bewaren").click()
    expect(tab.get_by_text("gepseudonimiseerd en bewaard")).to_be_visible()


def ask_analysis(tab: Page, case: str, *, hypothesis: str = HYPOTHESIS) -> str:
    """Ask for an analysis and return the address where it appears."""
    tab.goto(f"{case}analyse/")
    if hypothesis:
        tab.get_by_label("Wat denk je zelf dat er speelt?").fill(hypothesis)
    tab.locator("main").get_by_role("button", name="Analyse vragen").click()
    tab.wait_for_url("**/analyses/**")
    return address_of(tab)


def await_memo(tab: Page) -> None:
    """The first analysis of a demo that just started also waits for the worker to load its models."""
    expect(section(tab, "Wat we nog niet weten")).to_be_visible(timeout=90_000)


def section(tab: Page, title: str) -> Locator:
    """A part of the memo."""
    return tab.get_by_role("region", name=title)


def claim(tab: Page, claim_id: str) -> Locator:
    """One claim of the memo."""
    return tab.locator(f"[id='{claim_id}']")
