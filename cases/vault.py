"""The vault: the key of a case, readable only through the organisation's key and only while its data key exists."""

import json
from dataclasses import dataclass, field, replace

from cases.models import Case, NameIndex, Vault
from cases.pseudonymiser import Key
from cases.rules import searchable_names
from organisations.keys import blind_index, new_key, organisation_key, seal, unseal


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
    """Make the vault of a new case, with a data key of its own."""
    data_key = new_key()
    wrapped = seal(data_key, key=organisation_key(), place=_place(case, "wrapped_key"))
    Vault.objects.create(case=case, wrapped_key=wrapped, sealed=_sealed(case, data_key, secrets))
    _index_names(case, secrets.key)


def read_vault(case: Case) -> Secrets:
    """What the vault holds. Raises Vault.DoesNotExist after erasure and KeyRefused with a wrong key."""
    return _unsealed(case, Vault.objects.get(case=case))


def locked_vault(case: Case) -> Secrets:
    """The same, with the row locked until the end of the transaction, so that two writers cannot lose a token."""
    return _unsealed(case, Vault.objects.select_for_update().get(case=case))


def keep_secrets(case: Case, secrets: Secrets) -> None:
    """Seal the grown key again and index its new names. Call with the vault locked."""
    vault = Vault.objects.get(case=case)
    vault.sealed = _sealed(case, _data_key(case, vault), secrets)
    vault.save()
    _index_names(case, secrets.key)


def cases_with_name(name: str) -> list[str]:
    """Ids of the cases in which somebody has this name (or this part of it); one HMAC and one index look-up."""
    if not name.strip():
        return []
    found = NameIndex.objects.filter(digest=blind_index(name)).values_list("case_id", flat=True)
    return [str(case_id) for case_id in found]


def _data_key(case: Case, vault: Vault) -> bytes:
    return unseal(bytes(vault.wrapped_key), key=organisation_key(), place=_place(case, "wrapped_key"))


def _unsealed(case: Case, vault: Vault) -> Secrets:
    held = json.loads(unseal(bytes(vault.sealed), key=_data_key(case, vault), place=_place(case, "sealed")))
    return Secrets(
        key=Key.from_json(held["key"]), municipality=held["municipality"], dismissed=tuple(held["dismissed"])
    )


def _sealed(case: Case, data_key: bytes, secrets: Secrets) -> bytes:
    held = {
        "key": secrets.key.to_json(),
        "municipality": secrets.municipality,
        "dismissed": secrets.dismissed,
    }
    return seal(json.dumps(held).encode(), key=data_key, place=_place(case, "sealed"))


def _index_names(case: Case, key: Key) -> None:
    wanted = {blind_index(name) for name in searchable_names(key.names())}
    held = {bytes(digest) for digest in NameIndex.objects.filter(case=case).values_list("digest", flat=True)}
    NameIndex.objects.bulk_create([NameIndex(case=case, digest=digest) for digest in wanted - held])


def _place(case: Case, field: str) -> str:
    return f"{case.organisation_id}:vault:{case.id}:{field}"
