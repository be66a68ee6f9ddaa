"""Reads services from JSON of any size: checks all of it first, then hands them out one at a time."""

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import ijson

from referrals.sociale_kaart.encoding import Utf8Reader, seekable
from referrals.sociale_kaart.offers import Offer, Refusal, offer_or_refusal

EMBEDDED = "_embedded.healthOfferProviderRepresentationList"
# Where services and totals stand: in a page, or in an array of pages.
LISTS = ("content", EMBEDDED, "item.content", f"item.{EMBEDDED}")
TOTALS = ("page.totalElements", "item.page.totalElements")
# Paths of a deeply nested file grow with the square of what is parsed before we can look at them.
CHECKED_AT_ONCE = 4096
DEEPEST = 400  # characters of a path; those of real records stay under 80
KEPT = "Er is niets gewijzigd."
MISSING = f"Dit bestand bestaat niet of is niet leesbaar. {KEPT} Controleer de naam en probeer opnieuw."
EMPTY = f"Dit bestand is leeg. {KEPT} Download het opnieuw."
CUT_OFF = f"Dit bestand is afgebroken: het einde ontbreekt. {KEPT} Download het opnieuw."
NOT_JSON = f"Dit bestand is geen JSON. {KEPT} Kies een download van de Sociale Kaart in JSON."
DAMAGED = f"Dit bestand is beschadigd: het is niet tot het einde JSON. {KEPT} Download het opnieuw."
NOT_A_LIST = f"Dit bestand bevat geen lijst van de Sociale Kaart. {KEPT} Kies een download met diensten."
TOO_DEEP = f"Dit bestand is te diep genest om van de Sociale Kaart te zijn. {KEPT}"


class ImportFileError(ValueError):
    """The file as a whole cannot be used; the message is for people, in Dutch. Nothing was handed out."""


def read_offers(source: str | Path | IO[bytes]) -> "Reading":
    """A checked file, to be iterated as Offer | Refusal.

    Takes a path or a binary stream holding one page, an array of pages, or pages one after the other (JSON
    lines), in either envelope. Raises ImportFileError when it is missing, empty, cut off, not JSON or not the
    Sociale Kaart: always at this call, never while iterating. Reads everything twice; memory stays flat (plus
    about 150 bytes a service for the ids already seen).
    """
    if not isinstance(source, str | Path):
        return Reading(seekable(source), owned=False)
    try:
        stream = Path(source).open("rb")  # noqa: SIM115 (the Reading closes it)
    except OSError as error:
        raise ImportFileError(MISSING) from error
    return Reading(stream, owned=True)


class Reading:
    """Iterates over the services of a checked file and keeps count of what it met."""

    def __init__(self, stream: IO[bytes], *, owned: bool) -> None:
        self._stream = stream
        self._owned = owned
        self.declared_total: int | None = None
        self.recoded_bytes = 0
        self._start_counting()
        try:
            self._lists = self._check()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._owned:
            self._stream.close()

    def __iter__(self) -> Iterator[Offer | Refusal]:
        self._start_counting()
        for name in self._lists:
            for record in ijson.items(Utf8Reader(self._stream), f"{name}.item", multiple_values=True, use_float=True):
                self.items += 1
                found = offer_or_refusal(record, position=self.items)
                if not self._is_duplicate(found):
                    self._count(found)
                    yield found

    def is_complete(self) -> bool:
        """Once everything was read: whether it held any service, and as many as the source announced."""
        unique = self.items - self.duplicates
        return unique > 0 and unique >= (self.declared_total or 0)

    def notes(self) -> tuple[str, ...]:
        """Dutch sentences a report should add once everything was read; empty when all was as announced."""
        found = []
        if self.recoded_bytes:
            found.append(f"Tekens die niet in UTF-8 stonden, zijn als Latin-1 gelezen: {self.recoded_bytes}.")
        if self.duplicates:
            found.append(f"Dubbele vermeldingen, waarvan telkens de eerste telde: {self.duplicates}.")
        if self.approximated:
            found.append(f"Diensten zonder coördinaten, op het midden van hun gemeente gezet: {self.approximated}.")
        unique = self.items - self.duplicates
        if self.declared_total is not None and self.declared_total != unique:
            found.append(f"De bron kondigde {self.declared_total} diensten aan; we lazen er {unique}.")
        return tuple(found)

    def _start_counting(self) -> None:
        self._seen: set[str] = set()
        self.items = self.duplicates = self.refused = self.approximated = 0

    def _check(self) -> tuple[str, ...]:
        """Reads to the last byte; returns the lists that occur, in the order they were met."""
        lists: dict[str, None] = {}
        reader = Utf8Reader(self._stream)
        try:
            for prefix, event, value in ijson.parse(
                reader, multiple_values=True, use_float=True, buf_size=CHECKED_AT_ONCE
            ):
                if len(prefix) > DEEPEST:
                    raise ImportFileError(TOO_DEEP)
                if event == "start_array" and prefix in LISTS:
                    lists[prefix] = None
                elif event == "number" and prefix in TOTALS and isinstance(value, int):
                    self.declared_total = max(self.declared_total or 0, value)
        except ijson.JSONError as error:
            raise ImportFileError(_what_is_wrong(reader, error)) from error
        if not lists:
            raise ImportFileError(NOT_A_LIST if reader.first else EMPTY)
        self.recoded_bytes = reader.recoded
        return tuple(lists)

    def _is_duplicate(self, found: Offer | Refusal) -> bool:
        if found.external_id is None:
            return False
        if found.external_id in self._seen:
            self.duplicates += 1
            return True
        self._seen.add(found.external_id)
        return False

    def _count(self, found: Offer | Refusal) -> None:
        if isinstance(found, Refusal):
            self.refused += 1
        elif any(address.approximate for address in found.addresses):
            self.approximated += 1


def _what_is_wrong(reader: Utf8Reader, error: ijson.JSONError) -> str:
    if not reader.first:
        return EMPTY
    if reader.first not in "{[":
        return NOT_JSON
    # the parser has one error for both and tells them apart in its message only
    return CUT_OFF if "premature" in str(error) or "incomplete" in str(error).lower() else DAMAGED
