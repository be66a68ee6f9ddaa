"""manage.py pseudonymise: every good line answered, every bad one reported with its number."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cases.models import Vault
from cases.pseudonymiser import PseudonymiserError
from organisations.scope import SHARED, organisation_scope
from tests import make

pytestmark = pytest.mark.django_db


def run(folder: Path, *lines: Any) -> list[dict[str, Any]]:
    source, target = folder / "in.jsonl", folder / "out.jsonl"
    written = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    source.write_bytes(b"\n".join(written))
    make.organisation("horizon")
    call_command("pseudonymise", input=source, output=target)
    return answers(folder)


def answers(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "out.jsonl").read_text().splitlines()]


def test_each_line_gets_its_text_and_its_spans_in_code_points(tmp_path: Path) -> None:
    text = "👋 Lotte belde Ilse op 0479 55 21 03."
    people = [{"role": "jongere", "name": "Lotte Claes"}, {"role": "moeder", "name": "Ilse"}]
    (row,) = run(tmp_path, {"id": 7, "text": text, "known_people": people})
    assert (row["id"], row["text"]) == (7, text)
    assert [(text[s["start"] : s["end"]], s["label"], s["token"]) for s in row["spans"]] == [
        ("Lotte", "PERSON", "[JONGERE]"),
        ("Ilse", "PERSON", "[MOEDER]"),
        ("0479 55 21 03", "PHONE", "[TELEFOON-1]"),
    ]


def test_a_line_without_people_or_text_to_hide_is_answered_too(tmp_path: Path) -> None:
    rows = run(tmp_path, {"id": "a", "text": ""}, b"", {"id": "b", "text": "Het regent.", "known_people": None})
    assert [(row["id"], row["spans"]) for row in rows] == [("a", []), ("b", [])]


def test_bad_lines_are_numbered_and_the_others_go_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = [
        b"{", b"[]", {"text": "x"}, {"id": 1}, {"id": 1, "text": 5}, {"id": 1, "text": "x", "known_people": {}},
        {"id": 1, "text": "x", "known_people": [{"role": "vader"}]}, {"id": 1, "text": "x", "known_people": ["Jan"]},
        {"id": 1, "text": "x", "known_people": [{"name": " "}]}, b"\xff", b'{"id": "\\ud83d", "text": "x"}',
    ]  # fmt: skip
    with pytest.raises(CommandError, match=f"{len(bad)} regels zijn overgeslagen"):
        run(tmp_path, *bad, {"id": "goed", "text": "Lotte Claes belde."})
    assert [row["id"] for row in answers(tmp_path)] == ["goed"]
    told = capsys.readouterr().err
    assert all(f"Regel {number}: " in told for number in range(1, len(bad) + 1))


def test_a_text_that_cannot_be_hidden_is_not_written_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise PseudonymiserError("kapot")

    monkeypatch.setattr("cases.management.commands.pseudonymise.find", broken)
    with pytest.raises(CommandError, match="1 regels"):
        run(tmp_path, {"id": 1, "text": "Lotte"})
    assert answers(tmp_path) == []


def test_nothing_is_stored(tmp_path: Path) -> None:
    run(tmp_path, {"id": 1, "text": "Lotte Claes belde.", "known_people": [{"name": "Lotte Claes"}]})
    with organisation_scope(SHARED):
        assert not Vault.objects.exists()
