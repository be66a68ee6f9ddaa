"""Speed, load time and memory of the pseudonymiser and, where installed, of its peers on the same notes.

Usage: python benchmarks/pseudonymiser.py NOTES.jsonl [--predictions FOLDER]
NOTES has one {"id", "text", "known_people": [{"role", "name"}]} a line. Each tool runs in a process of its own;
--predictions writes one JSON Lines file of spans a tool, for a scorer. A peer's first load can take minutes.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Note = dict[str, Any]
Spans = list[dict[str, Any]]
_ROUNDS = 3


def ours() -> Callable[[Note], Spans]:
    """Return the pseudonymiser of this repository as a function of a note."""
    from cases.pseudonymiser import Key, KnownPerson, find

    def spans(note: Note) -> Spans:
        people = [KnownPerson(person["role"], person["name"]) for person in note.get("known_people", ())]
        found = find(note["text"], key=Key.for_people(people))
        return [{"start": span.start, "end": span.end, "label": span.label} for span in found]

    return spans


def _deduce(package: str, model: str) -> Callable[[Note], Spans]:
    module = __import__(package)
    tool = getattr(module, model)()

    def spans(note: Note) -> Spans:
        found = tool.deidentify(note["text"]).annotations
        return [{"start": a.start_char, "end": a.end_char, "label": a.tag.upper()} for a in found]

    return spans


TOOLS: dict[str, Callable[[], Callable[[Note], Spans]]] = {
    "ai4care": ours,
    "belgian-deduce": lambda: _deduce("belgian_deduce", "BelgianDeduce"),
    "deduce": lambda: _deduce("deduce", "Deduce"),
}


def measure(name: str, notes: list[Note]) -> dict[str, Any]:
    """Return load seconds, characters a second (best of three rounds), megabytes and the spans of one tool."""
    started = time.perf_counter()
    spans = TOOLS[name]()
    spans({"text": "Bilal belt."})
    loaded = time.perf_counter() - started
    rounds = []
    for _ in range(_ROUNDS):
        started = time.perf_counter()
        found = [{"id": note["id"], "spans": spans(note)} for note in notes]
        rounds.append(time.perf_counter() - started)
    characters = sum(len(note["text"]) for note in notes)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"load": loaded, "speed": characters / min(rounds), "memory": megabytes, "found": found}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("notes", type=Path)
    parser.add_argument("--predictions", type=Path)
    parser.add_argument("--tool", choices=TOOLS)
    options = parser.parse_args()
    if options.tool:
        notes = [json.loads(line) for line in options.notes.read_text(encoding="utf-8").splitlines()]
        print(json.dumps(measure(options.tool, notes)))
        return
    print(f"{'tool':<16}{'load s':>8}{'chars/s':>12}{'MB':>8}")
    for name in TOOLS:
        _print_row(name, options)


def _print_row(name: str, options: argparse.Namespace) -> None:
    command = [sys.executable, __file__, str(options.notes), "--tool", name]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode:
        print(f"{name:<16}  not measured: {(ran.stderr.strip() or 'no reason given').splitlines()[-1]}")
        return
    row = json.loads(ran.stdout.splitlines()[-1])
    print(f"{name:<16}{row['load']:>8.2f}{row['speed']:>12,.0f}{row['memory']:>8.0f}")
    if options.predictions:
        options.predictions.mkdir(parents=True, exist_ok=True)
        lines = "".join(json.dumps(found) + "\n" for found in row["found"])
        (options.predictions / f"{name}.jsonl").write_text(lines, encoding="utf-8")


if __name__ == "__main__":
    main()
