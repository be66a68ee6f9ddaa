"""The pages of an analysis: asked for, followed, read, and recorded as read."""

import html
from typing import Any
from uuid import uuid4

import pytest

from assistant.models import Analysis
from cases.actions import close_case
from cases.models import Case
from cases.pseudonymiser import PseudonymiserError
from organisations.actions.members import policy_here
from organisations.models import TrailEntry
from tests import make
from tests.assistant.asking import asked, written
from tests.people import ANNA, BRAM, CHRIS, DANA, HANNE


def form(**changes: Any) -> dict[str, Any]:
    return {"perspectives": ["systeem", "kracht"], "question": "", "hypothesis": "",
            "idempotency_key": str(uuid4()), **changes}  # fmt: skip


def ask(case: Case, **changes: Any) -> Any:
    return make.browser(ANNA).post(make.url("analysis_ask", case_id=case.id), form(**changes))


def analyses() -> int:
    with make.at(ANNA):
        return Analysis.objects.count()


def shown(page: Any) -> str:
    return html.unescape(page.content.decode())


def test_asking_leads_to_the_page_that_follows_it(case: Case) -> None:
    answer = ask(case, question="Wat helpt Lotte?")
    page = make.browser(ANNA).get(answer["Location"])
    assert page.status_code == 200
    assert "De analyse wordt geschreven" in shown(page)
    with make.at(ANNA):
        assert str(Analysis.objects.get().question) == "Wat helpt [JONGERE]?"


def test_a_double_click_is_one_analysis(case: Case) -> None:
    key = str(uuid4())
    assert ask(case, idempotency_key=key)["Location"] == ask(case, idempotency_key=key)["Location"]
    assert analyses() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"perspectives": []}, "Kies minstens twee invalshoeken."),
        ({"perspectives": ["systeem"]}, "Kies minstens twee invalshoeken."),
        ({"perspectives": ["systeem", "sterrenbeeld"]}, "Selecteer een geldige keuze."),
        ({"question": "x" * 100_001}, "langer dan 100.000 tekens"),
        ({"question": "Lotte\0"}, "Null-tekens zijn niet toegestaan."),
        ({"idempotency_key": "geen"}, "Voer een geldige UUID in."),
    ],
    ids=lambda value: str(value)[:40],
)
def test_bad_input_gets_a_sentence_and_the_text_back(case: Case, changes: dict[str, Any], sentence: str) -> None:
    page = ask(case, **{"hypothesis": "Ilse is 'bang'", **changes})
    assert page.status_code == 422
    assert sentence in shown(page)
    assert "Ilse is 'bang'" in shown(page)
    assert analyses() == 0


@pytest.mark.parametrize(("close", "status"), [(True, 409), (False, 503)])
def test_a_refusal_gives_the_question_back(
    case: Case, monkeypatch: pytest.MonkeyPatch, close: bool, status: int
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise PseudonymiserError("kapot")

    monkeypatch.setattr("cases.actions.hide", broken)
    if close:
        with make.at(ANNA):
            close_case(case)
    page = ask(case, question="Wat helpt Lotte?")
    assert page.status_code == status
    assert "Wat helpt Lotte?" in shown(page)
    assert ("Deze casus is afgesloten" if close else "Er is niets bewaard") in shown(page)
    assert analyses() == 0


def test_where_the_organisation_wants_it_her_own_hypothesis_comes_first(case: Case) -> None:
    with make.at(ANNA):
        policy = policy_here()
        policy.hypothesis_first = True
        policy.save()
    page = ask(case)
    assert page.status_code == 422
    assert "Schrijf eerst je eigen hypothese op; één zin is genoeg." in shown(page)
    answer = ask(case, hypothesis="Ilse is bang om Lotte te verliezen.")
    text = shown(make.browser(ANNA).get(answer["Location"]))
    assert "De eerste hypothese van Anna, voor de analyse er was" in text
    assert "is bang om" in text
    assert "Ilse" not in text


def test_a_finished_analysis_shows_its_parts_and_its_label(case: Case) -> None:
    done = written(case)
    text = shown(make.browser(ANNA).get(make.url("analysis", analysis_id=done.id)))
    for part in ("Wat we nog niet weten", "Invalshoeken", "spreekt tegen", "Mogelijke volgende stappen", "Rechten",
                 "Diensten die kunnen passen", "Bronnen", "zonder taalmodel", "Huis van de school"):  # fmt: skip
        assert part in text
    assert "Lotte" not in text


def test_names_show_in_the_analysis_while_they_show_in_the_case(case: Case) -> None:
    done = written(case, question="Wat helpt Lotte?")
    browser, address = make.browser(ANNA), make.url("analysis", analysis_id=done.id)
    browser.post(make.url("names_show", case_id=case.id))
    assert "Lotte Vermassen" in shown(browser.get(address))
    browser.post(make.url("names_hide", case_id=case.id))
    assert "Lotte" not in shown(browser.get(address))


def test_reading_is_recorded_once_and_asking_for_the_state_is_not(case: Case) -> None:
    done = written(case)
    browser = make.browser(BRAM)
    browser.get(make.url("analysis", analysis_id=done.id))
    state = browser.get(make.url("analysis_state", analysis_id=done.id))
    assert "<html" not in shown(state)
    with make.at(DANA):
        (entry,) = TrailEntry.objects.filter(event="analysis.read")
        assert (entry.actor_name, entry.object_pk, entry.case_id) == ("Bram", str(done.id), case.id)


def test_it_waits_at_vandaag_until_she_who_asked_has_read_it(case: Case) -> None:
    done = written(case)
    waiting = "De analyse van Rustige Beuk is klaar"
    make.browser(BRAM).get(make.url("analysis", analysis_id=done.id))
    browser = make.browser(ANNA)
    assert waiting in shown(browser.get(make.url("today")))
    browser.get(make.url("analysis", analysis_id=done.id))
    assert waiting not in shown(browser.get(make.url("today")))


def test_the_case_page_lists_it(case: Case) -> None:
    done = written(case)
    text = shown(make.browser(ANNA).get(make.url("case", case_id=case.id)))
    assert make.url("analysis", analysis_id=done.id) in text
    assert "Opgesteld zonder taalmodel, gevraagd door Anna" in text


def test_without_a_model_nothing_left_the_building(case: Case) -> None:
    done = written(case)
    text = shown(make.browser(ANNA).get(make.url("analysis_sent", analysis_id=done.id)))
    assert "Niets. Deze analyse is zonder taalmodel opgesteld, op deze server zelf." in text


@pytest.mark.parametrize("name", ["analysis", "analysis_state", "analysis_sent"])
@pytest.mark.parametrize("person", [HANNE, DANA, CHRIS], ids=lambda person: person.name)
def test_strangers_to_the_case_get_404(case: Case, name: str, person: Any) -> None:
    queued = asked(case)
    for analysis_id in (queued.id, uuid4()):
        address = make.url(name, organisation=person.organisation, analysis_id=analysis_id)
        assert make.browser(person).get(address).status_code == 404
