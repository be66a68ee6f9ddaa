"""Other keys for the same data: under another platform key, or a new key of the organisation beside the old one."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import ProtectedError
from django.utils import timezone

from organisations.keys.organisation import make_key, opened, place_of
from organisations.keys.platform import platform_keys
from organisations.keys.sealing import new_key
from organisations.models import OrganisationKey, Reach


def rewrap() -> int:
    """Wrap each key of the organisation in scope with the current platform key; returns how many. Opens no name.

    Raises KeyRefused. Doing it again changes nothing that can be read.
    """
    current = platform_keys().current
    held_keys = list(OrganisationKey.objects.select_for_update())
    for held in held_keys:
        place = place_of(held, field="wrapped")
        secret = platform_keys().named(held.platform_key).unwrap(bytes(held.wrapped), place=place)
        held.wrapped, held.platform_key = current.wrap(secret, place=place), current.name
        held.save()
    return len(held_keys)


def begin_renewal(*, reach: Reach, before: datetime) -> bool:
    """Put a new key in the place of the current one, made before this moment, which retires until nothing leans on it.

    A renewal that was broken off goes on as it was begun. Returns whether there is something to move.
    """
    if OrganisationKey.objects.exclude(retired_at=None).exists():
        return True
    held = OrganisationKey.objects.select_for_update().filter(retired_at=None, created_at__lt=before).first()
    if held is None:
        return False
    index = new_key() if reach == Reach.CASE else opened(held).index
    held.retired_at = timezone.now()
    held.save()
    make_key(index=index, reach=reach)
    return True


_movers: list[Callable[[], None]] = []


def moves_with_keys(move: Callable[[], None]) -> None:
    """Register, when an app starts, what seals its few own secrets again under the current key of the scope."""
    _movers.append(move)


def destroy_retired() -> bool:
    """Destroy the retired keys once every app moved its own; False, and nothing destroyed, when one is leant on.

    Waits for who is making a vault under one.
    """
    for move in _movers:
        move()
    for held in OrganisationKey.objects.exclude(retired_at=None).order_by("id").select_for_update():
        try:
            held.delete()
        except ProtectedError:
            return False
    return True
