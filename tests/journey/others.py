"""Eli answers without the case, Dana looks up who did what, and Chris finds nothing."""

import csv
import json
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import APIResponse, Page, Request, expect

from tests.journey.steps import address_of

COMMENT = "Fenne is net begonnen met slapen; dit klopt bij haar niet meer."
ANSWER = "Klopt, de passage geldt pas na zes weken. We passen het artikel aan."
ACTS = (
    "Anna maakte een casus aan", "Anna maakte een notitie aan", "Anna liet de namen in een casus tonen",
    "Anna maakte een analyse aan", "Anna las een analyse", "Anna maakte een beslissing over een voorstel aan",
    "Anna maakte een melding over een bewering aan", "Anna maakte een verwijzing aan",
)  # fmt: skip


def eli_answers(eli: Page, *, case: str, analysis: str) -> None:
    """She reads the claim and the comment, without the name in it, and may open neither case nor analysis."""
    assert eli.request.get(case).status == 404
    assert eli.request.get(analysis).status == 404
    eli.goto("/o/horizon/feedback/")
    report = eli.get_by_role("article").filter(has_text="net begonnen met slapen").first
    expect(report).to_contain_text("JONGERE")
    expect(report).not_to_contain_text("Fenne")
    report.get_by_role("link", name="Beantwoorden").click()
    eli.get_by_label("Antwoord").fill(ANSWER)
    eli.get_by_role("button", name="Antwoord bewaren").click()
    expect(eli.get_by_text("Je antwoord is bewaard")).to_be_visible()


def dana_exports(dana: Page, *, case: str, into: Path) -> None:
    """The acts of this story stand in the trail of this case, on the page and in both files."""
    number = case.rstrip("/").rpartition("/")[2]
    dana.goto("/o/horizon/privacy/")
    dana.get_by_label("Wie").select_option(label="Anna")
    dana.get_by_label("Casusnummer").fill(number)
    dana.get_by_role("button", name="Toepassen").click()
    for act in ACTS:
        expect(dana.get_by_role("row").filter(has_text=act).first).to_be_visible()
    with dana.expect_download() as sheet:
        dana.get_by_role("link", name="Uitvoeren voor Excel").click()
    with dana.expect_download() as lines:
        dana.get_by_role("link", name="Uitvoeren als JSON Lines").click()
    sheet.value.save_as(into / "trail.csv")
    lines.value.save_as(into / "trail.jsonl")
    _holds_the_acts(_sheet_rows(into / "trail.csv"), number, sentence="wat er gebeurde", case="casus")
    _holds_the_acts(_json_rows(into / "trail.jsonl"), number, sentence="sentence", case="case_id")


def _sheet_rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened, delimiter=";"))


def _json_rows(file: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def _holds_the_acts(rows: list[dict[str, str]], number: str, *, sentence: str, case: str) -> None:
    told = "\n".join(row[sentence] for row in rows)
    assert [act for act in ACTS if act not in told] == []
    assert {row[case] for row in rows} == {number}
    assert "Fenne" not in str(rows)


def chris_finds_nothing(chris: Page, *, asked: list[Request], pseudonym: str) -> None:
    """Every address Anna's browser asked for answers him as if it did not exist, and no list or search shows it."""
    tried = {(request.method, request.url) for request in asked if "/horizon/" in urlsplit(request.url).path}
    assert len(tried) > 20
    assert {_ask(chris, method, url).status for method, url in tried} == {404}
    for search in ("", f"q={pseudonym}", "q=Fenne", "q=Oosterlynck", "whose=team", "afgesloten=1"):
        chris.goto(f"/o/kompas/casussen/?{search}")
        expect(chris.get_by_role("list").filter(has_text=pseudonym)).to_have_count(0)
    for page in ("", "feedback/", "api/casussen/"):
        assert pseudonym not in chris.request.get(f"/o/kompas/{page}").text()


def his_own_organisation_does_not_help(chris: Page, addresses: list[str]) -> None:
    """The same numbers under his own organisation are unknown there."""
    statuses = {chris.request.get(address.replace("/horizon/", "/kompas/")).status for address in addresses}
    assert statuses == {404}
    assert address_of(chris).startswith("/o/kompas/")


def _ask(tab: Page, method: str, url: str) -> APIResponse:
    token = next(cookie["value"] for cookie in tab.context.cookies() if cookie["name"] == "csrftoken")
    return tab.request.fetch(url, method=method, headers={"X-CSRFToken": token, "Referer": url}, max_redirects=0)
