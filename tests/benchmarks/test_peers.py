"""What the meters say about tools: the table, and what happens to a tool that is not installed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.peers import environments
from benchmarks.peers.environments import PROJECT
from benchmarks.peers.pseudonymisers import TOOLS
from benchmarks.pseudonymiser import measure, table

TEXT = "Noor belt 0470 12 34 56."
NOTES = [
    {
        "id": "1",
        "text": TEXT,
        "known_people": [{"role": "jongere", "name": "Noor Maes"}],
        "entities": [{"start": 0, "end": 4, "label": "PERSON"}, {"start": 10, "end": 23, "label": "PHONE"}],
    }
]


def test_our_own_row_is_measured_and_shown() -> None:
    row = measure("ai4care", NOTES)
    assert row["speed"] > 0
    lines = table(NOTES, {"ai4care": {**row, "first": row["load"]}})
    assert "recall PERSON" in lines[1]
    assert lines[1].endswith("1.000")
    assert any("notes leaking one" in line and "0 of 1" in line for line in lines)


def test_every_peer_has_requirements_of_its_own() -> None:
    assert set(TOOLS) - {"ai4care"} <= set(environments.names())


def test_a_peer_that_was_not_made_is_named_and_the_others_are_measured(tmp_path: Path) -> None:
    notes = tmp_path / "notes.jsonl"
    notes.write_text(json.dumps(NOTES[0]) + "\n", encoding="utf-8")
    program = (
        "from benchmarks.peers import environments; from pathlib import Path\n"
        f"environments.ENVIRONMENTS = Path({str(tmp_path)!r})\n"
        "from benchmarks.pseudonymiser import main; main()"
    )
    command = [sys.executable, "-c", program, str(notes), "--tools", "ai4care", "deduce"]
    ran = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=120)
    assert "deduce: not measured" in ran.stderr
    assert "ai4care" in ran.stdout


@pytest.mark.parametrize("name", environments.names())
def test_requirements_are_pinned(name: str) -> None:
    lines = (environments.HERE / f"requirements-{name}.txt").read_text(encoding="utf-8").splitlines()
    assert all("==" in line for line in lines if line and not line.startswith("#"))
