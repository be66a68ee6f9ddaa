"""Questions without an answer: counted, answered with a source, declined with a reason."""

import pytest
from django.db import IntegrityError, transaction

from cases.pseudonymiser import Key, SafeText, hide
from knowledge.actions.gaps import answer_gap, decline_gap, file_gap
from knowledge.models import GapState, KnowledgeGap
from tests.make import at
from tests.people import ANNA, BRAM, CHRIS, ELI

pytestmark = pytest.mark.django_db


def safe(text: str) -> SafeText:
    return hide(text, key=Key()).safe


def test_a_question_that_is_asked_again_is_counted_and_not_kept_twice() -> None:
    with at(ANNA) as anna:
        file_gap(anna, safe("Mag een konijn in de leefgroep?"))
    with at(BRAM) as bram:
        gap = file_gap(bram, safe("  mag een konijn\nin de leefgroep "))
        assert (gap.times, KnowledgeGap.objects.count()) == (2, 1)


def test_a_name_in_a_question_is_not_kept() -> None:
    with at(ANNA) as anna:
        gap = file_gap(anna, safe("Mag Lotte Vermassen een konijn houden?"))
        gap.refresh_from_db()
        assert "Vermassen" not in gap.question.text


def test_an_empty_question_is_refused() -> None:
    with at(ANNA) as anna, pytest.raises(ValueError, match="question"):
        file_gap(anna, safe("  "))


def test_a_question_that_was_answered_opens_again_when_it_is_asked_again() -> None:
    with at(ANNA) as anna, at(ELI) as eli:
        gap = file_gap(anna, safe("Mag een konijn in de leefgroep?"))
        answer_gap(eli, gap, slug="huisdieren")
        assert file_gap(anna, safe("Mag een konijn in de leefgroep?")).state == GapState.OPEN


def test_a_question_that_was_declined_stays_declined() -> None:
    with at(ANNA) as anna, at(ELI) as eli:
        gap = file_gap(anna, safe("Wint Gent zondag?"))
        decline_gap(eli, gap, reason="Dit is geen vraag over jeugdhulp.")
        again = file_gap(anna, safe("Wint Gent zondag?"))
        assert (again.state, again.times) == (GapState.DECLINED, 2)


@pytest.mark.parametrize("state", [GapState.ANSWERED, GapState.DECLINED])
def test_the_database_refuses_an_answer_without_source_and_a_refusal_without_reason(state: GapState) -> None:
    with at(ANNA) as anna:
        gap = file_gap(anna, safe("Mag een konijn in de leefgroep?"))
        gap.state = state
        with pytest.raises(IntegrityError), transaction.atomic():
            gap.save()


def test_another_organisation_sees_nothing_of_it_and_counts_its_own() -> None:
    with at(ANNA) as anna:
        file_gap(anna, safe("Mag een konijn in de leefgroep?"))
    with at(CHRIS) as chris:
        assert KnowledgeGap.objects.count() == 0
        assert file_gap(chris, safe("Mag een konijn in de leefgroep?")).times == 1
