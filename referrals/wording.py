"""Says facts of services in Dutch: ages, days, weeks, languages and access."""

import re
from datetime import date

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
ACCESS_WORDS = {
    "rtj": "rechtstreeks toegankelijk",
    "nrtj": "via de intersectorale toegangspoort",
    "crisis": "via het crisismeldpunt",
    "gerechtelijk": "na beslissing van parket of jeugdrechter",
}
LANGUAGE_WORDS = {
    "ar": "Arabisch",
    "bg": "Bulgaars",
    "de": "Duits",
    "en": "Engels",
    "es": "Spaans",
    "fa": "Farsi",
    "fr": "Frans",
    "nl": "Nederlands",
    "pl": "Pools",
    "ps": "Pasjtoe",
    "pt": "Portugees",
    "ro": "Roemeens",
    "ru": "Russisch",
    "so": "Somalisch",
    "sq": "Albanees",
    "ti": "Tigrinya",
    "tr": "Turks",
    "uk": "Oekraïens",
    "vgt": "Vlaamse Gebarentaal",
}
SOURCE_WORDS = {"dienst": "de dienst", "hulpverlener": "een hulpverlener", "gezin": "een gezin"}
SOURCE_NAMES = {"": "Sociale Kaart", "AI4CARE_DEMO": "Verzonnen voor de demo"}
RUBRIC_CODE = re.compile(r"^\s*\d+(?:\.\d+)*\.?\s+")


def rubric_words(rubric: str) -> str:
    """A rubric as people read it, without the code in front; one that is only a code stays."""
    return RUBRIC_CODE.sub("", rubric).strip() or rubric


def directory_words(authentic_source: str) -> str:
    """Which directory a service comes from, in words; the name of a source without words is given in plain case."""
    known = SOURCE_NAMES.get(authentic_source)
    return known or f"Sociale Kaart (bron: {authentic_source.replace('_', ' ').capitalize()})"


def ages_words(min_age: int | None, max_age: int | None) -> str:
    """ "voor 12 tot 18 jaar", "vanaf 16 jaar", "tot 3 jaar", or that the ages are not given."""
    if min_age is None and max_age is None:
        return "leeftijd niet vermeld"
    if max_age is None and not min_age:
        return "voor alle leeftijden"
    if max_age is None:
        return f"vanaf {min_age} jaar"
    if not min_age:
        return f"tot {max_age} jaar"
    return f"voor {min_age} jaar" if min_age == max_age else f"voor {min_age} tot {max_age} jaar"


def weeks_words(weeks: int) -> str:
    """ "geen wachttijd", "wachttijd 1 week", "wachttijd 3 weken"."""
    if weeks <= 0:
        return "geen wachttijd"
    return f"wachttijd {weeks} {'week' if weeks == 1 else 'weken'}"


def places_words(places: int | None) -> str:
    """ "geen vrije plaats", "1 vrije plaats", "3 vrije plaatsen"; nothing when nobody said."""
    if places is None:
        return ""
    if places <= 0:
        return "geen vrije plaats"
    return f"{places} vrije {'plaats' if places == 1 else 'plaatsen'}"


def language_words(code: str) -> str:
    """ "het Arabisch", "Vlaamse Gebarentaal"; an unknown code is given as it stands."""
    name = LANGUAGE_WORDS.get(code)
    if name is None:
        return code
    return name if code == "vgt" else f"het {name}"


def day_words(day: date) -> str:
    """ "2 november 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def source_words(source: str) -> str:
    """Who reported it, with its article; a source we have no word for is given as it stands."""
    return SOURCE_WORDS.get(source, source)
