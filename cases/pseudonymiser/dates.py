"""Dates: of birth, of events; relative to the referral where its day is known, otherwise month and year."""

import re
from collections.abc import Iterator
from datetime import date

from cases.pseudonymiser.policy import Policy
from cases.pseudonymiser.spans import Candidate
from cases.pseudonymiser.words import fold

_STRENGTH = 80
_MONTHS = (
    ("januari", "jan", "janvier", "january"), ("februari", "feb", "febr", "fevrier", "february"),
    ("maart", "mrt", "mars", "march"), ("april", "apr", "avril"), ("mei", "mai", "may"), ("juni", "jun", "juin", "june"),
    ("juli", "jul", "juillet", "july"), ("augustus", "aug", "aout", "august"),
    ("september", "sep", "sept", "septembre"), ("oktober", "okt", "oct", "octobre", "october"),
    ("november", "nov", "novembre"), ("december", "dec", "decembre"),
)  # fmt: skip
_NUMBER_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_NAME = r"(?:jan(?:uari|vier|uary)?|f[eé][bv](?:r(?:uari|uary|ier)?)?|m(?:aa)?rt|mars|march|apr(?:il)?|avril|mei|mai|may|" \
    r"jun[ie]?|juin|jul[iy]?|juillet|aug(?:ustus|ust)?|ao[uû]t|sep(?:t(?:ember|embre)?)?|o[kc]t(?:ober|obre)?|" \
    r"nov(?:ember|embre)?|d[eé]c(?:ember|embre)?)"  # fmt: skip
_YEAR = r"(?:(?:19|20)\d\d|['’]?\d\d)"
_DIGITS = re.compile(
    r"(?<![\d/.,\-])(?:(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"
    rf"|(?P<d2>\d{{1,2}}) ?(?P<sep>[-/.–]) ?(?P<m2>\d{{1,2}}) ?(?P=sep) ?(?P<y2>{_YEAR}))(?![\d/]|[-.]\d)"
)
_WRITTEN = re.compile(
    rf"(?i)(?<![\d.,/])(?P<d>\d{{1,2}})(?:e|de|ste|er|st|nd|rd|th)?[ \-/.]{{1,2}}(?:of |van )?(?P<m>{_NAME})\b\.?"
    rf"(?:[ ,\-/.]{{1,2}}(?P<y>{_YEAR})(?!\d))?"
)
_ENGLISH = re.compile(rf"(?i)\b(?P<m>{_NAME})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>(?:19|20)\d\d)(?!\d)")
_DAY_MONTH = re.compile(
    r"(?i)(?:\bop|\bvan|\btot|\btegen|\bsinds|\bvanaf|\bdd\.?|d\.d\.|\b(?:maan|dins|woens|donder|vrij|zater|zon)dag|\b(?:ma|di|wo|do|vr|za|zo)) "
    r"(?P<d>\d{1,2})[/.\-](?P<m>\d{1,2})(?![\d/%]|[.,\-]\d)"
)
_COMPACT = re.compile(r"(?i)(?:geb(?:oren|oortedatum|\.)?|°|datum|dd\.?)[ :=]{0,3}(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)")
_BIRTH = re.compile(
    r"(?i)(?:geboren|geboortedatum|geboorte|\bgeb\b|gebdat|geb\.dat|°|\*|\bgd\b|\bg\.d|n[eé]e? le|n[eé]e? ?:|\bborn\b|date of birth|"
    r"\bdob\b|naissance|verjaar|jarig)[^\d\n]{0,28}$"
)
_LAW = re.compile(r"(?i)(?:decreet|wet|besluit|koninklijk besluit|k\.?b\.?|omzendbrief|richtlijn|verdrag|grondwet)(?: [a-z]+){0,2} van (?:de )?$")


def dates_in(text: str, *, policy: Policy) -> list[Candidate]:
    """Return dates with a day; their tokens say when, as coarsely as the policy wants."""
    return [c for match in _matches(text) if (c := _candidate(text, match, policy))]


def _matches(text: str) -> Iterator[re.Match[str]]:
    for pattern in (_DIGITS, _WRITTEN, _ENGLISH, _DAY_MONTH, _COMPACT):
        yield from pattern.finditer(text)


def _candidate(text: str, match: re.Match[str], policy: Policy) -> Candidate | None:
    parts = match.groupdict()
    day, month, year = (parts.get(f"{unit}2") or parts.get(unit) for unit in "dmy")
    number = _month(month or "")
    start = match.start("d") if match.re in (_DAY_MONTH,) else match.start("y") if match.re is _COMPACT else match.start()
    before = text[max(0, start - 60) : start]
    if number == 0 or not 1 <= int(day or 0) <= 31 or _LAW.search(before):
        return None
    if _BIRTH.search(before) and year:
        return Candidate(start, match.end(), "DATE_OF_BIRTH", _STRENGTH + 1, token=f"GEBOORTEDATUM: {_full(year)}")
    return Candidate(start, match.end(), "DATE", _STRENGTH, token=_token(day, number, year, policy))


def _month(written: str) -> int:
    if written.isdecimal():
        return int(written) if 1 <= int(written) <= 12 else 0
    plain = fold(written)
    return _NUMBER_OF.get(plain, 0)


def _full(year: str) -> int:
    digits = int(year.strip("'’"))
    return digits if digits > 99 else 2000 + digits if digits < 50 else 1900 + digits


def _token(day: str | None, month: int, year: str | None, policy: Policy) -> str:
    if not year:
        return f"DATUM: {_MONTHS[month - 1][0]}"
    try:
        when = date(_full(year), month, int(day or 1))
    except ValueError:
        return f"DATUM: {_MONTHS[month - 1][0]} {_full(year)}"
    if policy.reference is None:
        return f"DATUM: {_MONTHS[month - 1][0]} {when.year}"
    return f"DATUM: {relative(when, reference=policy.reference, name=policy.reference_name)}"


def relative(when: date, *, reference: date, name: str) -> str:
    """Return the distance in days up to ten, then in weeks, months or years: "3 weken voor aanmelding"."""
    days = (when - reference).days
    name = "".join(c for c in name if c not in "[]~\n")
    if days == 0:
        return f"dag van {name}"
    return f"{_distance(abs(days))} {'na' if days > 0 else 'voor'} {name}"


def _distance(days: int) -> str:
    if days <= 10:
        return "1 dag" if days == 1 else f"{days} dagen"
    if days < 63:
        return f"{round(days / 7)} weken"
    return f"{round(days / 30.44)} maanden" if days < 700 else f"{round(days / 365.25)} jaar"
