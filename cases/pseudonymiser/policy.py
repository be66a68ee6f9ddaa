"""What an organisation chooses about ages and dates, and how long one text may take."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Ages(Enum):
    """KEEP leaves an age readable, BAND makes it a band of three years, HIDE replaces it by a token."""

    KEEP = "keep"
    BAND = "band"
    HIDE = "hide"


@dataclass(frozen=True, slots=True)
class Policy:
    """Choices that change the stored text.

    With `reference` (the day of referral) dates become relative to it ("3 weken voor aanmelding");
    without it they become month and year. `seconds` bounds one call.
    """

    ages: Ages = Ages.KEEP
    reference: date | None = None
    reference_name: str = "aanmelding"
    seconds: float = 30.0
