"""Our pseudonymiser and its peers on the same annotated notes: what they cover, leak, mask for nothing, and cost.

Usage: python -m benchmarks.pseudonymiser NOTES.jsonl [--tools NAME ...] [--predictions FOLDER]
NOTES has one {"id", "text", "entities", "optional", "known_people": [{"role", "name"}]} a line. Each tool runs in a
process of its own, in its environment of `python -m benchmarks.peers.environments`; the first start of one, in which
some build their lists, is shown apart. --predictions writes one JSON Lines file of spans a tool.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.peers.environments import PROJECT, python_of
from benchmarks.peers.pseudonymisers import TOOLS, loaded
from benchmarks.scoring.identifiers import IdentifierFigures, score_identifiers

_ROUNDS = 5
_LONGEST = 900
_OURS = "ai4care"


def main() -> None:
    """Print one column a tool."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("notes", type=Path)
    parser.add_argument("--tools", nargs="+", choices=TOOLS, default=list(TOOLS))
    parser.add_argument("--predictions", type=Path)
    parser.add_argument("--measure", choices=TOOLS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    notes = [json.loads(line) for line in options.notes.read_text(encoding="utf-8").splitlines() if line.strip()]
    if options.measure:
        print(json.dumps(measure(options.measure, notes)))
        return
    rows = {name: row for name in options.tools if (row := _measured(name, options.notes))}
    if options.predictions:
        _keep(rows, options.predictions)
    for line in table(notes, rows):
        print(line)


def measure(name: str, notes: list[dict[str, Any]]) -> dict[str, Any]:
    """Return load seconds, characters a second (best of five rounds, and the first), megabytes and spans of one tool.

    The load ends with a first short text; in the first round every word is new to the tool. Characters count per
    second of the processor, over all threads, so that what else runs on the machine weighs less. The memory is the
    most that the process ever held.
    """
    started = time.perf_counter()
    spans = loaded(name)
    spans({"text": "Bilal belt."})
    seconds = time.perf_counter() - started
    rounds = []
    for _ in range(_ROUNDS):
        started = time.process_time()
        found = {note["id"]: spans(note) for note in notes}
        rounds.append(time.process_time() - started)
    characters = sum(len(note["text"]) for note in notes)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    speed, fresh = characters / min(rounds), characters / rounds[0]
    return {"load": seconds, "speed": speed, "fresh": fresh, "memory": megabytes, "found": found}


def table(notes: list[dict[str, Any]], rows: dict[str, dict[str, Any]]) -> list[str]:
    """The lines of the table: a column a tool, the recall of each label first."""
    figures = {name: score_identifiers(notes, row["found"]) for name, row in rows.items()}
    labels = sorted({label for one in figures.values() for label in one.marked})
    lines = [_line("", list(rows))]
    lines += [_line(f"recall {label}", [_share(one.recall(label)) for one in figures.values()]) for label in labels]
    lines += [_line(name, [show(one) for one in figures.values()]) for name, show in _WHOLE.items()]
    lines += [_line(name, [style.format(row[key]) for row in rows.values()]) for name, key, style in _COSTS]
    return [*lines, f"load average {', '.join(f'{load:.1f}' for load in os.getloadavg())}"]


_WHOLE: dict[str, Callable[[IdentifierFigures], str]] = {
    "direct identifiers protected": lambda one: _share(one.protected),
    "notes leaking one": lambda one: f"{one.leaking} of {one.notes}",
    "masked that needed it": lambda one: _share(one.precision),
    "covered under its own label": lambda one: _share(one.named_right),
}
_COSTS = (
    ("first start (s)", "first", "{:.1f}"),
    ("load (s)", "load", "{:.2f}"),
    ("characters a processor second", "speed", "{:,.0f}"),
    ("the same, first round", "fresh", "{:,.0f}"),
    ("memory (MB)", "memory", "{:.0f}"),
)


def _measured(name: str, notes: Path) -> dict[str, Any] | None:
    """Two starts of the tool: the first may build its lists, the second is what is measured."""
    python = Path(sys.executable) if name == _OURS else python_of(name)
    if python is None:
        print(f"{name}: not measured, its environment was not made", file=sys.stderr)
        return None
    command = [str(python), "-m", "benchmarks.pseudonymiser", str(notes.resolve()), "--measure", name]
    try:
        first, second = (_row(command) for _ in range(2))
    except subprocess.SubprocessError as problem:
        said = (getattr(problem, "stderr", None) or str(problem)).strip().splitlines()[-1]
        print(f"{name}: not measured: {said}", file=sys.stderr)
        return None
    return {**second, "first": first["load"]}


def _row(command: list[str]) -> dict[str, Any]:
    ran = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=_LONGEST, check=True)
    row: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return row


def _keep(rows: dict[str, dict[str, Any]], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, row in rows.items():
        lines = [json.dumps({"id": key, "spans": spans}) + "\n" for key, spans in row["found"].items()]
        (folder / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")


def _line(name: str, cells: list[str]) -> str:
    return f"{name:<32}" + "".join(f"{cell:>16}" for cell in cells)


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


if __name__ == "__main__":
    main()
