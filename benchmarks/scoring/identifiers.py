"""Figures of a pseudonymiser: what it covered of the marked identifiers, and how much of what it masked needed that.

Only letters and digits count, so a space or a dot more or less makes no difference. An identifier is covered when all
its letters and digits lie under predicted spans, whatever their label. What is marked as optional is left out of
precision.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

DIRECT = frozenset(
    {
        "PERSON", "ADDRESS", "PHONE", "EMAIL", "URL_OR_HANDLE", "NATIONAL_NUMBER", "BANK_ACCOUNT", "DATE_OF_BIRTH",
        "FILE_NUMBER", "VEHICLE",
    }
)  # fmt: skip
"""The labels that point at one person by themselves."""

Note = Mapping[str, Any]
Span = Mapping[str, Any]


@dataclass
class IdentifierFigures:
    """Counts of a whole set of notes; shares are between 0 and 1, and None where there was nothing to count."""

    marked: Counter[str] = field(default_factory=Counter)
    covered: Counter[str] = field(default_factory=Counter)
    same_label: int = 0
    masked: int = 0
    needed: int = 0
    notes: int = 0
    leaking: int = 0

    def recall(self, label: str) -> float | None:
        """The share of the identifiers with this label that were covered."""
        return _share(self.covered[label], self.marked[label])

    @property
    def protected(self) -> float | None:
        """The share of the direct identifiers that were covered."""
        return _share(sum(self.covered[label] for label in DIRECT), sum(self.marked[label] for label in DIRECT))

    @property
    def precision(self) -> float | None:
        """The share of the masked letters and digits that needed masking."""
        return _share(self.needed, self.masked)

    @property
    def named_right(self) -> float | None:
        """The share of the covered identifiers that also got their own label."""
        return _share(self.same_label, self.covered.total())


def score_identifiers(notes: Iterable[Note], predicted: Mapping[str, Sequence[Span]]) -> IdentifierFigures:
    """Score spans ({start, end, label}, code points, end exclusive) by note id; a note without any has none."""
    figures = IdentifierFigures()
    for note in notes:
        _add_note(figures, note, _labels_over(note["text"], predicted.get(note["id"], ())))
    return figures


def _labels_over(text: str, spans: Iterable[Span]) -> list[set[str]]:
    """The labels over each character of the text; a span that is empty or outside the text is ignored."""
    over: list[set[str]] = [set() for _ in text]
    for span in spans:
        if 0 <= span["start"] < span["end"] <= len(text):
            for labels in over[span["start"] : span["end"]]:
                labels.add(span["label"])
    return over


def _add_note(figures: IdentifierFigures, note: Note, over: Sequence[set[str]]) -> None:
    text = note["text"]
    leaks = [
        entity["label"] in DIRECT
        for entity in note["entities"]
        if not _add_entity(figures, entity, text=text, over=over)
    ]
    figures.notes += 1
    figures.leaking += any(leaks)
    gold = _places(note["entities"])
    counted = {place for place in range(len(text)) if over[place] and text[place].isalnum()}
    counted -= _places(note.get("optional", ())) - gold
    figures.masked += len(counted)
    figures.needed += len(counted & gold)


def _add_entity(figures: IdentifierFigures, entity: Span, *, text: str, over: Sequence[set[str]]) -> bool:
    """Whether the identifier was covered."""
    places = [place for place in range(entity["start"], entity["end"]) if text[place].isalnum()]
    covered = all(over[place] for place in places)
    figures.marked[entity["label"]] += 1
    figures.covered[entity["label"]] += covered
    figures.same_label += covered and all(entity["label"] in over[place] for place in places)
    return covered


def _places(spans: Iterable[Span]) -> set[int]:
    return {place for span in spans for place in range(span["start"], span["end"])}


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
