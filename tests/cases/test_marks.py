"""What would be hidden is told while she types; nothing is kept of the asking."""

import json
from typing import Any

import pytest

from cases.models import Case, Vault
from cases.pseudonymiser import PseudonymiserError
from tests import make
from tests.people import ANNA, CHRIS, DANA, HANNE


def ask(case: Case, asked: Any, *, person: Any = ANNA) -> Any:
    body = asked if isinstance(asked, (str, bytes)) else json.dumps(asked)
    address = make.url("marks_find", organisation=person.organisation, case_id=case.id)
    return make.browser(person).post(address, body, content_type="application/json")


def test_each_mark_covers_exactly_its_words_whatever_signs_stand_before(case: Case) -> None:
    text = "👩‍👧 Lotte zag Ilse in Lokeren, zei Jolien Baetens."
    spans = ask(case, {"text": text}).json()["spans"]
    assert {text[span["start"] : span["end"]] for span in spans} >= {"Lotte", "Ilse", "Lokeren", "Jolien Baetens"}
    first = spans[0]
    assert (first["start"], first["end"], first["label"], first["token"]) == (4, 9, "PERSON", "[JONGERE]")


def test_asking_changes_nothing_in_the_vault(case: Case) -> None:
    with make.at(ANNA):
        before = bytes(Vault.objects.get(case=case).sealed)
    ask(case, {"text": "Jolien Baetens kwam mee.", "dismissed": ["Jolien"]})
    with make.at(ANNA):
        assert bytes(Vault.objects.get(case=case).sealed) == before


def test_dismissed_and_added_marks_are_followed(case: Case) -> None:
    asked = {"text": "De caravan van Sanne.", "dismissed": ["Sanne"], "added": [[3, 10, "PLACE"]]}
    (span,) = ask(case, asked).json()["spans"]
    assert (span["start"], span["end"], span["label"]) == (3, 10, "PLACE")


def test_a_mark_beyond_the_text_is_left_out(case: Case) -> None:
    answer = ask(case, {"text": "Kort.", "added": [[3, 100, "PLACE"]]})
    assert (answer.status_code, answer.json()) == (200, {"spans": [], "warnings": []})


@pytest.mark.parametrize("body", ["", "{", "[]", "3", "null", "{}", '{"text": 3}x', b"\xff", "[" * 50_000])
def test_what_cannot_be_read_gets_400(case: Case, body: str | bytes) -> None:
    answer = ask(case, body)
    assert answer.status_code == 400
    assert answer.json()["error"] == "Deze vraag is niet te lezen."


@pytest.mark.parametrize("text", ["x" * 100_001, 7, None, ["Lotte"]], ids=["long", "number", "null", "list"])
def test_too_much_or_no_text_gets_a_sentence(case: Case, text: Any) -> None:
    answer = ask(case, {"text": text})
    assert answer.status_code in (400, 413)
    assert answer.json()["error"].endswith(".")


def test_a_lone_half_of_a_character_pair_is_no_error(case: Case) -> None:
    assert ask(case, '{"text": "Lotte \\ud83d zei"}').status_code in (200, 503)


def test_when_the_pseudonymiser_is_away_it_says_so(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise PseudonymiserError("kapot")

    monkeypatch.setattr("cases.actions.hide", broken)
    answer = ask(case, {"text": "Lotte"})
    assert answer.status_code == 503
    assert "antwoordt niet" in answer.json()["error"]


@pytest.mark.parametrize("person", [HANNE, DANA, CHRIS], ids=lambda person: person.name)
def test_strangers_to_the_case_get_404(case: Case, person: Any) -> None:
    assert ask(case, {"text": "Lotte"}, person=person).status_code == 404
