"""An import of law reports what it did, changes nothing when it breaks, and goes on where it stopped."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command

from knowledge.models import LawArticle, LawFile, LawImport
from knowledge.tasks import import_law
from organisations.models import RunState
from organisations.scope import SHARED, organisation_scope
from tests.knowledge.law.importing import changed, import_run
from tests.knowledge.law.test_codex import DECREE, versions

pytestmark = pytest.mark.django_db


def test_an_import_reports_what_it_did() -> None:
    def spoil(whole: dict[str, Any]) -> None:
        versions(whole)[0]["StartDatum"] = None

    done = import_run(changed(spoil))
    assert (done.state, done.done, done.total, done.title) == (RunState.DONE, 6, 6, "Oefendecreet leefgroepen")
    assert {name: done.report[name] for name in ("new", "changed", "unchanged", "future", "refused")} == {
        "new": 6, "changed": 0, "unchanged": 0, "future": 2, "refused": 1,
    }  # fmt: skip
    assert done.report["refusals"] == [["1", "zonder begindatum"]]
    with organisation_scope(SHARED):
        assert not LawFile.objects.exists()


def test_a_broken_file_changes_nothing_and_says_why() -> None:
    failed = import_run(DECREE.read_bytes()[:500])
    assert failed.state == RunState.FAILED
    assert failed.problem.startswith("Dit bestand is afgebroken of geen JSON. Er is niets gewijzigd.")


def test_a_long_import_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.tasks.law.BUDGET", -1.0)
    waiting = import_run(DECREE.read_bytes())
    assert (waiting.state, waiting.attempt) == (RunState.QUEUED, 0)
    monkeypatch.setattr("knowledge.tasks.law.BUDGET", 200.0)
    with organisation_scope(SHARED):
        LawImport.objects.filter(pk=waiting.pk).update(done=5)
    import_law.run(str(SHARED), str(waiting.pk))
    with organisation_scope(SHARED):
        done = LawImport.objects.get(pk=waiting.pk)
        assert (done.state, done.done, LawArticle.objects.count()) == (RunState.DONE, 7, 2)


def test_the_command_reads_a_file_and_says_what_it_did(capsys: pytest.CaptureFixture[str], tmp_path: Any) -> None:
    call_command("import_codex", str(DECREE))
    said = "Oefendecreet leefgroepen: 7 nieuw, 0 gewijzigd, 0 ongewijzigd, 2 toekomstig, 0 geweigerd."
    assert said in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("import_codex", str(tmp_path / "weg.json"))
    with pytest.raises(CommandError, match="mag niet opgehaald worden"):
        call_command("import_codex", "https://elders.example/VolledigDocument")
