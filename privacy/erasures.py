"""Proofs of erasure for the DPO: what each says, in rows for a page and for a file."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from cases.erasing import pseudonym_digest
from cases.models import Erasure

COLUMNS = {
    "erased_at": "tijdstip",
    "case_id": "casus",
    "reason": "reden",
    "by": "gewist door",
    "destroyed": "wat vernietigd werd",
    "key_fingerprint": "vingerafdruk van de sleutel",
    "pseudonym_digest": "vingerafdruk van de schuilnaam",
}
"""Names in JSON Lines, and the heads of the CSV."""

WORDS = {
    "cases.case": ("casus", "casussen"),
    "cases.vault": ("versleutelde sleutel", "versleutelde sleutels"),
    "cases.nameindex": ("regel van de namenindex", "regels van de namenindex"),
    "cases.note": ("notitie", "notities"),
    "cases.goal": ("doel", "doelen"),
    "cases.textreading": ("nalezing", "nalezingen"),
    "cases.finding": ("mogelijke naam", "mogelijke namen"),
    "cases.sharedword": ("gedeeld woord", "gedeelde woorden"),
    "cases.assignment": ("toewijzing", "toewijzingen"),
    "assistant.analysis": ("analyse", "analyses"),
    "assistant.casesensitivity": ("aanduiding als gevoelig", "aanduidingen als gevoelig"),
    "assistant.claim": ("bewering", "beweringen"),
    "assistant.citation": ("citaat", "citaten"),
    "assistant.decision": ("beslissing", "beslissingen"),
    "referrals.referral": ("verwijzing naar een dienst", "verwijzingen naar diensten"),
    "feedback.claimfeedback": ("melding", "meldingen"),
}
"""One and more of each thing that goes with a case."""


@dataclass(frozen=True)
class ErasureShown:
    """One proof on the page."""

    case_id: UUID
    erased_at: datetime
    by: str
    reason: str
    destroyed: list[str]
    key_fingerprint: str


def erasures(*, pseudonym: str = "") -> list[Erasure]:
    """The proofs of the organisation in scope, newest first; with a pseudonym, those of a case that bore it.

    Each proof is compared by itself, since each case hashes its pseudonym otherwise.
    """
    held = Erasure.objects.select_related("by")
    if not pseudonym.strip():
        return list(held)
    return [one for one in held if one.pseudonym_digest == pseudonym_digest(one.case_id, pseudonym=pseudonym)]


def shown(erasure: Erasure) -> ErasureShown:
    """In words."""
    return ErasureShown(
        case_id=erasure.case_id,
        erased_at=erasure.erased_at,
        by=erasure.by.name,
        reason=erasure.get_reason_display(),
        destroyed=[_counted(label, rows) for label, rows in erasure.destroyed.items()],
        key_fingerprint=erasure.key_fingerprint,
    )


def as_record(erasure: Erasure) -> dict[str, Any]:
    """As a JSON object with the keys of COLUMNS; times in ISO 8601 with their offset."""
    return {
        "erased_at": timezone.localtime(erasure.erased_at).isoformat(),
        "case_id": str(erasure.case_id),
        "reason": erasure.reason,
        "by": erasure.by.name,
        "destroyed": erasure.destroyed,
        "key_fingerprint": erasure.key_fingerprint,
        "pseudonym_digest": erasure.pseudonym_digest,
    }


def as_cells(erasure: Erasure) -> list[Any]:
    """The same as one row of a spreadsheet."""
    record = as_record(erasure)
    record["destroyed"] = ", ".join(shown(erasure).destroyed)
    record["reason"] = erasure.get_reason_display()
    return list(record.values())


def as_line(erasure: Erasure) -> str:
    """The same as one line of JSON."""
    return json.dumps(as_record(erasure), ensure_ascii=False) + "\n"


def _counted(label: str, rows: int) -> str:
    one, more = WORDS.get(label, (label, label))
    return f"{rows} {one if rows == 1 else more}"
