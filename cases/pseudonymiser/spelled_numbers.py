"""Dutch numbers written as a word: "veertien", "eenendertig"; and years in words: "tweeduizend en elf"."""

import re

from cases.pseudonymiser.rules import rule_phrases

_SMALL = {word: number for number, word in enumerate(rule_phrases("numbers")) if number <= 19}
_TENS = {
    "twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "zeventig": 70, "tachtig": 80,
    "negentig": 90,
}  # fmt: skip
_UNITS = {word: number for word, number in _SMALL.items() if 1 <= number <= 9}
VALUES = _SMALL | _TENS | {f"{u}en{t}": _TENS[t] + _UNITS[u] for u in _UNITS for t in _TENS}
_ANY = "|".join(sorted(VALUES, key=len, reverse=True))
# A day, a month name (group 2) and a year, all but the month as words.
YEAR = rf"(?:tweeduizend|negentien(?:honderd)?)(?:[ -]?(?:en[ -])?(?:{_ANY}))?"
DAY = rf"(?:{_ANY}|eerste)"
_YEAR_PARTS = re.compile(rf"(?i)(tweeduizend|negentien(?:honderd)?)[ -]?(?:en[ -])?({_ANY})?\Z")


def day_in_words(written: str) -> int:
    """Return the day that a word such as "zeven" or "eerste" names."""
    plain = written.lower()
    return 1 if plain == "eerste" else VALUES.get(plain, 0)


def year_in_words(written: str) -> int:
    """Return the year that words such as "tweeduizend en elf" name, 0 when they name none."""
    parts = _YEAR_PARTS.match(written.replace("ë", "e"))
    if parts is None:
        return 0
    century = 2000 if parts[1].lower().startswith("twee") else 1900
    return century + VALUES.get((parts[2] or "").lower(), 0)
