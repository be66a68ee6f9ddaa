"""Number plates, and the numbers that courts, police and services give to a file."""

import re
from collections.abc import Iterator

from cases.pseudonymiser.cues import FILE, PLATE
from cases.pseudonymiser.spans import Candidate
from cases.pseudonymiser.words import Words

_SHAPED, _CUED = 84, 88
_PLATE = re.compile(
    r"[A-Z0-9](?<![\w\-].)(?:(?<=[1-9A-Z])[- .]?[A-Z]{3}[- .]?\d{3}|[A-Z]{2}[-.]\d{3}|\d{2}[-.][A-Z]{3}"
    r"|[A-Z]?-\d{3}-[A-Z]{1,2}"
    r"|\d-[A-Z]{2,3}-\d{1,2}|[A-Z]-\d{2}-[A-Z]{2}|-[A-Z]{3}-\d{2}|(?<=[1-9])[- ]?[a-z]{3}[- ]?\d{3})(?![\w\-])"
)
_PLATE_TAIL = re.compile(
    r"[^\w\n]{1,3}(?:(?i:is|was|met|nr|nummer|van [a-z]{1,40})[ .:]{1,3})?"
    r"((?i:\d[- .]?[a-z]{3}[- .]?\d{3}|[a-z]{3}[- .]?\d{3}|\d{3}[- .]?[a-z]{3}"
    r"|[a-z]{1,3}[- .]?[a-z]{0,3}[- .]?\d{1,4}|[a-z0-9]{1,4}-[a-z0-9]{2,4}(?:-[a-z0-9]{1,4})?)(?:[- ][A-Z]{1,3})?"
    r"|[A-Z]{1,3}[- ](?:[A-Z]{1,2}[- ])?(?=[A-Z]{0,5}\d)[A-Z0-9]{2,6}|(?=\w{0,8}\d)[A-Z0-9]{5,9})(?!\w)"
)
# Police report, court roll and prosecutor: letters of the place, dots, numbers, a year.
_COURT = re.compile(
    r"[A-Z0-9](?<![\w.].)(?:[A-Z]\.?\d{2}\.[A-Z0-9]{1,3}\.\d{3,7}[/-]\d{2,4}|\d{0,3}/[A-Z]{1,2}/\d{2,6}(?:/\d+)?"
    r"|[A-Z]{1,4}[-./]?\d{2,4}[-/.]\d{2,7}(?:[-/.][A-Z0-9]{1,6})*|\d{3}[-/][A-Z]{1,4}[-/]\d{2,6}(?:[-/][A-Z0-9]+)*"
    r"|\d{1,3}/\d{2,6}/[A-Z]{1,3}(?:/\d+)?|[A-Z]{0,2}\d{2}\.[A-Z0-9]{2,3}\.\d{3,7}[-/]\d{2,4})(?!\w)"
)
_FILE_TAIL = re.compile(
    r"(?i:\W{0,2}(?:nummer|nr\.?|n°|no\.?|van [a-z]{1,40}|is|met|parket|politie|kenmerk|code|id"
    r"|(?-i:[A-Z]{2,5}(?= \d)))\b){0,8}"
    r"[ \t:.#°(=–-]{1,4}"
    r"((?=[\w./-]{0,80}\d)[A-Za-z0-9](?:[\w./-]|[ ](?=\d)){0,80}\w)"
)
_NO_FILE = re.compile(r"(?:19|20)\d\d|\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?")


def files_and_plates_in(words: Words) -> list[Candidate]:
    """Return number plates and file numbers, by their shape or by the word before them."""
    return [*_plates(words), *_files(words)]


def _plates(words: Words) -> Iterator[Candidate]:
    for match in _PLATE.finditer(words.text):
        yield Candidate(*match.span(), "VEHICLE", _SHAPED)
    for start, end in words.followed(PLATE, _PLATE_TAIL):
        if any(c.isdecimal() for c in words.text[start:end]):
            yield Candidate(start, end, "VEHICLE", _CUED)


def _files(words: Words) -> Iterator[Candidate]:
    for match in _COURT.finditer(words.text):
        if sum(c.isdecimal() for c in match[0]) >= 4:
            yield Candidate(*match.span(), "FILE_NUMBER", _SHAPED - 1)
    for start, end in words.followed(FILE, _FILE_TAIL):
        written = words.text[start:end]
        if sum(c.isdecimal() for c in written) >= 3 and not _NO_FILE.fullmatch(written):
            yield Candidate(start, end, "FILE_NUMBER", _CUED)
