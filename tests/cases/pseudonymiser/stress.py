"""Sets of invented notes in styles as unlike as we could write, and how much of their marks is found.

"stress" has 195 notes of every kind, "small" 75 without any capital, "capitals" 18 without anything else, "languages"
40 with French, English, Turkish, Arabic and others between the Dutch. A mark reads ⟦LABEL|text⟧, ⟦OPTIONAL|text⟧ what
may stay or go. No note names the people of the case. "built" notes were looked at while building, "kept" ones were only
counted:

    python -m tests.cases.pseudonymiser.stress
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cases.pseudonymiser import Key, find

DIRECT = frozenset((
    "PERSON", "ADDRESS", "PHONE", "EMAIL", "URL_OR_HANDLE", "NATIONAL_NUMBER", "BANK_ACCOUNT", "DATE_OF_BIRTH",
    "FILE_NUMBER", "VEHICLE",
))  # fmt: skip
SETS = ("stress", "small", "capitals", "languages")
_MARK = re.compile(r"⟦([A-Z_]+)\|([^⟧]+)⟧")


@dataclass(frozen=True, slots=True)
class Marked:
    """A note without its marks, and the marks: (start, end, label)."""

    name: str
    half: str
    text: str
    marks: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Marks by label, those wholly found, letters hidden and those that needed it, notes and those that leak."""

    marks: Counter[str]
    found: Counter[str]
    hidden: int
    needed: int
    notes: int
    leaking: tuple[str, ...]

    def recall(self, labels: Iterable[str]) -> float:
        """Return the share of the marks of these labels that is wholly found."""
        labels = list(labels)
        return sum(self.found[label] for label in labels) / max(1, sum(self.marks[label] for label in labels))

    def precision(self) -> float:
        """Return the share of the hidden letters and digits that needed hiding; optional text left out."""
        return self.needed / max(1, self.hidden)


def notes(half: str, *, of: str = "stress") -> list[Marked]:
    """Return the notes of one half, "built" or "kept", of a set: "stress", "small", "capitals" or "languages"."""
    lines = Path(__file__).with_name(f"{of}.jsonl").read_text(encoding="utf-8").splitlines()
    return [note for note in map(_read, lines) if note.half == half]


def score(marked: Iterable[Marked]) -> Score:
    """Return what the pseudonymiser finds in these notes, without known people."""
    marks: Counter[str] = Counter()
    found: Counter[str] = Counter()
    hidden = needed = count = 0
    leaking = []
    for note in marked:
        covered = _letters(note.text, ((span.start, span.end) for span in find(note.text, key=Key())))
        for start, end, label in note.marks:
            is_whole = _letters(note.text, [(start, end)]) <= covered
            marks[label] += 1
            found[label] += is_whole
            if not is_whole and label in DIRECT and note.name not in leaking:
                leaking.append(note.name)
        optional = _letters(note.text, ((a, b) for a, b, label in note.marks if label == "OPTIONAL"))
        meant = _letters(note.text, ((a, b) for a, b, label in note.marks if label != "OPTIONAL"))
        hidden += len(covered - optional)
        needed += len(covered & meant)
        count += 1
    return Score(marks, found, hidden, needed, count, tuple(leaking))


def _read(line: str) -> Marked:
    row = json.loads(line)
    text, marks, done = "", [], 0
    for match in _MARK.finditer(row["marked"]):
        text += row["marked"][done : match.start()]
        marks.append((len(text), len(text) + len(match[2]), match[1]))
        text, done = text + match[2], match.end()
    return Marked(row["id"], row["half"], text + row["marked"][done:], tuple(marks))


def _letters(text: str, spans: Iterable[tuple[int, int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, end) if text[at].isalnum()}


def main() -> None:
    """Print the figures of both halves of each set."""
    for of, half in ((of, half) for of in SETS for half in ("built", "kept")):
        result = score(notes(half, of=of))
        lines = [f"{of}, {half}: {result.notes} notes, {len(result.leaking)} leak, precision {result.precision():.1%}"]
        lines.append(f"  direct identifiers {result.recall(DIRECT):.1%}")
        for label in sorted(result.marks.keys() - {"OPTIONAL"}):
            lines.append(f"  {label:<16}{result.marks[label]:>4} {result.recall([label]):.1%}")
        sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
