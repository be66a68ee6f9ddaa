"""The labels, the span the world sees and the candidate the layers pass on."""

from typing import NamedTuple

LABELS = (
    "PERSON", "ADDRESS", "PLACE", "POSTCODE", "SCHOOL", "ORGANISATION", "PHONE", "EMAIL", "URL_OR_HANDLE",
    "NATIONAL_NUMBER", "BANK_ACCOUNT", "DATE_OF_BIRTH", "DATE", "FILE_NUMBER", "VEHICLE", "AGE",
)  # fmt: skip


class Span(NamedTuple):
    """A piece of text and what takes its place: code points [start, end) of the input.

    A span whose token equals the text it covers (an age, by default) stays readable.
    """

    start: int
    end: int
    label: str
    token: str


class Candidate(NamedTuple):
    """What a layer proposes. The strongest wins where two overlap; a checked one cannot be dismissed."""

    start: int
    end: int
    label: str
    strength: int
    role: str = ""
    token: str = ""
    checked: bool = False

    def at(self, start: int, end: int) -> "Candidate":
        """Return the same proposal for another stretch."""
        return self if (start, end) == (self.start, self.end) else self._replace(start=start, end=end)
