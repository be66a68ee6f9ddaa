"""What a page says about the state of a version."""

import datetime

from knowledge.rules.lifecycle import EXPIRING_DAYS

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
WORDS = {
    "live": "geldig",
    "draft": "ontwerp",
    "in_review": "ter nazicht",
    "withdrawn": "ingetrokken",
    "future": "nog niet geldig",
    "unindexed": "nog niet vindbaar",
    "expired": "vervallen",
    "superseded": "vervangen",
}


def state_sentence(state: str, *, valid_from: datetime.date, valid_until: datetime.date | None) -> str:
    """One sentence that warns the reader; empty for a version in force."""
    match state:
        case "live":
            return ""
        case "withdrawn":
            return "Deze versie is ingetrokken. Gebruik ze niet meer."
        case "superseded":
            return "Er is een nieuwere versie. Deze tekst blijft leesbaar omdat er al naar verwezen is."
        case "future":
            return f"Deze versie geldt pas vanaf {in_words(valid_from)}."
        case "expired" if valid_until is not None:
            return f"Deze versie gold tot en met {in_words(valid_until)} en is nog niet opnieuw nagekeken."
        case "unindexed":
            return "Deze versie is gevalideerd, maar wordt nog vindbaar gemaakt. Tot dan wordt ze nergens gebruikt."
    return "Deze versie is nog niet gevalideerd en wordt nergens gebruikt."


def caution(*, valid_until: datetime.date | None, review_by: datetime.date | None, today: datetime.date) -> str:
    """What warns who reads a version in force, in two words: it ends soon, or was to be reread; empty for others."""
    if review_by is not None and review_by <= today:
        return "nog te herlezen"
    if valid_until is not None and (valid_until - today).days <= EXPIRING_DAYS:
        return "vervalt binnenkort"
    return ""


def in_words(day: datetime.date) -> str:
    """'1 november 2026'."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
