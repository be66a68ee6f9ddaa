"""The key of the organisation in scope: made once, opened by a platform key, with a second key for finding names."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from organisations.keys.platform import platform_keys
from organisations.keys.sealing import new_key, seal, unseal
from organisations.models import OrganisationKey, Reach
from organisations.scope import current_organisation_id

HELD_SQL = """
select * from organisations_organisationkey where organisation_id = %s and retired_at is null for key share
"""


@dataclass(frozen=True)
class OpenedKey:
    """One key of the organisation, opened: `secret` wraps data keys, `index` hashes names."""

    id: UUID
    secret: bytes = field(repr=False)
    index: bytes = field(repr=False)


def current_key() -> OpenedKey:
    """The key for what is new, made at first use. Nobody can destroy it before this transaction ends.

    Raises KeyRefused when the platform key is wrong.
    """
    held = held_key()
    if held is None:
        try:
            with transaction.atomic():
                held = make_key(index=new_key(), reach=Reach.ORGANISATION)
        except IntegrityError:  # somebody made it, or took its place, at the same moment
            held = held_key()
            if held is None:
                raise
    return opened(held)


def opened(held: OrganisationKey) -> OpenedKey:
    """This key, through the platform key that wrapped it. Raises KeyRefused."""
    by = platform_keys().named(held.platform_key)
    secret = by.unwrap(bytes(held.wrapped), place=place_of(held, field="wrapped"))
    index = unseal(bytes(held.wrapped_index), key=secret, place=place_of(held, field="wrapped_index"))
    return OpenedKey(id=held.id, secret=secret, index=index)


def index_keys() -> list[bytes]:
    """The keys under which names may stand: none before the first case, and two while one is being replaced."""
    held = OrganisationKey.objects.order_by("-created_at")
    return list(dict.fromkeys(opened(key).index for key in held))


def make_key(*, index: bytes, reach: Reach) -> OrganisationKey:
    """A new current key with this key for names; raises IntegrityError when there is a current one."""
    held = OrganisationKey(id=uuid4(), organisation_id=current_organisation_id(), reach=reach)
    secret, by = new_key(), platform_keys().current
    held.platform_key = by.name
    held.wrapped = by.wrap(secret, place=place_of(held, field="wrapped"))
    held.wrapped_index = seal(index, key=secret, place=place_of(held, field="wrapped_index"))
    held.save(force_insert=True)
    return held


def place_of(held: OrganisationKey, *, field: str) -> str:
    """Where a sealed field of this row stands; it opens nowhere else."""
    return f"{held.organisation_id}:organisation_key:{held.id}:{field}"


def held_key() -> OrganisationKey | None:
    """The current key as it is kept, if there is one. Nobody can destroy it before this transaction ends.

    A foreign key looks only at commit, so whoever makes a vault lean on a key holds on to that key itself.
    """
    return next(iter(OrganisationKey.objects.raw(HELD_SQL, [current_organisation_id()])), None)
