"""Dates: of birth, of events; relative to the referral where its day is known, otherwise month and year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cases.pseudonymiser.forms import sign, sign_of
from cases.pseudonymiser.letters import fold
from cases.pseudonymiser.policy import Ages, Policy
from cases.pseudonymiser.spans import Candidate
from cases.pseudonymiser.spelled_numbers import DAY, YEAR, day_in_words, year_in_words
from cases.pseudonymiser.words import Words

_STRENGTH = 86
_MONTHS = (
    ("januari", "jan", "janvier", "january"), ("februari", "feb", "febr", "fevrier", "february"),
    ("maart", "mrt", "mars", "march"), ("april", "apr", "avril"), ("mei", "mai", "may"),
    ("juni", "jun", "juin", "june"),
    ("juli", "jul", "juillet", "july"), ("augustus", "aug", "aout", "august"),
    ("september", "sep", "sept", "septembre"), ("oktober", "okt", "oct", "octobre", "october"),
    ("november", "nov", "novembre"), ("december", "dec", "decembre"),
)  # fmt: skip
_NUMBER_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_MONTH = sign_of(_NUMBER_OF)
_CENTURY = sign(lambda form: form.folded.startswith(("tweeduizend", "negentien")))
_NAME = (
    r"(?:jan(?:uari|vier|uary)?|f[eé][bv](?:r(?:uari|uary|ier)?)?|m(?:aa)?rt|mars|march|apr(?:il)?|avril|mei|mai|may"
    r"|jun[ie]?|juin|jul[iy]?|juillet|aug(?:ustus|ust)?|ao[uû]t|sep(?:t(?:ember|embre)?)?|o[kc]t(?:ober|obre)?"
    r"|nov(?:ember|embre)?|d[eé]c(?:ember|embre)?)"
)
_YEAR = r"(?:(?:19|20)\d\d|['’]?\d\d)"
_DIGITS = re.compile(
    r"[0-9](?<![\d/.,\-].)(?:(?<=[12])(?P<y>[09]\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"
    rf"|(?P<d2>\d?) ?(?P<sep>[-/.–]) ?(?P<m2>\d{{1,2}}) ?(?P=sep) ?(?P<y2>{_YEAR}))(?![\d/]|[-.]\d)"
)
_WRITTEN = re.compile(
    rf"(?i)[0-9](?<![\d.,/].)(?P<d>\d?)(?:e|de|ste|er|st|nd|rd|th)?[ \-/.]{{1,2}}(?:of |van )?(?P<m>{_NAME})\b\.?"
    rf"(?:[ ,\-/.]{{1,2}}(?P<y>{_YEAR})(?!\d))?"
)
_ENGLISH = re.compile(r"[0-9](?<!\d.)(?P<d>\d?)(?:st|nd|rd|th)?,? (?P<y>(?:19|20)\d\d)(?!\d)")
_MONTH_BEFORE = re.compile(rf"(?i)\b(?P<m>{_NAME})\.? \Z")
_DAY_MONTH = re.compile(r"[0-9](?<![\d/.,\-].)(?P<d>\d?)[/.\-](?P<m>\d{1,2})(?![\d/%]|[.,\-]\d)")
_BEFORE_DAY = re.compile(
    r"(?i)(?:\bop|\bvan|\btot|\btegen|\bsinds|\bvanaf|\bdd\.?|d\.d\.|\b(?:maan|dins|woens|donder|vrij|zater|zon)dag"
    r"|\b(?:ma|di|wo|do|vr|za|zo)) \Z"
)
_COMPACT = re.compile(r"[12](?<!\d.)(?P<y>[09]\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)")
_BEFORE_COMPACT = re.compile(r"(?i)(?:geb(?:oren|oortedatum|\.)?|°|datum|dd\.?)[ :=]{0,3}\Z")
_WORDED = re.compile(rf"(?i)\b(?P<d>{DAY}) (?P<m>{_NAME}) (?P<y>{YEAR})\b")
_BIRTH = re.compile(
    r"(?i)(?:geboren|geboortedatum|geboorte|\bgeb\b|gebdat|geb\.dat|°|\*|\bgd\b|\bg\.d|n[eé]e? le|n[eé]e? ?:"
    r"|\bborn\b|date of birth|\bdob\b|naissance|verjaar|jarig)"
)
_NUMBER_OR_LINE = re.compile(r"[\d\n]")
# How many letters may stand between a word of birth and its date.
_FAR_FROM_BIRTH = 28
_LAW = re.compile(
    r"(?i)(?:decreet|wet|besluit|koninklijk besluit|k\.?b\.?|omzendbrief|richtlijn|verdrag|grondwet)"
    r"(?: [a-z]+){0,2} van (?:de )?\Z"
)


def dates_in(words: Words, *, policy: Policy) -> list[Candidate]:
    """Return dates with a day; their tokens say when, as coarsely as the policy wants."""
    return [c for found in _found(words) if (c := _candidate(words.text, found, policy))]


@dataclass(frozen=True, slots=True)
class Found:
    """A date as written: where, and its parts ("" when a part is missing)."""

    start: int
    end: int
    day: str
    month: str
    year: str


def _found(words: Words) -> Iterator[Found]:
    text = words.text
    for match in _DIGITS.finditer(text) if words.longest_number >= 4 else ():
        if match["y"]:
            yield Found(*match.span(), match["d"], match["m"], text[match.start()] + match["y"])
        else:
            yield Found(*match.span(), text[match.start()] + match["d2"], match["m2"], match["y2"])
    for match in _WRITTEN.finditer(text) if words.at(_MONTH) else ():
        yield Found(*match.span(), text[match.start()] + match["d"], match["m"], match["y"] or "")
    yield from _led(words)
    yield from _in_words(words)


def _led(words: Words) -> Iterator[Found]:
    """Yield dates that only the words before them make one: "March 12, 2025", "op 14/3", "geb. 20100312"."""
    text = words.text
    for match in _ENGLISH.finditer(text) if words.at(_MONTH) else ():
        month = _MONTH_BEFORE.search(text[max(0, match.start() - 12) : match.start()])
        if month:
            yield Found(
                match.start() - len(month[0]),
                match.end(),
                text[match.start()] + match["d"],
                month["m"],
                match["y"],
            )
    for pattern, before, fewest in ((_DAY_MONTH, _BEFORE_DAY, 0), (_COMPACT, _BEFORE_COMPACT, 8)):
        for match in pattern.finditer(text) if words.longest_number >= fewest else ():
            if before.search(text[max(0, match.start() - 16) : match.start()]):
                first = text[match.start()]
                year = first + match["y"] if pattern is _COMPACT else ""
                yield Found(*match.span(), match["d"] if year else first + match["d"], match["m"], year)


def _in_words(words: Words) -> Iterator[Found]:
    if words.at(_CENTURY):
        for match in _WORDED.finditer(words.text):
            year = year_in_words(match["y"])
            yield Found(*match.span(), str(day_in_words(match["d"])), match["m"], str(year))


def _candidate(text: str, found: Found, policy: Policy) -> Candidate | None:
    number = _month(found.month)
    before = text[max(0, found.start - 60) : found.start]
    of_law = before[-4:].lower() in ("van ", " de ") and _LAW.search(before)
    if number == 0 or not 1 <= int(found.day) <= 31 or of_law:
        return None
    if found.year and _is_of_birth(before):
        # The year tells the age: it stays where ages stay.
        token = f"GEBOORTEDATUM: {_full(found.year)}" if policy.ages is Ages.KEEP else ""
        return Candidate(found.start, found.end, "DATE_OF_BIRTH", _STRENGTH + 1, token=token)
    return Candidate(found.start, found.end, "DATE", _STRENGTH, token=_token(found, number, policy))


def _is_of_birth(before: str) -> bool:
    """Whether "geboren op" or the like stands before, with no number and no end of the line in between."""
    said = _NUMBER_OR_LINE.split(before)[-1]
    return any(len(said) - match.end() <= _FAR_FROM_BIRTH for match in _BIRTH.finditer(said))


def _month(written: str) -> int:
    if written.isdecimal():
        return int(written) if 1 <= int(written) <= 12 else 0
    plain = fold(written)
    return _NUMBER_OF.get(plain, 0)


def _full(year: str) -> int:
    digits = int(year.strip("'’"))
    return digits if digits > 99 else 2000 + digits if digits < 50 else 1900 + digits


def _token(found: Found, month: int, policy: Policy) -> str:
    if not found.year:
        return f"DATUM: {_MONTHS[month - 1][0]}"
    try:
        when = date(_full(found.year), month, int(found.day))
    except ValueError:
        return f"DATUM: {_MONTHS[month - 1][0]} {_full(found.year)}"
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
