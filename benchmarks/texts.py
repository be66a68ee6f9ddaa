"""The pseudonymiser alone: load time, characters a second, memory: python -m benchmarks.texts."""

import json
from pathlib import Path

from benchmarks.pseudonymiser import measure

NOTES = Path(__file__).resolve().parent.parent / "tests" / "cases" / "pseudonymiser" / "notes.jsonl"


def main() -> None:
    """Print the figures over the notes of the tests, each searched with its own key."""
    row = measure("ai4care", [json.loads(line) for line in NOTES.read_text(encoding="utf-8").splitlines()])
    print(f"{'pseudonymiser, load (s)':<58}{row['load']:.2f}")
    print(f"{'pseudonymiser, characters a second':<58}{row['speed']:,.0f}")
    print(f"{'pseudonymiser, the same in a first round':<58}{row['fresh']:,.0f}")
    print(f"{'pseudonymiser, memory of the process (MB)':<58}{row['memory']:.0f}")


if __name__ == "__main__":
    main()
