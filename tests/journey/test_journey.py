"""The main job, from opening a case to the export of who did what, by five people on the real stack."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from tests.journey import analysis, note, others
from tests.journey.steps import address_of, open_case
from tests.journey.visits import Visits
from tests.machinery.running import Demo

pytestmark = pytest.mark.timeout(600)
A_MINUTE_AND_MORE = 90_000


@pytest.fixture
def fay(visits: Visits) -> Iterator[Page]:
    """The administrator; what she changes in the policy is put back."""
    tab = visits.log_in("Fay")
    yield tab
    names_show_for(tab, 5)


def names_show_for(fay: Page, minutes: int) -> None:
    """One minute is the shortest an organisation can choose."""
    fay.goto("/o/horizon/beheer/beleid/")
    fay.get_by_label("Namen blijven zichtbaar (minuten)").fill(str(minutes))
    fay.get_by_role("button", name="Beleid bewaren").click()
    expect(fay.get_by_text("geldt vanaf nu")).to_be_visible()


def test_a_caregiver_does_her_job_and_the_dpo_sees_who_did_what(
    visits: Visits, running_demo: Demo, fay: Page, tmp_path: Path
) -> None:
    names_show_for(fay, 1)
    anna = visits.log_in("Anna")
    asked: list[Request] = []
    anna.context.on("request", lambda request: asked.append(request))

    case = open_case(anna)
    pseudonym = anna.get_by_role("heading", level=1).inner_text()
    expect(anna.locator(".chips")).to_have_text("Jongere Moeder Broer-1", use_inner_text=True)

    note.type_it_and_see_marks(anna)
    note.clear_one_and_add_one(anna)
    note.keep_it(anna)
    note.find_no_name_in_the_database(running_demo, case)
    shown = anna.context.new_page()
    note.show_names(shown, case)

    analysis.must_bring_her_own_hypothesis(anna, case)
    memo = analysis.follow_it(anna, running_demo, case)
    analysis.read_it(anna)
    analysis.open_a_citation(anna)
    analysis.decide(anna)
    claim = she_reports_a_claim(anna)
    she_keeps_a_service(anna, case)

    others.eli_answers(visits.log_in("Eli"), case=case, analysis=memo)
    she_sees_the_answer(anna, memo, claim)
    names_are_gone_by_themselves(shown)

    others.dana_exports(visits.log_in("Dana"), case=case, into=tmp_path)
    chris = visits.log_in("Chris")
    others.chris_finds_nothing(chris, asked=asked, pseudonym=pseudonym)
    others.his_own_organisation_does_not_help(chris, [case, memo, f"{case}analyse/", f"{memo}stand/"])


def she_reports_a_claim(anna: Page) -> str:
    """Klopt niet, with a reason and a comment that holds a name."""
    claim = anna.get_by_role("region", name="Wat we nog niet weten").locator(".claim").first
    claim.get_by_role("link", name="Klopt niet").click()
    claim.get_by_label("Verouderd").check()
    claim.get_by_label("Wat weet jij dat hier niet staat?").fill(others.COMMENT)
    claim.get_by_role("button", name="Melding versturen").click()
    expect(anna.locator(".claim").filter(has_text="wacht op antwoord")).to_have_count(1)
    return str(claim.get_attribute("id"))


def she_keeps_a_service(anna: Page, case: str) -> None:
    """From the case the search starts with what the case already says; filters narrow it."""
    anna.goto(case)
    anna.get_by_role("link", name="Dienst zoeken").click()
    expect(anna.get_by_label("Leeftijd")).to_have_value("14")
    expect(anna.get_by_label("Gemeente of postcode")).to_have_value("Lokeren")
    anna.get_by_role("searchbox").fill("bang om naar school te gaan")
    anna.get_by_label("Toegang").select_option(label="rechtstreeks toegankelijk")
    anna.get_by_role("button", name="Zoeken", exact=True).click()
    found = anna.locator(".list__item")
    expect(found.first).to_contain_text("rechtstreeks toegankelijk")
    name = found.first.get_by_role("link").inner_text()
    found.first.get_by_role("link").click()
    anna.get_by_label("Waarom").fill("Dichtbij, en Fenne kan er met Griet heen.")
    anna.get_by_role("button", name="Bewaren").click()
    anna.wait_for_url(f"**{case}")
    kept = anna.get_by_role("region", name="Diensten bij deze casus")
    expect(kept.get_by_role("link", name=name)).to_be_visible()


def she_sees_the_answer(anna: Page, memo: str, claim: str) -> None:
    """On her first page, and under the claim."""
    anna.goto("/o/horizon/")
    expect(anna.get_by_role("region", name="Wacht op jou")).to_contain_text(
        re.compile("van je meldingen (is|zijn) beantwoord")
    )
    anna.goto(memo)
    expect(anna.locator(f"[id='{claim}']")).to_contain_text(others.ANSWER)


def names_are_gone_by_themselves(shown: Page) -> None:
    """The tab she left open hides them without her."""
    expect(shown.get_by_role("button", name="Toon namen")).to_be_visible(timeout=A_MINUTE_AND_MORE)
    expect(shown.locator("main")).not_to_contain_text("Oosterlynck")
    assert address_of(shown).startswith("/o/horizon/casussen/")
