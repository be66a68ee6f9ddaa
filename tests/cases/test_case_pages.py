"""Opening a case, its people, who works on it, closing and reopening it."""

import html
from typing import Any

import pytest
from django.http import HttpResponse
from django.utils import timezone

from cases.actions import assign
from cases.models import Assignment, Case, Vault
from cases.pseudonymiser import PseudonymiserError
from cases.vault import read_vault
from organisations.models import Team, TeamMember
from tests import make
from tests.people import ANNA, BRAM, DANA, HANNE

YEAR = timezone.localdate().year - 14


SENT = {"csrfmiddlewaretoken": "x"}


def rows(*people: tuple[str, str], total: int | None = None) -> dict[str, str]:
    fields = {"people-TOTAL_FORMS": str(len(people) if total is None else total), "people-INITIAL_FORMS": "0"}
    for number, (role, name) in enumerate(people):
        fields |= {f"people-{number}-role": role, f"people-{number}-name": name}
    return fields


def filled(**changes: Any) -> dict[str, Any]:
    with make.at(ANNA):
        team = Team.objects.get(name="Noord")
    people = rows(("jongere", "Zita Peelman"), ("moeder", "Ans  Peelman"), ("ander", ""))
    return {
        "pseudonym": "Frisse Brem", "team": str(team.id), "birth_year": str(YEAR), "living_situation": "foster",
        "access_track": "crisis", "municipality": "Zele", "goals": "Zita slaapt door\n\n Ans rust uit ",
        **people, **changes,
    }  # fmt: skip


def post(**changes: Any) -> HttpResponse:
    return make.browser(ANNA).post(make.url("case_new"), filled(**changes))  # type: ignore[return-value]


def shown(page: Any) -> str:
    return html.unescape(page.content.decode())


@pytest.fixture(autouse=True)
def _everyone(db: None) -> None:
    make.cast()


def test_the_page_proposes_a_pseudonym_that_is_free() -> None:
    page = make.browser(ANNA).get(make.url("case_new"))
    proposed = page.context["form"].initial["pseudonym"]
    assert proposed in shown(page)
    assert len(proposed.split()) == 2


def test_a_case_is_opened_with_names_in_the_key_and_nowhere_else() -> None:
    assert post().status_code == 302
    with make.at(ANNA) as anna:
        case = Case.objects.get()
        assert (case.pseudonym, case.living_situation, case.access_track) == ("Frisse Brem", "foster", "crisis")
        assert [str(goal.text) for goal in case.goals.all()] == ["[JONGERE] slaapt door", "[MOEDER] rust uit"]
        assert {entry.token: entry.name for entry in read_vault(case).key.entries} == {
            "JONGERE": "Zita Peelman",
            "MOEDER": "Ans Peelman",
        }
        assert read_vault(case).municipality == "Zele"
        assert Assignment.objects.get().membership == anna


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"birth_year": ""}, "Vul het geboortejaar in."),
        ({"birth_year": "veertien"}, "Schrijf het jaar met vier cijfers."),
        ({"birth_year": str(YEAR - 30)}, "Het geboortejaar ligt tussen"),
        ({"birth_year": str(YEAR + 15)}, "Het geboortejaar ligt tussen"),
        ({"living_situation": ""}, "Kies wat past; je kunt dit later aanpassen."),
        ({"access_track": "deur"}, "Selecteer een geldige keuze."),
        ({"team": ""}, "Kies het team."),
        ({"pseudonym": "  "}, "Dit veld is vereist."),
        ({"pseudonym": "Frisse\0Brem"}, "Null-tekens zijn niet toegestaan."),
        ({"goals": "x" * 5001}, "5000"),
        ({"people-1-role": "buurhond"}, "Selecteer een geldige keuze."),
        ({"people-1-name": "A" * 81}, "80"),
        ({"people-TOTAL_FORMS": "x"}, "ManagementForm"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_mistake_gets_a_sentence_and_everything_typed_stays(changes: dict[str, str], sentence: str) -> None:
    page = post(**changes)
    assert page.status_code == 422
    text = shown(page)
    assert sentence in text
    if "people-TOTAL_FORMS" not in changes:
        for typed in ("Zita Peelman", "Zele", "slaapt door"):
            assert typed in text or typed in str(changes) or "goals" in changes
    with make.at(ANNA):
        assert not Case.objects.exists()
        assert not Vault.objects.exists()


def test_a_pseudonym_is_used_once_whatever_its_capitals() -> None:
    post()
    page = post(pseudonym="frisse  BREM")
    assert "Deze schuilnaam is al in gebruik. Neem een andere." in shown(page)


@pytest.mark.parametrize("pseudonym", ["Zita", "Kleine peelman", "De zaak Zita Peelman"])
def test_a_pseudonym_that_holds_a_name_of_the_case_is_refused(pseudonym: str) -> None:
    page = post(pseudonym=pseudonym)
    assert page.status_code == 422
    assert "In deze schuilnaam staat de naam van iemand uit de casus. Neem een andere." in shown(page)
    with make.at(ANNA):
        assert not Case.objects.exists()


def test_more_rows_keep_every_value_that_was_typed() -> None:
    page = post(more="1", birth_year="20x")
    assert page.status_code == 200
    text = shown(page)
    for typed in ("Frisse Brem", "20x", "Zele", "Zita Peelman", "Ans  Peelman", "slaapt door"):
        assert typed in text
    assert text.count('name="people-') - 4 == 2 * 7
    for chosen in ('value="foster"', 'value="crisis"'):
        assert "checked" in text[text.index(chosen) : text.index(chosen) + 120]
    with make.at(ANNA):
        assert not Case.objects.exists()


def test_more_rows_end_at_sixty() -> None:
    page = post(**rows(*[("ander", f"Persoon {number}") for number in range(59)]), more="1")
    assert shown(page).count("-name") >= 60
    assert "people-60-name" not in shown(page)


def test_when_the_pseudonymiser_is_away_no_case_is_kept_and_the_form_comes_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise PseudonymiserError("kapot")

    monkeypatch.setattr("cases.actions.hide", broken)
    page = post()
    assert page.status_code == 503
    assert "Er is niets bewaard" in shown(page)
    assert "slaapt door" in shown(page)
    with make.at(ANNA):
        assert not Case.objects.exists()


def test_who_is_in_no_team_reads_what_to_do() -> None:
    with make.at(HANNE) as hanne:
        TeamMember.objects.get(membership=hanne).delete()
    assert "Je hoort nog bij geen team." in shown(make.browser(HANNE).get(make.url("case_new")))


def test_a_case_cannot_be_put_in_a_team_she_is_not_in() -> None:
    with make.at(HANNE):
        oost = Team.objects.get(name="Oost")
    assert post(team=str(oost.id)).status_code == 422


def test_people_are_added_on_their_page(case: Case) -> None:
    browser, address = make.browser(ANNA), make.url("case_people", case_id=case.id)
    assert browser.post(address, {**rows(("vader", "Joris Claes")), "municipality": "Zele"}).status_code == 302
    with make.at(ANNA):
        assert read_vault(case).key.entry("VADER") is not None
        assert read_vault(case).municipality == "Zele"


def test_a_refused_person_keeps_what_was_typed(case: Case) -> None:
    people = rows(("vader", "Joris Claes"), ("buurhond", "Rex"))
    page = make.browser(ANNA).post(make.url("case_people", case_id=case.id), {**people, "municipality": "Hamme"})
    assert page.status_code == 422
    for typed in ("Joris Claes", "Rex", "Hamme"):
        assert typed in shown(page)
    with make.at(ANNA):
        assert read_vault(case).key.entry("VADER") is None


def test_the_coach_assigns_and_only_members_of_the_team_can_be_chosen(case: Case) -> None:
    browser, address = make.browser(BRAM), make.url("case_assign", case_id=case.id)
    assert browser.post(address, {"members": [str(make.member(BRAM).id)]}).status_code == 302
    with make.at(BRAM) as bram:
        assert [held.membership for held in Assignment.objects.all()] == [bram]
    page = browser.post(address, {"members": [str(make.member(HANNE).id)]})
    assert page.status_code == 422
    assert "Kies minstens één collega." in shown(browser.post(address, {"members": []} | SENT))


def test_a_case_is_closed_and_opened_again(case: Case) -> None:
    browser = make.browser(ANNA)
    browser.post(make.url("case_close", case_id=case.id))
    page = shown(browser.get(make.url("case", case_id=case.id)))
    assert "Deze casus is afgesloten op" in page
    assert "Notitie schrijven" not in page
    browser.post(make.url("case_close", case_id=case.id))
    assert "Notitie schrijven" in shown(browser.get(make.url("case", case_id=case.id)))


def test_a_person_without_a_role_in_care_sees_no_page(case: Case) -> None:
    browser = make.browser(DANA)
    assert browser.get(make.url("cases")).status_code == 403
    assert browser.get(make.url("case_new")).status_code == 403
    assert browser.get(make.url("case", case_id=case.id)).status_code == 404


def test_assigning_the_same_people_again_changes_nothing(case: Case) -> None:
    with make.at(ANNA) as anna:
        before = Assignment.objects.get().id
        assign(case, members=[anna])
        assert Assignment.objects.get().id == before
