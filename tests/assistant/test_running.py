"""From the request to the finished memo, without a language model: by the real task on the real database."""

from uuid import UUID, uuid4

import pytest

from assistant.actions.analyses import request_analysis
from assistant.models import Analysis, Citation, Claim
from assistant.thinking import STEPS
from cases.actions import CaseClosed, close_case, delete_note
from cases.models import Case, Note
from knowledge.models import Chunk, Version
from organisations.models import RunState
from organisations.scope import SHARED, organisation_scope
from referrals.models import Service
from tests import make
from tests.assistant import knowing
from tests.assistant.asking import again, asked, written
from tests.knowledge.making import withdraw
from tests.people import ANNA


def claims(analysis: Analysis) -> list[Claim]:
    with make.at(ANNA):
        return list(Claim.objects.filter(analysis=analysis).prefetch_related("citations"))


def test_an_analysis_is_written_from_the_bank_and_says_so(case: Case) -> None:
    done = written(case)
    assert (done.state, done.problem, done.attempt) == (RunState.DONE, "", 1)
    assert done.label == "Opgesteld zonder taalmodel"
    assert (done.model, done.provider, done.fallback, done.tokens_in, done.sent) == ("", "", "", 0, None)
    assert done.step == STEPS[-1][0]
    assert 0 < done.seconds < 60


def test_every_citation_is_the_exact_piece_of_its_passage(case: Case) -> None:
    analysis = written(case)
    with make.at(ANNA):
        cited = list(Citation.objects.filter(claim__analysis=analysis))
        assert cited
        for citation in cited:
            chunk = Chunk.objects.get(id=citation.chunk_id)
            assert chunk.text[citation.start : citation.end] == citation.quote


def test_every_supported_claim_cites_and_says_no_more_than_it_cites(case: Case) -> None:
    for claim in claims(written(case)):
        quotes = [citation.quote for citation in claim.citations.all()]
        assert bool(quotes) == (claim.support not in ("none", "note"))
        if claim.support == "supported":
            assert str(claim.text) in quotes


def test_both_sides_of_a_contradiction_are_shown_and_each_pair_once(case: Case) -> None:
    shown = claims(written(case))
    assert {claim.subject for claim in shown if claim.section == "perspective"} == {"systeem", "kracht"}
    assert len([claim for claim in shown if claim.section == "contradiction"]) == 1


def test_a_sign_of_danger_in_a_note_brings_its_protocol(case: Case) -> None:
    assert not [claim for claim in claims(written(case)) if claim.section == "safety" and "doodswens" in claim.heading]
    with make.at(ANNA) as anna:
        make.note(anna, case, text=knowing.DANGER)
    raised = [claim for claim in claims(written(case)) if claim.section == "safety"]
    assert [str(claim.text) for claim in raised] == knowing.BANK[knowing.DARK]["protocol"]
    assert raised[0].heading == "Donkere gedachten bespreken: na te gaan (doodswens)"


def test_services_are_suggested_by_ids_that_exist(case: Case) -> None:
    analysis = written(case)
    assert analysis.services
    with make.at(ANNA):
        held = {str(service_id) for service_id in Service.objects.values_list("id", flat=True)}
    assert {service["id"] for service in analysis.services} <= held


def test_where_the_family_lives_stays_in_the_vault(case: Case) -> None:
    analysis = written(case)
    reasons = [reason for service in analysis.services for reason in service["why"]]
    assert reasons
    assert not [reason for reason in reasons if "Lokeren" in reason]


def test_the_same_case_gives_the_same_analysis(case: Case) -> None:
    first, second = ([(c.section, str(c.text), c.support) for c in claims(written(case))] for _ in range(2))
    assert first == second


def test_the_same_task_twice_writes_once(case: Case) -> None:
    from assistant.tasks import write_analysis

    done = written(case)
    before = [claim.id for claim in claims(done)]
    write_analysis.run(str(done.organisation_id), str(done.id))
    assert [claim.id for claim in claims(done)] == before
    assert again(done).attempt == 1


def test_one_key_gives_one_analysis_however_often_the_form_arrives(case: Case) -> None:
    key = uuid4()
    assert asked(case, idempotency_key=key) == asked(case, idempotency_key=key, question="Nog iets?")
    with make.at(ANNA):
        assert Analysis.objects.count() == 1


def test_question_and_hypothesis_are_kept_without_names(case: Case) -> None:
    queued = asked(case, question="Wat helpt Lotte?", hypothesis="Ilse is bang.")
    assert (str(queued.question), str(queued.hypothesis)) == ("Wat helpt [JONGERE]?", "[MOEDER] is bang.")


def test_a_closed_case_takes_no_new_analysis(case: Case) -> None:
    with make.at(ANNA) as anna:
        close_case(case)
        for question in ("", "Wat nu?"):
            with pytest.raises(CaseClosed):
                request_analysis(
                    anna, case, perspectives=["systeem"], question=question, hypothesis="", idempotency_key=uuid4()
                )


def test_an_empty_case_is_refused_in_one_sentence(case: Case) -> None:
    with make.at(ANNA):
        for note in Note.objects.all():
            delete_note(note)
    failed = written(case)
    assert failed.state == RunState.FAILED
    assert failed.problem == ("Er staat nog geen notitie in deze casus. Schrijf er een en vraag de analyse opnieuw.")
    assert claims(failed) == []


def test_a_question_alone_is_enough(case: Case) -> None:
    with make.at(ANNA):
        for note in Note.objects.all():
            delete_note(note)
    assert written(case, question="Ze blijft weg van school, wat kan ik doen?").state == RunState.DONE


def test_a_bank_without_any_fitting_source_is_a_sentence(case: Case) -> None:
    with organisation_scope(SHARED):
        for version in Version.objects.all():
            withdraw(version)
    failed = written(case)
    assert failed.state == RunState.FAILED
    assert failed.problem.startswith("De kennisbank vond bij deze tekst geen enkele gevalideerde bron.")


def test_a_withdrawn_source_is_not_cited(case: Case) -> None:
    with organisation_scope(SHARED):
        version = Version.objects.get(source__slug=knowing.HOME)
        withdraw(version)
    cited = {citation.slug for claim in claims(written(case)) for citation in claim.citations.all()}
    assert knowing.STRENGTH in cited
    assert knowing.HOME not in cited


def test_another_organisations_worker_cannot_take_it(case: Case) -> None:
    from assistant.tasks import write_analysis

    queued = asked(case)
    write_analysis.run(str(make.organisation("kompas").id), str(queued.id))
    write_analysis.run(str(UUID(int=7)), str(queued.id))
    assert again(queued).state == RunState.QUEUED
