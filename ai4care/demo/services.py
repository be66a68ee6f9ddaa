"""The demo's fictional services, brought in by the real importer."""

from pathlib import Path

from django.utils import timezone

import referrals
from organisations.scope import SHARED, organisation_scope
from referrals.actions.imports import apply_reading
from referrals.actions.services import add_facts
from referrals.facts_file import read_facts
from referrals.models import Service
from referrals.sociale_kaart import read_offers

DATA = Path(referrals.__file__).parent / "data"


def load_services() -> int:
    """Import the 300 services into the shared directory unless they are there; returns how many there are."""
    with organisation_scope(SHARED):
        if not Service.objects.exists():
            apply_reading(read_offers(DATA / "demo_services.json"), whole=True)
            add_facts(read_facts(DATA / "demo_service_facts.json", loaded_on=timezone.localdate()))
        return Service.objects.count()
