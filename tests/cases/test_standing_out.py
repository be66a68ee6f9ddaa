"""A combination of facts that points at one family is told calmly, and never stops anybody."""

import html
import json

import pytest

from cases.models import Case, Note
from tests import make
from tests.people import ANNA

RARE = "Na de woningbrand in Zele kwam het in de krant. Lotte (14) zag Jolien."
WARNED = ">Notitie wijzigen</a>"
"""The way to mend it, which stands beside the warning only."""


def write(case: Case, text: str) -> str:
    data = {"text": text, "kind": "talk", "happened_on": "2025-03-04"}
    page = make.browser(ANNA).post(make.url("note_write", case_id=case.id), data, follow=True)
    return html.unescape(page.content.decode())


def test_while_writing_the_answer_says_what_stands_out(case: Case) -> None:
    body = json.dumps({"text": RARE})
    answer = make.browser(ANNA).post(make.url("marks_find", case_id=case.id), body, content_type="application/json")
    warnings = answer.json()["warnings"]
    assert warnings
    assert all(warning.endswith(".") for warning in warnings)


def test_after_saving_the_case_says_it_once_without_a_hidden_name(case: Case) -> None:
    page = write(case, RARE)
    assert WARNED in page
    assert "Schrijf het grover waar dat kan" in page
    assert "Jolien" not in page
    again = make.browser(ANNA).get(make.url("case", case_id=case.id)).content.decode()
    assert WARNED not in again


def test_an_ordinary_note_warns_of_nothing(case: Case) -> None:
    assert WARNED not in write(case, "Lotte at mee en sliep goed.")


def test_a_warning_that_fails_stops_nobody(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("kapot")

    monkeypatch.setattr("cases.standing_out.rare_combinations", broken)
    assert "De notitie is gepseudonimiseerd en bewaard." in write(case, RARE)
    with make.at(ANNA):
        assert Note.objects.count() == 1


@pytest.mark.parametrize("saved", ["x", "", "12345678-1234-4234-8234-123456789abc"])
def test_an_address_with_another_note_warns_of_nothing(case: Case, saved: str) -> None:
    page = make.browser(ANNA).get(make.url("case", case_id=case.id), {"bewaard": saved})
    assert (page.status_code, WARNED in page.content.decode()) == (200, False)
