"""The demo's cases, written through the real actions."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from ai4care.demo.people import member_named, organisation_at
from cases.actions import open_case, write_note
from cases.models import Case
from cases.pseudonymiser import KnownPerson
from organisations.models import Team
from organisations.scope import organisation_scope
from organisations.trail import Actor, acting

FILE = Path(__file__).with_name("cases.yaml")


def load_cases() -> int:
    """Write the cases that are not there yet; returns how many."""
    return sum(_load(row) for row in yaml.safe_load(FILE.read_text(encoding="utf-8")))


def _load(row: Mapping[str, Any]) -> bool:
    with organisation_scope(organisation_at(row["organisation"]).id):
        if Case.objects.filter(pseudonym=row["pseudonym"]).exists():
            return False
        her = member_named(row["by"])
        with acting(Actor(user_id=her.user_id, name=her.name, role=", ".join(her.roles), purpose="demo")):
            today = timezone.localdate()
            case = open_case(
                her,
                pseudonym=row["pseudonym"],
                team=Team.objects.get(places__membership=her),
                birth_year=today.year - row["born"],
                living_situation=row["living_situation"],
                access_track=row["access_track"],
                municipality=row["municipality"],
                people=[KnownPerson(role=one["role"], name=one["name"]) for one in row["people"]],
                goals=row["goals"],
            )
            for note in row["notes"]:
                day = today - timedelta(days=note["days_ago"])
                write_note(her, case, text=note["text"], kind=note["kind"], happened_on=day)
    return True
