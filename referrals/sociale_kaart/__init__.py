"""Reads the directory of the Sociale Kaart, from a file or from its public interface, without a database.

    with read_offers(path) as reading:      # ImportFileError here, before a single record was handed out
        for found in reading:               # Offer | Refusal, one at a time, in flat memory
            ...
    reading.notes()                         # what else to report, in Dutch

The whole file is read and checked once before the first record comes out, so a caller that applies the
records in one transaction applies all or nothing.
"""

from referrals.sociale_kaart.fetching import fetch_pages
from referrals.sociale_kaart.offers import Address, Contact, Offer, Refusal
from referrals.sociale_kaart.reading import ImportFileError, Reading, read_offers

__all__ = [
    "Address",
    "Contact",
    "ImportFileError",
    "Offer",
    "Reading",
    "Refusal",
    "fetch_pages",
    "read_offers",
]
