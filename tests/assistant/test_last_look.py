"""The last look before anything is composed or sent: an identifier that still stands in a text stops it."""

import pytest

from assistant.models import Analysis
from assistant.thinking import refuse_identifiers
from cases.models import Case, Note
from cases.pseudonymiser import SafeText
from organisations.models import RunState
from organisations.runs import Refusal
from tests import make
from tests.assistant.asking import again, asked, written
from tests.assistant.fake_model import FakeModel
from tests.people import ANNA

LEAKS = [
    "Bel 0479 55 21 03.",
    "Mail naar zerlina.q@voorbeeld.be.",
    "Rekening BE68 5390 0754 7034.",
    "Nummer 93.05.18-223.61.",
    "Zie bijlage [A voor later. Bel 0479 55 21 03.",
    "Bel [0479 55 21 03].",
    "[~BEL 0479 55 21 03]",
    "[MOEDER] heeft nummer 0479 55 21 03 en [JONGERE] niet.",
]


@pytest.mark.parametrize("text", LEAKS)
def test_a_number_or_address_that_points_at_somebody_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="Er is niets verstuurd"):
        refuse_identifiers(SafeText.from_record(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[JONGERE] bleef op 12 maart weg van school.",
        "[MOEDER] belde van [TELEFOON-1] over [RIJKSREGISTER-1].",
        "[DATUM-1: 3 weken voor aanmelding] was [JONGERE] 14 jaar.",
        "Op [GEBOORTEDATUM-1] kreeg [BROER-1] een brief van [EMAIL-1~2].",
        "Ze scoorde 7 op 10 en bleef 120 minuten.",
    ],
)
def test_tokens_and_harmless_numbers_pass(text: str) -> None:
    refuse_identifiers(SafeText.from_record(text))


def test_a_number_in_a_stored_note_stops_the_analysis_before_anything_leaves(case: Case, model: FakeModel) -> None:
    with make.at(ANNA) as anna:
        note = make.note(anna, case)
        note.text = SafeText.from_record("Bel 0479 55 21 03 over [JONGERE].")
        note.save()
    failed = written(case)
    assert failed.state == RunState.FAILED
    assert failed.problem.startswith("In de notities staat nog een nummer of adres dat iemand aanwijst.")
    assert model.asked == []
    page = make.browser(ANNA).get(make.url("analysis", analysis_id=failed.id)).content.decode()
    assert "Deze analyse is niet gelukt" in page
    assert "Open de notitie, markeer het en bewaar opnieuw." in page


def test_a_number_in_the_question_stops_it_as_well(case: Case, model: FakeModel) -> None:
    queued = asked(case, question="Wat nu?")
    with make.at(ANNA):
        held = Analysis.objects.get(id=queued.id)
        held.question = SafeText.from_record("Mag ik 0479 55 21 03 bellen?")
        held.save()
    from assistant.tasks import write_analysis

    write_analysis.run(str(queued.organisation_id), str(queued.id))
    assert again(queued).state == RunState.FAILED
    assert model.asked == []


def test_a_deleted_note_is_not_looked_at(case: Case) -> None:
    with make.at(ANNA) as anna:
        note = make.note(anna, case)
        note.text, note.deleted_at = SafeText.from_record("Bel 0479 55 21 03."), note.created_at
        note.save()
        assert Note.objects.count() == 2
    assert written(case).state == RunState.DONE
