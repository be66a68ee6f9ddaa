"""Erasing a case: nothing of it is left in any table, and a proof without content says so."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db import models

from assistant.actions.analyses import request_analysis
from assistant.models import Analysis
from cases.actions import close_case, reopen_case
from cases.erasing import LeftBehind, NotErased, _refuse_leftovers, erase_case, pseudonym_digest
from cases.fields import SafeTextField
from cases.models import Case, Erasure, ErasureReason, Note, Vault
from cases.vault import cases_with_name, read_vault
from feedback.actions import report_claim
from feedback.models import Reason
from organisations.keys import fingerprint
from organisations.models import TenantModel, TrailEntry
from organisations.runs import LeaseLost, take
from organisations.scope import current_organisation_id
from organisations.wall import tenant_references
from referrals.actions.referrals import consider
from referrals.models import Service
from tests import make
from tests.articles import article
from tests.people import ANNA, BRAM, CHRIS
from tests.walls.catalogue import TENANT_MODELS, rows

REASON = ErasureReason.ASKED
OUTLIVES = {
    "cases.Erasure": "the proof",
    "organisations.TrailEntry": "who did what, without a word of what was written",
    "knowledge.KnowledgeGap": "a question typed in the knowledge bank, which belongs to no case",
    "assistant.Question": "a question to the knowledge bank belongs to no case and goes after thirty days",
    "assistant.Sentence": "goes with its question",
}
NAMES = ("lotte", "vermassen", "dewit", "wannes", "baetens")
WORDS = ("grasklokje", "zeepaardje", "kantoorgeit", "lampenkap")


@pytest.fixture
def full(case: Case) -> Case:
    """The case with one of everything that can hang on it, closed."""
    with make.at(ANNA) as anna:
        make.note(anna, case, text="Jolien Baetens bracht een grasklokje mee.")
        analysis = make.analysis(anna, case, citing=article(slug="van-horizon"), question="Past een zeepaardje?")
        report_claim(anna, analysis.claims.all()[0], reason=Reason.WRONG, comment="Er stond een lampenkap.")
        service = Service.objects.create(external_id="1", name="Huis", content_hash="0")
        consider(anna, case, service=service, reason="Voor de kantoorgeit.")
        close_case(case)
    return case


def _erase(case: Case, **changes: Any) -> Erasure:
    with make.at(BRAM) as bram:
        return erase_case(
            bram, Case.objects.get(id=case.id), **{"reason": REASON, "pseudonym": "Rustige Beuk", **changes}
        )


def _tables_with(text: str) -> set[str]:
    """Every tenant table with a row in which this stands, in any column. Call in scope."""
    tables = (model._meta.db_table for model in TENANT_MODELS)
    return {table for table in tables if rows(f'select 1 from "{table}" t where t::text ilike %s', f"%{text}%")}


def test_no_copy_of_its_key_its_sealed_names_or_its_number_is_left_in_any_table(full: Case) -> None:
    with make.at(ANNA):
        vault = Vault.objects.get(case=full)
        sealed = [bytes(vault.wrapped_key).hex(), bytes(vault.sealed).hex()]
        sealed += [bytes(one.digest).hex() for one in full.name_indexes.all()]
        assert all(_tables_with(one) for one in sealed)
    _erase(full)
    with make.at(ANNA):
        assert [_tables_with(one) for one in sealed] == [set()] * len(sealed)
        assert _tables_with(str(full.id)) == {"organisations_trailentry", "cases_erasure"}


def test_no_name_and_no_word_of_its_texts_is_left_in_any_table(full: Case) -> None:
    with make.at(ANNA):
        assert {table for word in WORDS for table in _tables_with(word)} == {
            "assistant_analysis",
            "cases_note",
            "feedback_claimfeedback",
            "referrals_referral",
        }
    _erase(full)
    with make.at(ANNA):
        assert {table for word in (*NAMES, *WORDS, "rustige beuk") for table in _tables_with(word)} == set()
        assert cases_with_name("Lotte") == []
        with pytest.raises(Vault.DoesNotExist):
            read_vault(full)


def test_the_proof_says_who_when_why_how_much_and_of_which_key(full: Case) -> None:
    with make.at(ANNA):
        key = bytes(Vault.objects.get(case=full).wrapped_key)
    proof = _erase(full)
    assert proof.case_id == full.id
    assert (proof.by.name, proof.reason) == ("Bram", "asked")
    assert proof.key_fingerprint == fingerprint(key)
    assert proof.pseudonym_digest == pseudonym_digest(full.id, pseudonym=" rustige  BEUK ")
    assert proof.destroyed["cases.vault"] == proof.destroyed["cases.case"] == proof.destroyed["cases.note"] == 1
    assert proof.destroyed["assistant.analysis"] == proof.destroyed["feedback.claimfeedback"] == 1
    with make.at(BRAM):
        entry = TrailEntry.objects.get(event="case.erased")
        assert (entry.actor_name, entry.case_id, entry.additional_data) == ("Bram", full.id, {"reason": "asked"})


def test_another_case_and_another_organisation_are_not_touched(full: Case) -> None:
    with make.at(ANNA) as anna:
        other = make.case(anna, pseudonym="Stille Wulp")
        make.note(anna, other)
    with make.at(CHRIS) as chris:
        theirs = make.case(chris, pseudonym="Rustige Beuk")
        make.note(chris, theirs)
    _erase(full)
    with make.at(ANNA):
        assert read_vault(other).municipality == "Lokeren"
        assert cases_with_name("Lotte") == [str(other.id)]
        assert Note.objects.filter(case=other).count() == 1
    with make.at(CHRIS):
        assert read_vault(theirs).municipality == "Lokeren"
        assert Note.objects.count() == 1


@pytest.mark.parametrize("pseudonym", ["", "Rustige", "Rustige Beuk 2", "Lotte Vermassen"])
def test_without_the_right_pseudonym_nothing_is_erased(pseudonym: str, full: Case) -> None:
    with pytest.raises(NotErased, match="Er is niets gewist"):
        _erase(full, pseudonym=pseudonym)
    with make.at(ANNA):
        assert read_vault(full).municipality == "Lokeren"
        assert not Erasure.objects.exists()


def test_an_open_case_is_not_erased(full: Case) -> None:
    with make.at(ANNA):
        reopen_case(full)
    with pytest.raises(NotErased, match="nog open"):
        _erase(full)


def test_the_same_pseudonym_can_be_used_again_afterwards(full: Case) -> None:
    _erase(full)
    with make.at(ANNA) as anna:
        assert make.case(anna).pseudonym == "Rustige Beuk"


def test_a_row_that_would_stay_behind_stops_the_erasure(full: Case) -> None:
    with make.at(ANNA), pytest.raises(LeftBehind, match="niets gewist"):
        _refuse_leftovers(full.id)


def roads_to_a_case(model: type[models.Model], seen: tuple[object, ...] = ()) -> Iterator[Any]:
    """The references by which a row of this model is deleted with its case."""
    for field in tenant_references(model):
        if field.remote_field.on_delete is models.CASCADE and field.related_model not in seen:
            if field.related_model is Case:
                yield field
            else:
                yield from roads_to_a_case(field.related_model, (*seen, model))


@pytest.mark.parametrize("model", TENANT_MODELS, ids=lambda model: model._meta.label_lower)
def test_whatever_holds_text_of_a_case_goes_with_it(model: type[TenantModel]) -> None:
    holds_text = any(isinstance(field, SafeTextField) for field in model._meta.concrete_fields)
    names_case = any(field.column == "case_id" for field in model._meta.concrete_fields)
    if (holds_text or names_case) and model._meta.label not in OUTLIVES:
        assert list(roads_to_a_case(model)), f"{model.__name__} would outlive its case: let it refer by CASCADE"


def test_a_run_that_was_under_way_saves_nothing(full: Case) -> None:
    with make.at(ANNA) as anna:
        reopen_case(full)
        asked = request_analysis(
            anna, full, perspectives=["systeem"], question="", hypothesis="", idempotency_key=uuid4()
        )
        close_case(full)
        taken = take(Analysis, organisation_id=current_organisation_id(), run_id=asked.id)
        assert taken is not None
    _erase(full)
    with make.at(ANNA), pytest.raises(LeaseLost), taken.saving():
        pytest.fail("the result of an erased case was saved")
