"""Says in Dutch why a service is shown, what is not known of it, and which wish it does not answer."""

from datetime import date

from referrals.rules.fitting import Verdict, fits
from referrals.rules.values import Facts, Filters, Wait
from referrals.rules.waits import current_wait
from referrals.wording import (
    ACCESS_WORDS,
    ages_words,
    day_words,
    language_words,
    places_words,
    source_words,
    weeks_words,
)


def why(service: Facts, filters: Filters, *, on: date, because: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Dutch reasons in a fixed order: what it is for, ages, place, access, language, price, waiting time.

    Ages, price and waiting time are always told, known or not; the rest where the filters ask for it.
    """
    verdict = fits(service, filters, on=on)
    reasons = [
        *because,
        ages_words(service.min_age, service.max_age),
        _place_words(service, filters, km=verdict.km),
        _access_words(service, filters),
        _language_words(service, filters),
        cost_words(service),
        wait_words(service.wait, on=on),
    ]
    return tuple(reason for reason in reasons if reason)


def miss_words(service: Facts, filters: Filters, verdict: Verdict, *, on: date) -> tuple[str, ...]:
    """In what a service differs from what was asked, one Dutch phrase for each filter it fails."""
    known = current_wait(service.wait, on=on)
    phrases = {
        "leeftijd": ages_words(service.min_age, service.max_age),
        "afstand": "verder weg" if verdict.km is None else f"verder weg: {verdict.km:.0f} km",
        "toegang": "andere toegang: " + of_access(service.access),
        "taal": f"niet in {language_words(filters.language or '')}",
        "prijs": "niet gratis",
        "wachttijd": f"langere wachttijd: {known.weeks} weken" if known and known.weeks else "langere wachttijd",
    }
    return tuple(phrases[miss] for miss in verdict.misses)


def wait_words(wait: Wait | None, *, on: date) -> str:
    """The waiting time with its day and source, or that it is unknown and since when; never a promise."""
    if wait is None:
        return "wachttijd onbekend"
    known = current_wait(wait, on=on)
    if known is None:
        return f"wachttijd onbekend (laatst gemeld op {day_words(wait.reported_on)})"
    said = [weeks_words(known.weeks) if known.weeks is not None else "", places_words(known.places)]
    reported = f"gemeld op {day_words(wait.reported_on)} door {source_words(wait.source)}"
    return ", ".join([*filter(None, said), reported])


def of_access(ways: tuple[str, ...]) -> str:
    """The ways in, in words: "rechtstreeks toegankelijk of via het crisismeldpunt"."""
    return " of ".join(ACCESS_WORDS.get(way, way) for way in ways)


def cost_words(service: Facts) -> str:
    """What it costs as the service says it, "gratis", or that nobody said."""
    if service.free is None:
        return "prijs niet vermeld"
    cost = service.cost.rstrip(".")
    return "gratis" if service.free else cost[:1].lower() + cost[1:]


def _place_words(service: Facts, filters: Filters, *, km: float | None) -> str:
    if filters.near is None:
        return ""
    if service.remote:
        return "vanop afstand, via chat of telefoon"
    if km is None:
        return "afstand onbekend"
    return f"in {filters.near.name}" if km < 1 else f"{km:.0f} km van {filters.near.name}"


def _access_words(service: Facts, filters: Filters) -> str:
    if filters.access in service.access:
        return ACCESS_WORDS.get(filters.access or "", "")
    if filters.access and not service.access:
        return "toegang niet vermeld"
    # someone who filtered on nothing still needs to know that this door has a gatekeeper
    return ACCESS_WORDS.get(service.access[0], "") if len(service.access) == 1 and not filters.access else ""


def _language_words(service: Facts, filters: Filters) -> str:
    if filters.language is None or filters.language == "nl":
        return ""
    if not service.languages:
        return "talen niet vermeld"
    return f"ook in {language_words(filters.language)}" if filters.language in service.languages else ""
