"""Moving the vaults of an organisation under a new key, piece by piece, beside people who write."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from cases.models import NameIndex, SharedWord, TextReading, Vault
from cases.rereading.reading import stamp_anew
from cases.vault import contents, data_key_of, digests_of, fill, wrap
from cases.words import hash_anew
from organisations.keys import OpenedKey, held_key, new_key, opened
from organisations.keys.renewal import begin_renewal, destroy_retired
from organisations.models import OrganisationKey, Reach
from organisations.scope import organisation_scope
from organisations.trail import record

PIECE = 200
MOVED = ["key_id", "wrapped_key", "sealed"]


def renew_keys(
    organisation_id: UUID, *, reach: Reach, before: datetime, told: Callable[[int], None] = lambda moved: None
) -> int:
    """Give the organisation a new key when its key was made before this moment; returns how many vaults moved.

    Call outside any scope: each piece of 200 vaults is a transaction of its own, so what broke off goes on where it was
    when this is called again. `told` hears after each piece how many more moved. Raises KeyRefused.
    """
    total = 0
    while _begun(organisation_id, reach, before):
        while not _ended(organisation_id):
            while moved := _move_piece(organisation_id):
                total += moved
                told(moved)
    return total


def vaults_to_move(organisation_id: UUID) -> int:
    """How many vaults the organisation has."""
    with organisation_scope(organisation_id):
        return int(Vault.objects.count())


def _begun(organisation_id: UUID, reach: Reach, before: datetime) -> bool:
    with organisation_scope(organisation_id):
        return begin_renewal(reach=reach, before=before)


def _move_piece(organisation_id: UUID) -> int:
    with organisation_scope(organisation_id):
        waiting = Vault.objects.exclude(key__retired_at=None)
        vaults = list(waiting.select_for_update(of=("self",), skip_locked=True)[:PIECE])
        vaults = vaults or list(waiting.select_for_update(of=("self",))[:1])  # the last ones are being written in
        held = held_key()
        if not vaults or held is None:  # None: a second command put another key in its place just now; look again
            return 0
        _move(vaults, held=held)
        return len(vaults)


def _move(vaults: list[Vault], *, held: OrganisationKey) -> None:
    new = opened(held)
    old = {key.id: opened(key) for key in OrganisationKey.objects.filter(id__in={vault.key_id for vault in vaults})}
    if held.reach == Reach.CASE:
        _seal_anew(vaults, old=old, new=new)
    else:
        for vault in vaults:
            wrap(vault, data_key=data_key_of(vault, by=old[vault.key_id]), by=new)
    Vault.objects.bulk_update(vaults, MOVED)


def _seal_anew(vaults: list[Vault], *, old: dict[UUID, OpenedKey], new: OpenedKey) -> None:
    """Each a new data key; names, shared words and stamps are hashed again, since their key is new too."""
    fresh: list[NameIndex] = []
    cases = [vault.case_id for vault in vaults]
    shared = set(SharedWord.objects.filter(case_id__in=cases).values_list("case_id", flat=True))
    read = set(TextReading.objects.filter(case_id__in=cases).values_list("case_id", flat=True))
    for vault in vaults:
        by = old[vault.key_id]
        secrets = contents(vault, by=by)
        fill(vault, secrets=secrets, data_key=new_key(), by=new)
        names = secrets.key.names()
        if vault.case_id in shared:
            hash_anew(vault.case_id, secrets.dismissed, was=by.index, now=new.index)
        if vault.case_id in read:
            stamp_anew(vault.case, secrets=secrets, was=by.index, now=new.index)
        fresh += [NameIndex(case_id=vault.case_id, digest=digest) for digest in digests_of(names, by=new)]
    NameIndex.objects.filter(case_id__in=cases).delete()
    NameIndex.objects.bulk_create(fresh)


def _ended(organisation_id: UUID) -> bool:
    with organisation_scope(organisation_id):
        if not destroy_retired():
            return False
        held = OrganisationKey.objects.get(retired_at=None)
        record("keys.renewed", held, reach=held.reach, vaults=Vault.objects.count())
        return True
