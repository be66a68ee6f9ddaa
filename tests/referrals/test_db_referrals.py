"""Keeping a service with a case and moving it on; and the batch command that searches."""

import html
import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cases.actions import close_case
from cases.models import Case
from organisations.scope import SHARED, organisation_scope
from referrals.models import Referral, Service
from tests import make
from tests.people import ANNA, BRAM, CHRIS, DANA, HANNE

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    make.cast()
    with make.at(ANNA) as anna:
        return make.case(anna)


@pytest.fixture
def service() -> Service:
    with organisation_scope(SHARED):
        made: Service = Service.objects.create(external_id="1", name="Huis van de school", content_hash="0")
        return made


def keep(service: Service, person: Any = ANNA, **fields: str) -> Any:
    address = make.url("service_keep", organisation=person.organisation, service_id=service.id)
    return make.browser(person).post(address, fields)


def referrals() -> list[Referral]:
    with make.at(ANNA):
        return list(Referral.objects.all())


def test_a_service_is_kept_once_with_its_reason_without_names(case: Case, service: Service) -> None:
    assert keep(service, case=str(case.id), reason="Lotte vroeg het zelf.").status_code == 302
    keep(service, case=str(case.id), reason="Nog eens.")
    (held,) = referrals()
    assert (held.service_name, held.state, str(held.reason)) == (
        "Huis van de school",
        "considered",
        "[JONGERE] vroeg het zelf.",
    )
    page = make.browser(ANNA).get(make.url("case", case_id=case.id)).content.decode()
    assert "Huis van de school" in page


def test_a_service_that_left_the_directory_stays_with_the_case_and_says_so(case: Case, service: Service) -> None:
    keep(service, case=str(case.id))
    with organisation_scope(SHARED):
        Service.objects.filter(id=service.id).update(gone_at=timezone.now())
    page = make.browser(ANNA).get(make.url("case", case_id=case.id)).content.decode()
    assert "Huis van de school" in page
    assert "niet meer in de Sociale Kaart" in page


def test_null_characters_in_a_reason_are_dropped(case: Case, service: Service) -> None:
    keep(service, case=str(case.id), reason="Om\0dat.")
    assert str(referrals()[0].reason) == "Omdat."


def test_a_closed_case_keeps_no_new_reason_and_says_so(case: Case, service: Service) -> None:
    with make.at(ANNA):
        close_case(case)
    page = keep(service, case=str(case.id), reason="Lotte wil het.")
    assert page.status_code == 409
    assert "Lotte wil het." in page.content.decode()
    assert referrals() == []


@pytest.mark.parametrize("chosen", ["", "geen", str(uuid4())])
def test_without_a_case_of_hers_nothing_is_kept(case: Case, service: Service, chosen: str) -> None:
    assert keep(service, case=chosen).status_code in (422, 404)
    assert referrals() == []


def test_a_referral_moves_and_a_strange_state_does_not_count(case: Case, service: Service) -> None:
    keep(service, case=str(case.id))
    address = make.url("referral_move", referral_id=referrals()[0].id)
    browser = make.browser(BRAM)
    browser.post(address, {"state": "waiting"})
    assert referrals()[0].state == "waiting"
    page = browser.post(address, {"state": "verzonnen"}, follow=True)
    assert "Kies een stand uit de lijst." in html.unescape(page.content.decode())
    assert referrals()[0].state == "waiting"


@pytest.mark.parametrize(("person", "status"), [(HANNE, 404), (CHRIS, 404), (DANA, 403)])
def test_strangers_to_the_case_move_and_keep_nothing(case: Case, service: Service, person: Any, status: int) -> None:
    keep(service, case=str(case.id))
    address = make.url("referral_move", organisation=person.organisation, referral_id=referrals()[0].id)
    assert make.browser(person).post(address, {"state": "started"}).status_code == status
    assert keep(service, person, case=str(case.id)).status_code == status
    assert [held.state for held in referrals()] == ["considered"]


def run(folder: Path, *lines: Any) -> list[dict[str, Any]]:
    source, target = folder / "in.jsonl", folder / "out.jsonl"
    source.write_bytes(b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines))
    try:
        call_command("search_services", input=source, output=target)
    finally:
        rows = [json.loads(line) for line in target.read_text().splitlines()]
    return rows


def test_the_command_ranks_services_by_their_own_id_with_reasons(service: Service, tmp_path: Path) -> None:
    rows = run(
        tmp_path,
        {"id": 1, "need": "school", "filters": {"age": 14, "free": False, "municipality": None}},
        {"id": 2, "need": "paardrijden", "filters": None},
    )
    assert rows[0]["id"] == 1
    assert [(one["id"], one["name"]) for one in rows[0]["ranked"]] == [("1", "Huis van de school")]
    assert all(isinstance(reason, str) for reason in rows[0]["ranked"][0]["why"])
    assert rows[1] == {"id": 2, "ranked": []}


def test_the_command_offers_what_lies_outside_the_filters_beside_an_exact_ranking(tmp_path: Path) -> None:
    with organisation_scope(SHARED):
        Service.objects.create(
            external_id="2", name="Rouwhuis", rubrics=["Rouw en verlies"], free=False, cost="5 euro", content_hash="0"
        )
    (row,) = run(tmp_path, {"id": 1, "need": "rouw", "filters": {"free": True}})
    assert row["ranked"] == []
    (offered,) = row["alternatives"]
    assert (offered["id"], offered["name"], offered["outside"]) == ("2", "Rouwhuis", ["niet gratis"])


def test_the_command_numbers_bad_lines_and_goes_on(
    service: Service, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    need = {"id": 1, "need": "school"}
    bad = [
        b"{", {"id": 1}, {"id": 1, "need": 3}, {**need, "filters": []}, {**need, "filters": {"kleur": "rood"}},
        {**need, "filters": {"age": "14"}}, {**need, "filters": {"age": -1}}, {**need, "filters": {"age": True}},
        {**need, "filters": {"free": "ja"}}, {**need, "filters": {"municipality": 9160}},
    ]  # fmt: skip
    with pytest.raises(CommandError, match=f"{len(bad)} regels zijn overgeslagen"):
        run(tmp_path, *bad, {"id": "goed", "need": "school"})
    written = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [row["id"] for row in written] == ["goed"]
    told = capsys.readouterr().err
    assert all(f"Regel {number}: " in told for number in range(1, len(bad) + 1))
