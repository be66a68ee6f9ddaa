"""Number plates, and the numbers that courts, police and services give to a file."""

import re
from collections.abc import Iterator

from cases.pseudonymiser.spans import Candidate

_SHAPED, _CUED = 84, 86
_PLATE = re.compile(
    r"(?<![\w-])(?:[1-9A-Z][- .]?[A-Z]{3}[- .]?\d{3}|[A-Z]{3}[-.]\d{3}|\d{3}[-.][A-Z]{3}|[A-Z]{1,2}-\d{3}-[A-Z]{1,2}|\d{2}-[A-Z]{2,3}-\d{1,2}"
    r"|[A-Z]{2}-\d{2}-[A-Z]{2}|\d-[A-Z]{3}-\d{2}|[A-Z]{2}-\d{3}-[A-Z]|[A-Z]-\d{3}-[A-Z]{2})(?![\w-])"
)
_PLATE_CUE = re.compile(
    r"(?i)(?:nummerplaat|kentekenplaat|kenteken|nrplaat|\bplaat(?:nummer)?|immatriculation)[^\w\n]{1,3}(?:(?:is|was|met|nr|nummer|van [a-z]+)[ .:]+)?"
    r"(\d[- .]?[a-z]{3}[- .]?\d{3}|[a-z]{3}[- .]?\d{3}|\d{3}[- .]?[a-z]{3}|[a-z]{1,3}[- .]?[a-z]{0,3}[- .]?\d{1,4}(?:[- ][A-Z]{1,3})?|[a-z0-9]{1,4}-[a-z0-9]{2,4}(?:-[a-z0-9]{1,4})?|(?=\w*\d)(?-i:[A-Z0-9]{5,9}))(?!\w)"
)
_SMALL_PLATE = re.compile(r"(?<![\w-])[1-9][- ]?[a-z]{3}[- ]?\d{3}(?![\w-])")
# Police report, court roll and prosecutor: letters of the place, dots, numbers, a year.
_COURT = re.compile(
    r"(?<![\w.])(?:[A-Z]{2}\.?\d{2}\.[A-Z0-9]{1,3}\.\d{3,7}[/-]\d{2,4}|\d{1,4}/[A-Z]{1,2}/\d{2,6}(?:/\d+)?|"
    r"[A-Z]{2,5}[-./]?\d{2,4}[-/.]\d{2,7}(?:[-/.][A-Z0-9]{1,6})*|\d{4}[-/][A-Z]{1,4}[-/]\d{2,6}(?:[-/][A-Z0-9]+)*|"
    r"\d{2,4}/\d{2,6}/[A-Z]{1,3}(?:/\d+)?|\d{1,4}/\d{4}/[A-Z]{2,3}(?:/\d+)?|[A-Z]{1,3}\d{2}\.[A-Z0-9]{2,3}\.\d{3,7}[-/]\d{2,4})(?![\w])"
)
_FILE_CUE = re.compile(
    r"(?i)\b(?:dossier(?:nummer|nr\.?|kenmerk|code|id)?|file(?: ?(?:number|no))?|ref(?:erte|erentie|\.)?|kenmerk|ons kenmerk|uw kenmerk|"
    r"pv(?:-?nr|-?nummer)?|proces[- ]verbaal|notitie(?:nummer|nr)?|rolnummer|rolnr|a\.?r\.?|zaaknummer|zaak|vonnisnummer|repertorium(?:nummer)?|"
    r"ov(?:-nummer|-nr)?|o\.v\.|openbare veiligheid|aanmeldnummer|aanmeldingsnummer|cli[eë]ntnummer|cli[eë]ntnr|pati[eë]ntnummer|stamnummer|"
    r"lidnummer|aansluitingsnummer|polis(?:nummer|nr)?|inschrijvingsnummer|insisto(?:-?nummer|nr)?|domino(?:nummer|nr)?|a-doc|adoc|jo-nummer|jo-nr|"
    r"kaartnummer|attestnummer|schadenummer|volgnummer|registratienummer|leerlingnummer|leerlingennummer|paspoort(?:nummer)?|"
    r"identiteitskaart(?:nummer)?|verblijfskaart|vreemdelingennummer|num[eé]ro de dossier|n° de dossier|r[eé]f[eé]rence)"
    r"(?:\W{0,2}(?:nummer|nr\.?|n°|no\.?|van [a-z]+|is|met|parket|politie))*[ \t:.#°(=–-]{1,4}"
    r"((?=[\w./-]*\d)[A-Z0-9](?:[\w./-]|[ ](?=[\d]))*[\w])"
)


def files_and_plates_in(text: str) -> list[Candidate]:
    """Return number plates and file numbers, by their shape or by the word before them."""
    return [*_plates(text), *_files(text)]


def _plates(text: str) -> Iterator[Candidate]:
    for match in _PLATE.finditer(text):
        yield Candidate(*match.span(), "VEHICLE", _SHAPED)
    for match in _SMALL_PLATE.finditer(text):
        yield Candidate(*match.span(), "VEHICLE", _SHAPED - 4)
    for match in _PLATE_CUE.finditer(text):
        if any(c.isdecimal() for c in match[1]):
            yield Candidate(*match.span(1), "VEHICLE", _CUED)


def _files(text: str) -> Iterator[Candidate]:
    for match in _COURT.finditer(text):
        if sum(c.isdecimal() for c in match[0]) >= 4:
            yield Candidate(*match.span(), "FILE_NUMBER", _SHAPED - 1)
    for match in _FILE_CUE.finditer(text):
        if sum(c.isdecimal() for c in match[1]) >= 3 and not _is_year(match[1]):
            yield Candidate(*match.span(1), "FILE_NUMBER", _CUED)


def _is_year(written: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d|\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?", written))
