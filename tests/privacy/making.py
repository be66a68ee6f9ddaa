"""Makes entries of the trail at chosen moments, for any organisation in scope."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.contenttypes.models import ContentType

from cases.models import Case
from organisations.models import TrailEntry

BRUSSELS = ZoneInfo("Europe/Brussels")
NOON = datetime(2026, 3, 10, 12, tzinfo=BRUSSELS)
CASE_ID = UUID(int=7)


def entry(event: str, **facts: Any) -> TrailEntry:
    """An entry about one case, at NOON unless said otherwise; not saved."""
    about_case = ContentType.objects.get_for_model(Case)
    filled = {"timestamp": NOON, "role": "caregiver", "purpose": "zorg", "case_id": CASE_ID, "action": 3, **facts}
    return TrailEntry(event=event, content_type=about_case, object_pk=str(CASE_ID), object_repr="case", **filled)


def entries(number: int) -> None:
    """So many readings of a case, two in each second, as one insert."""
    moments = (NOON + timedelta(seconds=place // 2) for place in range(number))
    TrailEntry.objects.bulk_create([entry("case.read", actor_name="Anna", timestamp=moment) for moment in moments])
