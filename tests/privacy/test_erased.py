"""The DPO sees and exports the proofs of erasure, finds one by its pseudonym, and reads nothing of the case."""

import csv
import io
import json
from collections.abc import Callable

import pytest
from django.test import Client

from cases.actions import close_case
from cases.erasing import erase_case
from cases.models import Case, ErasureReason, Vault
from organisations.keys import fingerprint
from privacy.erasures import WORDS
from tests import make
from tests.cases.test_erasing import roads_to_a_case
from tests.people import ANNA, BRAM, CHRIS, DANA, Person
from tests.walls.catalogue import TENANT_MODELS

LogIn = Callable[[Person], Client]


@pytest.fixture
def erased(db: None) -> Case:
    """A case that Bram erased; at Kompas Chris erased one too."""
    make.cast()
    with make.at(CHRIS) as chris:
        other = make.case(chris, pseudonym="Verre Beuk")
        close_case(other)
        erase_case(chris, other, reason=ErasureReason.MISTAKE, pseudonym="Verre Beuk")
    with make.at(ANNA) as anna:
        case = make.case(anna)
        make.note(anna, case)
        close_case(case)
        kept = Case(id=case.id, pseudonym=fingerprint(bytes(Vault.objects.get(case=case).wrapped_key)))
    with make.at(BRAM) as bram:
        erase_case(bram, case, reason=ErasureReason.ASKED, pseudonym="Rustige Beuk")
    return kept


def test_the_page_shows_each_proof_in_words(as_: LogIn, erased: Case) -> None:
    shown = as_(DANA).get(make.url("erased")).content.decode()
    for said in (
        str(erased.id),
        "Bram",
        "recht op wissing",
        "1 notitie",
        "1 versleutelde sleutel",
        erased.pseudonym[:16],
    ):
        assert said in shown
    assert "Chris" not in shown
    assert "Rustige Beuk" not in shown


@pytest.mark.parametrize(("sought", "found"), [("rustige  beuk", True), ("Verre Beuk", False), ("Rustige", False)])
def test_a_proof_is_found_by_the_whole_pseudonym_only(as_: LogIn, erased: Case, sought: str, found: bool) -> None:
    shown = as_(DANA).post(make.url("erased"), {"q": sought}).content.decode()
    assert (str(erased.id) in shown) is found
    assert ("Geen gewiste casus had deze schuilnaam." in shown) is not found


def test_both_exports_hold_the_proof(as_: LogIn, erased: Case) -> None:
    url = make.url("erased_export")
    (line,) = as_(DANA).get(url, {"format": "jsonl"}).content.decode().splitlines()
    told = json.loads(line)
    assert (told["case_id"], told["by"], told["reason"]) == (str(erased.id), "Bram", "asked")
    assert told["key_fingerprint"] == erased.pseudonym
    assert told["destroyed"]["cases.note"] == 1
    text = as_(DANA).get(url).content.decode().removeprefix("\ufeff")
    (row,) = csv.DictReader(io.StringIO(text), delimiter=";")
    assert (row["casus"], row["gewist door"]) == (str(erased.id), "Bram")
    assert "1 notitie" in row["wat vernietigd werd"]


def test_an_unknown_format_is_not_there(as_: LogIn, erased: Case) -> None:
    assert as_(DANA).get(make.url("erased_export"), {"format": "exe"}).status_code == 404


def test_before_the_first_erasure_the_page_says_how_one_comes(as_: LogIn) -> None:
    make.cast()
    assert "Er is nog geen casus gewist." in as_(DANA).get(make.url("erased")).content.decode()


def test_everything_that_goes_with_a_case_has_a_word() -> None:
    gone = {model._meta.label_lower for model in TENANT_MODELS if list(roads_to_a_case(model))}
    assert gone <= set(WORDS)
