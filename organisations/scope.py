"""Wall 1 of the tenancy: the organisation whose rows this piece of work may touch."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.db import connection, transaction

SHARED = UUID(int=0)
"""The organisation of the platform's own editors: its knowledge and directory are readable to all."""

_current: ContextVar[UUID | None] = ContextVar("organisation", default=None)


class NoScope(RuntimeError):
    """Tenant data was asked for outside an organisation's scope."""


class OtherScope(RuntimeError):
    """A scope was opened inside the scope of another organisation."""


def current_organisation_id() -> UUID:
    """The organisation in scope; raises NoScope outside one."""
    held = _current.get()
    if held is None:
        raise NoScope("Geen organisatie in bereik: open eerst organisation_scope(id).")
    return held


def scope_is_open() -> bool:
    """Whether some organisation is in scope."""
    return _current.get() is not None


@contextmanager
def organisation_scope(organisation_id: UUID) -> Iterator[None]:
    """Open one transaction in which only this organisation's rows exist.

    Nesting the same organisation joins the open scope; nesting another raises OtherScope. Costs one round trip.
    """
    held = _current.get()
    if held is not None:
        if held != organisation_id:
            raise OtherScope(f"Het bereik van {held} staat nog open.")
        yield
        return
    token = _current.set(organisation_id)
    try:
        with transaction.atomic():
            _tell_postgres(str(organisation_id))
            yield
        if connection.in_atomic_block:  # a test's own transaction outlives the scope
            _tell_postgres("")
    finally:
        _current.reset(token)


def _tell_postgres(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('ai4care.organisation', %s, true)", [value])
