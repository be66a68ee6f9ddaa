"""Asking for an import, and reading its file or address. Nothing is applied before all of it was read."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.files import File

from organisations.models import Membership
from organisations.runs import Refusal, later
from organisations.statistics import refresh_statistics
from referrals.actions.services import Report, apply_offers
from referrals.models import Service, ServiceImport
from referrals.sociale_kaart import ImportFileError, Reading, fetch_pages, read_offers

PART = "Dit bestand is niet de hele bron. Daarom is geen enkele dienst als verdwenen gemeld."
TASK = "referrals.import_services"


@dataclass(frozen=True, kw_only=True)
class ToRead:
    """Where an import reads from: a file here, or an address and a rubric."""

    path: Path | None
    url: str
    rubric: str


def request_import(
    by: Membership, *, file: File[bytes] | None, url: str, rubric: str, idempotency_key: UUID
) -> ServiceImport:
    """Queue an import; one key gives one import."""
    asked, new = ServiceImport.objects.get_or_create(
        idempotency_key=idempotency_key,
        defaults={
            "asked_by": by,
            "url": url,
            "rubric": rubric,
            "file_name": (file.name or "")[:200] if file else "",
        },
    )
    if new:
        if file is not None:
            asked.file.save(f"{asked.id}.json", file)
        later(TASK, asked)
    return asked


def allowed_address(url: str) -> bool:
    """Only https, and only the hosts that the operator named: an import may not become a way into the network."""
    parts = urlsplit(url)
    return parts.scheme == "https" and parts.hostname in settings.SERVICE_HOSTS


def source_of(asked: ServiceImport) -> ToRead:
    """Where this import reads from."""
    return ToRead(path=Path(asked.file.path) if asked.file else None, url=asked.url, rubric=asked.rubric)


def opened(source: ToRead) -> Reading:
    """All of it, fetched and checked, ready to be applied. Raises Refusal with the reason in one sentence."""
    try:
        if source.path is not None:
            return read_offers(source.path)
        return fetch_pages(source.url, rubric=source.rubric)
    except ImportFileError as problem:
        raise Refusal(str(problem)) from problem


def apply_reading(reading: Reading, *, whole: bool) -> Report:
    """Write a checked reading in the scope that is open, and close it. Flat memory."""
    with reading:
        report = apply_offers(reading, whole=lambda: whole and reading.is_complete())
        report.notes = list(reading.notes())
        refresh_statistics(Service)
    if whole and not reading.is_complete():
        report.notes.append(PART)
    return report
