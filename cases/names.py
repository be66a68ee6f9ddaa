"""Showing names for a while: asked for, written in the trail, and over by itself."""

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

from cases.models import Case
from cases.vault import read_vault
from organisations.trail import record


def show_names(session: SessionBase, case: Case, *, minutes: int) -> None:
    """Show this case's names to this session for some minutes; recorded as names.shown."""
    until = timezone.now() + timedelta(minutes=minutes)
    session[_place(case.id)] = until.isoformat()
    record("names.shown", case, minutes=minutes)


def hide_names(session: SessionBase, case: Case) -> None:
    """End it early."""
    session.pop(_place(case.id), None)


def seconds_left(session: SessionBase, case: Case) -> int:
    """How long the names still show; 0 when they do not."""
    until = session.get(_place(case.id))
    if not until:
        return 0
    return max(0, int((datetime.fromisoformat(until) - timezone.now()).total_seconds()))


def names_shown(session: SessionBase, case: Case) -> dict[str, str]:
    """Token body to real name while they show, else nothing. Reads the vault."""
    if not seconds_left(session, case):
        return {}
    return {entry.token: entry.name for entry in read_vault(case).key.entries}


def _place(case_id: UUID) -> str:
    return f"names:{case_id}"
