"""What an administrator does with the language models of the organisation: add, change, order, switch, try."""

from collections.abc import Mapping
from typing import Any

from assistant.gateway import ModelAway
from assistant.gateway.choosing import door_to, keep_api_key, note_health
from assistant.models import ModelEndpoint

LOST_KEY = "De sleutel is niet meer te openen. Vul hem opnieuw in."


def keep_endpoint(endpoint: ModelEndpoint, *, values: Mapping[str, Any]) -> ModelEndpoint:
    """Add or change an endpoint; an empty API key leaves the one that is there. A new one comes last.

    At another address the key that is there is dropped: it belongs to the old one.
    """
    moved = endpoint.url != values["url"]
    for name in ("name", "url", "model", "place", "for_sensitive", "context_tokens"):
        setattr(endpoint, name, values[name])
    if endpoint._state.adding:
        endpoint.order = 1 + max(ModelEndpoint.objects.values_list("order", flat=True), default=0)
    if values["api_key"]:
        keep_api_key(endpoint, key=values["api_key"])
    elif moved:
        endpoint.sealed_key = endpoint.sealed_by = None
    endpoint.save()
    return endpoint


def move_up(endpoint: ModelEndpoint) -> None:
    """One place earlier; the first stays where it is."""
    ordered = list(ModelEndpoint.objects.select_for_update())
    at = next(place for place, one in enumerate(ordered) if one.id == endpoint.id)
    ordered[max(0, at - 1)], ordered[at] = ordered[at], ordered[max(0, at - 1)]
    for place, one in enumerate(ordered, start=1):
        if one.order != place:
            one.order = place
            one.save()


def switch(endpoint: ModelEndpoint) -> None:
    """Into use, or out of it; nothing of it is lost."""
    endpoint.active = not endpoint.active
    endpoint.save()


def try_endpoint(endpoint: ModelEndpoint) -> str:
    """What it says to a harmless sentence without anything of a client. Raises ModelAway; remembers how it went."""
    door = door_to(endpoint)
    if door is None:
        raise ModelAway(LOST_KEY)
    try:
        said = door.greet()
    except ModelAway:
        note_health([(endpoint.id, False)])
        raise
    note_health([(endpoint.id, True)])
    return said
