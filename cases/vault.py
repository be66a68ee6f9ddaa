"""The vault: the key of a case, readable only through the organisation's key and only while its data key exists."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from cases.models import Case, NameIndex, Vault
from cases.pseudonymiser import Key
from cases.rules import searchable_names
from organisations.keys import OpenedKey, blind_index, current_key, index_keys, new_key, opened, seal, unseal


@dataclass(frozen=True, kw_only=True)
class Secrets:
    """What the vault of one case holds: who the tokens are, where she lives, which words are no names."""

    key: Key = field(default_factory=Key)
    municipality: str = ""
    dismissed: tuple[str, ...] = ()

    def dismissing(self, words: tuple[str, ...]) -> "Secrets":
        """The same, with more words that the caregiver called no name."""
        return replace(self, dismissed=tuple(dict.fromkeys((*self.dismissed, *words))))


def open_vault(case: Case, *, secrets: Secrets) -> None:
    """Make the vault of a new case, with a data key of its own. Raises KeyRefused."""
    current = current_key()
    vault = Vault(case=case, key_id=current.id)
    fill(vault, secrets=secrets, data_key=new_key(), by=current)
    vault.save(force_insert=True)
    index_names(vault, names=secrets.key.names(), by=current)


def read_vault(case: Case) -> Secrets:
    """What the vault holds. Raises Vault.DoesNotExist after erasure and KeyRefused with a wrong key."""
    vault = Vault.objects.select_related("key").get(case=case)
    return contents(vault, by=opened(vault.key))


def locked_vault(case: Case) -> Secrets:
    """The same, with the row locked until the end of the transaction, so that two writers cannot lose a token."""
    vault = Vault.objects.select_for_update().get(case=case)
    return contents(vault, by=opened(vault.key))


def keep_secrets(case: Case, secrets: Secrets) -> None:
    """Seal the grown key again and index its new names. Call with the vault locked."""
    vault = Vault.objects.get(case=case)
    by = opened(vault.key)
    fill(vault, secrets=secrets, data_key=data_key_of(vault, by=by), by=by)
    vault.save()
    index_names(vault, names=secrets.key.names(), by=by)


def cases_with_name(name: str) -> list[str]:
    """Ids of the cases in which somebody has this name (or this part of it); one HMAC and one index look-up."""
    if not name.strip():
        return []
    digests = [blind_index(name, key=key) for key in index_keys()]
    found = NameIndex.objects.filter(digest__in=digests).values_list("case_id", flat=True)
    return [str(case_id) for case_id in dict.fromkeys(found)]


def data_key_of(vault: Vault, *, by: OpenedKey) -> bytes:
    """The data key in this row. Raises KeyRefused."""
    return unseal(bytes(vault.wrapped_key), key=by.secret, place=_place(vault, "wrapped_key"))


def wrap(vault: Vault, *, data_key: bytes, by: OpenedKey) -> None:
    """Put the data key in this row, under this key of the organisation; saves nothing."""
    vault.key_id, vault.wrapped_key = by.id, seal(data_key, key=by.secret, place=_place(vault, "wrapped_key"))


def contents(vault: Vault, *, by: OpenedKey) -> Secrets:
    """What this row holds. Raises KeyRefused."""
    held = json.loads(unseal(bytes(vault.sealed), key=data_key_of(vault, by=by), place=_place(vault, "sealed")))
    return Secrets(
        key=Key.from_json(held["key"]), municipality=held["municipality"], dismissed=tuple(held["dismissed"])
    )


def fill(vault: Vault, *, secrets: Secrets, data_key: bytes, by: OpenedKey) -> None:
    """Put secrets in this row, sealed with the data key, and the data key itself; saves nothing."""
    held = {
        "key": secrets.key.to_json(),
        "municipality": secrets.municipality,
        "dismissed": secrets.dismissed,
    }
    vault.sealed = seal(json.dumps(held).encode(), key=data_key, place=_place(vault, "sealed"))
    wrap(vault, data_key=data_key, by=by)


def digests_of(names: Collection[str], *, by: OpenedKey) -> set[bytes]:
    """The keyed hashes under which these names are found again."""
    return {blind_index(name, key=by.index) for name in searchable_names(names)}


def index_names(vault: Vault, *, names: Collection[str], by: OpenedKey) -> None:
    """Make these names of the case findable; those that are already stay."""
    of_case = NameIndex.objects.filter(case_id=vault.case_id)
    held = {bytes(digest) for digest in of_case.values_list("digest", flat=True)}
    fresh = digests_of(names, by=by) - held
    NameIndex.objects.bulk_create([NameIndex(case_id=vault.case_id, digest=digest) for digest in fresh])


def _place(vault: Vault, field: str) -> str:
    return f"{vault.organisation_id}:vault:{vault.case_id}:{field}"
