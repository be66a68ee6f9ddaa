"""manage.py analyse: every good line gets its analysis, every bad one its number, and nothing is stored."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from assistant.models import Analysis
from cases.models import Vault
from knowledge.models import Chunk
from organisations.scope import SHARED, organisation_scope
from referrals.models import Service
from tests.assistant import knowing
from tests.assistant.fake_model import NAME, FakeModel

pytestmark = pytest.mark.usefixtures("knowledge")


def run(folder: Path, *lines: Any) -> list[dict[str, Any]]:
    source = folder / "in.jsonl"
    source.write_bytes(b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines))
    call_command("analyse", input=source, output=folder / "out.jsonl")
    return answers(folder)


def answers(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "out.jsonl").read_text().splitlines()]


def test_each_line_gets_an_analysis_with_citations_and_service_ids(tmp_path: Path) -> None:
    (row,) = run(tmp_path, {"id": "a", "text": knowing.NOTE, "age": 14, "municipality": "Lokeren"})
    assert (row["id"], row["label"], row["model"]) == ("a", "Opgesteld zonder taalmodel", None)
    cited = [citation for claim in row["summary"] for citation in claim["citations"]]
    assert cited
    with organisation_scope(SHARED):
        for citation in cited:
            text = Chunk.objects.get(id=citation["chunk_id"]).text
            assert text[citation["start"] : citation["end"]] == citation["quote"]
        held = {str(one) for one in Service.objects.values_list("id", flat=True)}
    assert {service["id"] for service in row["services"]} <= held
    assert row["services"]


def test_the_written_file_holds_no_name_from_the_text(tmp_path: Path) -> None:
    run(tmp_path, {"id": "a", "text": knowing.NOTE, "question": "Wat helpt Ilse uit Lokeren?"})
    written = (tmp_path / "out.jsonl").read_text()
    assert not [name for name in ("Lotte", "Ilse") if name in written]


def test_bad_lines_are_numbered_and_the_others_go_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = {"text": knowing.NOTE}
    bad = [
        b"{", {"id": 1}, {"id": 1, "text": 3}, {"id": 1, "age": "veertien", **text}, {"id": 1, "age": 130, **text},
        {"id": 1, "age": True, **text}, {"id": 1, "perspectives": "kracht", **text},
        {"id": 1, "perspectives": ["sterren"], **text}, {"id": 1, "perspectives": [["kracht"]], **text},
        {"id": 1, "question": 5, **text}, {"id": 1, "municipality": {"x": 1}, **text}, {"id": 1, "text": "zzz"},
    ]  # fmt: skip
    with pytest.raises(CommandError, match=f"{len(bad)} regels zijn overgeslagen"):
        run(tmp_path, *bad, {"id": "goed", **text})
    assert [row["id"] for row in answers(tmp_path)] == ["goed"]
    told = capsys.readouterr().err
    assert all(f"Regel {number}: " in told for number in range(1, len(bad) + 1))


def test_perspectives_can_be_chosen(tmp_path: Path) -> None:
    (row,) = run(tmp_path, {"id": 1, "text": knowing.NOTE, "perspectives": ["kracht"]})
    assert [group["name"] for group in row["perspectives"]] == ["Krachten"] or len(row["perspectives"]) == 1


def test_a_configured_model_answers_here_too(tmp_path: Path, model: FakeModel) -> None:
    model.answers_with(json.dumps({"unknowns": [{"text": "Hoe slaapt [JONGERE]?", "citations": []}]}))
    (row,) = run(tmp_path, {"id": 1, "text": knowing.NOTE})
    assert (row["label"], row["model"]) == ("AI-gegenereerd", NAME)
    assert "Lotte" not in model.asked[0].body


def test_nothing_is_stored(tmp_path: Path) -> None:
    run(tmp_path, {"id": 1, "text": knowing.NOTE})
    with organisation_scope(SHARED):
        assert not Analysis.objects.exists()
        assert not Vault.objects.exists()
