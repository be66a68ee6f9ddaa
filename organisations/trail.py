"""The writing side of the audit trail: who acts, and what a read or an act is called."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

from auditlog.registry import auditlog
from django.contrib.contenttypes.models import ContentType
from django.db import models

from organisations.scope import current_organisation_id

ACTIONS = {0: "created", 1: "changed", 2: "deleted", 3: "read"}


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who is at work: a member behind a request, or the platform itself behind a task."""

    user_id: UUID | None = None
    name: str = "AI4Care"
    role: str = "platform"
    purpose: str = "uitvoering"
    request_id: UUID | None = None


_actor: ContextVar[Actor | None] = ContextVar("actor", default=None)


def current_actor() -> Actor:
    """Who is at work now; the platform itself when nobody said otherwise."""
    return _actor.get() or Actor()


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """Everything written inside is written in this actor's name."""
    token = _actor.set(replace(actor, request_id=actor.request_id or uuid4()))
    try:
        yield
    finally:
        _actor.reset(token)


def record(event: str, subject: models.Model, *, purpose: str = "", case_id: UUID | None = None, **facts: Any) -> None:
    """Write one act or read in the trail: a dotted event, the thing it concerns, ids and enums as facts.

    Raises NoScope outside an organisation: nothing is shown that could not be recorded.
    """
    from organisations.models import TrailEntry

    entry = {**facts_of(subject, action=3), "event": event, "additional_data": facts or None}
    if purpose:
        entry["purpose"] = purpose
    if case_id:
        entry["case_id"] = case_id
    TrailEntry.objects.create(
        content_type=ContentType.objects.get_for_model(subject), object_pk=str(subject.pk), action=3, **entry
    )


def facts_of(instance: models.Model, *, action: int) -> dict[str, Any]:
    """What every entry says about the actor and the thing, without any content of the thing."""
    actor = current_actor()
    noun = str(instance._meta.model_name)
    return {
        "organisation_id": current_organisation_id(),
        "event": f"{noun}.{ACTIONS[action]}",
        "object_repr": noun,
        "actor_id": actor.user_id,
        "actor_name": actor.name,
        "role": actor.role,
        "purpose": actor.purpose,
        "request_id": actor.request_id,
        "case_id": instance.pk if noun == "case" else getattr(instance, "case_id", None),
    }


def mask(value: str) -> str:
    """Free text is never kept in the trail: only that it was there, or was empty."""
    return "•••" if value and value != "None" else ""


def follow(model: type[models.Model]) -> None:
    """Record every change of this model; whatever could hold free text is masked, bytes are left out."""
    fields = model._meta.get_fields()
    unheld = [f.name for f in fields if isinstance(f, models.BinaryField) or f.auto_created]
    auditlog.register(
        model,
        exclude_fields=[*unheld, "organisation"],
        mask_fields=[f.name for f in fields if _may_hold_text(f)],
    )


def _may_hold_text(field: Any) -> bool:
    texts = (models.CharField, models.TextField, models.JSONField)
    return isinstance(field, texts) and not field.choices
