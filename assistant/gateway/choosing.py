"""Which language models may be asked for this case, in which order, and what became of asking."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from assistant.gateway.door import Gateway, OpenAICompatible, gateway
from assistant.gateway.fence import fenced_client
from assistant.models import ModelEndpoint
from organisations.keys import KeyRefused, current_key, seal, unseal
from organisations.keys.organisation import opened


@dataclass(frozen=True)
class Choice:
    """A model that may be asked; `endpoint` is None for the one that the platform offers."""

    door: Gateway
    endpoint: UUID | None = None


def models_for(*, sensitive: bool) -> tuple[Choice, ...]:
    """The models of the organisation in scope that may read this case: in its order, those that seem away last.

    Without any of its own in use, the platform's; which never reads a sensitive case.
    """
    own = list(ModelEndpoint.objects.filter(active=True))
    if own:
        fitting = [one for one in own if one.for_sensitive or not sensitive]
        ordered = sorted(fitting, key=lambda one: one.seems_away)
        return tuple(Choice(door, one.id) for one in ordered if (door := door_to(one)))
    offered = None if sensitive else gateway()
    return (Choice(offered),) if offered else ()


def door_to(endpoint: ModelEndpoint) -> OpenAICompatible | None:
    """The way to this endpoint, or None when its key can no longer be opened."""
    try:
        key = api_key_of(endpoint)
    except KeyRefused:
        return None
    timeout = settings.MODEL_TIMEOUT_SECONDS
    return OpenAICompatible(
        url=endpoint.url,
        model=endpoint.model,
        key=key,
        timeout=timeout,
        context_tokens=endpoint.context_tokens,
        http_client=fenced_client(timeout=timeout),
    )


def keep_api_key(endpoint: ModelEndpoint, *, key: str) -> None:
    """Seal the API key in this row; saves nothing."""
    by = current_key()
    endpoint.sealed_by_id = by.id
    endpoint.sealed_key = seal(key.encode(), key=by.secret, place=_place(endpoint))


def api_key_of(endpoint: ModelEndpoint) -> str:
    """The API key, sealed again when the organisation's key was replaced. Raises KeyRefused when it is lost."""
    if endpoint.sealed_key is None:
        return ""
    if endpoint.sealed_by is None:
        raise KeyRefused("De sleutel van dit taalmodel is niet meer te openen. Vul hem opnieuw in.")
    by = opened(endpoint.sealed_by)
    key = unseal(bytes(endpoint.sealed_key), key=by.secret, place=_place(endpoint)).decode()
    if current_key().id != by.id:
        keep_api_key(endpoint, key=key)
        endpoint.save()
    return key


def seal_again() -> None:
    """Bring the API keys of the organisation in scope under its current key; one that is lost stays lost."""
    for endpoint in ModelEndpoint.objects.exclude(sealed_by=None).select_for_update(of=("self",)):
        try:
            api_key_of(endpoint)
        except KeyRefused:
            endpoint.sealed_key = endpoint.sealed_by = None
            endpoint.save()


def note_health(endpoints: Sequence[tuple[UUID, bool]]) -> None:
    """Remember which endpoints answered and which did not."""
    for endpoint_id, answered in endpoints:
        field = "answered_at" if answered else "failed_at"
        ModelEndpoint.objects.filter(id=endpoint_id).update(**{field: timezone.now()})


def _place(endpoint: ModelEndpoint) -> str:
    return f"{endpoint.organisation_id}:model_endpoint:{endpoint.id}:sealed_key"
