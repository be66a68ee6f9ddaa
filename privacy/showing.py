"""One entry of the trail as people read it, and as an export writes it. Ids and enums, never a value of a field."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.utils import timezone

from organisations.models import TrailEntry
from privacy.fields import FIELDS
from privacy.wording import role_in_words, sentence_of

COLUMNS = {
    "time": "tijdstip",
    "event": "gebeurtenis",
    "sentence": "wat er gebeurde",
    "actor_id": "account",
    "actor_name": "naam",
    "role": "rol",
    "purpose": "doel",
    "object": "soort gegeven",
    "object_id": "gegeven",
    "case_id": "casus",
    "request_id": "verzoek",
    "fields": "gewijzigde velden",
    "facts": "bijzonderheden",
}
"""Names in JSON Lines, and the heads of the CSV."""


@dataclass(frozen=True)
class EntryShown:
    """An entry on the page."""

    time: datetime
    sentence: str
    role: str
    purpose: str
    case_id: UUID | None
    fields: tuple[str, ...]


def shown(entry: TrailEntry) -> EntryShown:
    """The entry for a row of the page; the changed fields by the names people know."""
    return EntryShown(
        time=entry.timestamp,
        sentence=_sentence(entry),
        role=role_in_words(entry.role),
        purpose=entry.purpose,
        case_id=entry.case_id,
        fields=tuple(_field_name(entry, name) for name in _changed(entry)) if _is_change(entry) else (),
    )


def as_record(entry: TrailEntry) -> dict[str, Any]:
    """The entry as a JSON object with the keys of COLUMNS; times in ISO 8601 with their offset."""
    return {
        "time": timezone.localtime(entry.timestamp).isoformat(),
        "event": entry.event,
        "sentence": _sentence(entry),
        "actor_id": str(entry.actor_id) if entry.actor_id else None,
        "actor_name": entry.actor_name,
        "role": entry.role,
        "purpose": entry.purpose,
        "object": entry.object_repr,
        "object_id": entry.object_pk,
        "case_id": str(entry.case_id) if entry.case_id else None,
        "request_id": str(entry.request_id) if entry.request_id else None,
        "fields": _changed(entry),
        "facts": entry.additional_data or {},
    }


def as_cells(entry: TrailEntry) -> list[Any]:
    """The same as one row of a spreadsheet; lists and facts become text."""
    record = as_record(entry)
    record["fields"] = ", ".join(record["fields"])
    record["facts"] = json.dumps(record["facts"], ensure_ascii=False) if record["facts"] else ""
    return list(record.values())


def _sentence(entry: TrailEntry) -> str:
    return sentence_of(entry.event, who=entry.actor_name, facts=entry.additional_data)


def _changed(entry: TrailEntry) -> list[str]:
    return sorted(entry.changes) if isinstance(entry.changes, dict) else []


def _is_change(entry: TrailEntry) -> bool:
    """Of what is new or gone every field is listed, which tells a reader nothing."""
    return entry.event.endswith(".changed")


def _field_name(entry: TrailEntry, name: str) -> str:
    """As FIELDS says it, or as the field itself does; a field that is no more keeps the name it had."""
    model = ContentType.objects.get_for_id(entry.content_type_id).model_class()
    if name in FIELDS or model is None:
        return FIELDS.get(name, name)
    try:
        return str(getattr(model._meta.get_field(name), "verbose_name", name))
    except FieldDoesNotExist:
        return name
