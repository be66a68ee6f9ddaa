"""A human decides: takes over, adapts, rejects with a reason, and takes it back."""

import html
from typing import Any

import pytest

from assistant.actions.analyses import decide, undo_decision
from assistant.models import Claim, Decision, Verdict
from cases.actions import close_case
from cases.models import Case
from cases.pseudonymiser import PseudonymiserError
from organisations.models import TrailEntry
from tests import make
from tests.assistant.asking import written
from tests.people import ANNA, BRAM, CHRIS, DANA, ELI, HANNE


@pytest.fixture
def claim(case: Case) -> Claim:
    """A next step of a finished analysis."""
    analysis = written(case)
    with make.at(ANNA):
        found = Claim.objects.filter(analysis=analysis, section="next_step").first()
        assert found is not None
        return found


def decision() -> Decision | None:
    with make.at(ANNA):
        return Decision.objects.select_related("by").first()


def post(name: str, claim: Claim, person: Any = ANNA, **fields: str) -> Any:
    address = make.url(name, organisation=person.organisation, claim_id=claim.id)
    return make.browser(person).post(address, {"csrfmiddlewaretoken": "x", **fields})


def test_taking_over_is_one_click_and_stands_on_the_page(claim: Claim) -> None:
    answer = post("claim_decide", claim)
    assert answer["Location"].endswith(f"#claim-{claim.id}")
    held = decision()
    assert held is not None
    assert (held.verdict, held.by.name, held.adapted, held.reason) == ("taken_over", "Anna", None, None)
    page = make.browser(ANNA).get(make.url("analysis", analysis_id=claim.analysis_id)).content.decode()
    assert "Overgenomen" in page


def test_an_adapted_wording_is_kept_without_names(claim: Claim) -> None:
    assert post("claim_adapt", claim, text="Samen met Lotte en Ilse een uur afspreken.").status_code == 302
    held = decision()
    assert held is not None
    assert (held.verdict, str(held.adapted)) == ("adapted", "Samen met [JONGERE] en [MOEDER] een uur afspreken.")


def test_the_form_to_adapt_starts_with_the_claim(claim: Claim) -> None:
    page = make.browser(ANNA).get(make.url("claim_adapt", claim_id=claim.id))
    assert str(claim.text) in html.unescape(page.content.decode())


def test_a_rejection_needs_a_reason_which_is_kept_without_names(claim: Claim) -> None:
    refused = post("claim_reject", claim, reason=" ")
    assert refused.status_code == 422
    assert "Schrijf kort waarom het niet past." in refused.content.decode()
    assert decision() is None
    post("claim_reject", claim, reason="Ilse wil dit niet.")
    held = decision()
    assert held is not None
    assert (held.verdict, str(held.reason)) == ("rejected", "[MOEDER] wil dit niet.")


def test_deciding_again_replaces_and_undoing_leaves_nothing(claim: Claim) -> None:
    post("claim_reject", claim, reason="Past niet.")
    post("claim_decide", claim, BRAM)
    with make.at(ANNA):
        held = Decision.objects.get()
        assert (held.verdict, held.reason, held.by) == ("taken_over", None, make.member(BRAM))
    post("claim_undo", claim)
    assert decision() is None


def test_undoing_nothing_is_no_error(claim: Claim) -> None:
    assert post("claim_undo", claim).status_code == 302


@pytest.mark.parametrize("name", ["claim_decide", "claim_adapt", "claim_reject", "claim_undo"])
@pytest.mark.parametrize("person", [HANNE, DANA, ELI, CHRIS], ids=lambda person: person.name)
def test_strangers_to_the_case_decide_nothing(claim: Claim, name: str, person: Any) -> None:
    assert post(name, claim, person, text="x", reason="x").status_code == 404
    assert decision() is None


@pytest.mark.parametrize(("close", "status"), [(True, 409), (False, 503)])
def test_a_refused_wording_comes_back_with_the_reason(
    claim: Claim, monkeypatch: pytest.MonkeyPatch, close: bool, status: int
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise PseudonymiserError("kapot")

    monkeypatch.setattr("cases.actions.hide", broken)
    if close:
        with make.at(ANNA):
            close_case(claim.analysis.case)
    for name, field in (("claim_adapt", "text"), ("claim_reject", "reason")):
        page = post(name, claim, **{field: "Lotte wil liever wandelen"})
        assert page.status_code == status
        text = html.unescape(page.content.decode())
        assert "Lotte wil liever wandelen" in text
        assert ("Deze casus is afgesloten." if close else "Er is niets bewaard") in text
    assert decision() is None


def test_every_decision_stands_in_the_trail_without_its_words(claim: Claim) -> None:
    with make.at(ANNA) as anna:
        decide(anna, claim, verdict=Verdict.REJECTED, reason="Omdat een zeepaardje beter past.")
        undo_decision(claim)
    with make.at(DANA):
        events = [entry.event for entry in TrailEntry.objects.filter(event__startswith="decision.")]
        assert sorted(events) == ["decision.created", "decision.deleted"]
        assert "zeepaardje" not in str(list(TrailEntry.objects.values()))
