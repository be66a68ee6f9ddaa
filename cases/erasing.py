"""Erasing a case for good: its key, its names, its texts and all that hangs on it go; a proof without content stays."""

from uuid import UUID

from cases.models import Case, Erasure, ErasureReason, Vault
from organisations.keys import fingerprint
from organisations.models import Membership, TenantModel, TrailEntry
from organisations.trail import record

KEPT: tuple[type[TenantModel], ...] = (TrailEntry, Erasure)
"""What may go on naming an erased case by its number: who did what, and the proof."""


class NotErased(ValueError):
    """Nothing was erased; the text says why and what to do."""


class LeftBehind(RuntimeError):
    """Rows of the case would have stayed; the erasure is undone."""


def erase_case(by: Membership, case: Case, *, reason: ErasureReason, pseudonym: str) -> Erasure:
    """Destroy everything of a closed case whose pseudonym was typed to confirm, and return the proof.

    Its key goes, and every row that leans on the case. Raises NotErased, and LeftBehind when any table would still
    name the case; nothing is then erased. There is no way back. Backups keep what they held until they age out.
    """
    vault = Vault.objects.select_for_update().get(case=case)
    held = Case.objects.select_for_update().get(id=case.id)
    if not held.closed_at:
        raise NotErased("Deze casus is nog open. Sluit ze eerst af; er is niets gewist.")
    if _plain(pseudonym) != _plain(held.pseudonym):
        raise NotErased("Dit is niet de schuilnaam van deze casus. Er is niets gewist.")
    proof = Erasure(
        case_id=held.id,
        pseudonym_digest=pseudonym_digest(held.id, pseudonym=held.pseudonym),
        by=by,
        reason=reason,
        key_fingerprint=fingerprint(bytes(vault.wrapped_key)),
    )
    proof.destroyed = _destroyed(vault, held)
    _refuse_leftovers(proof.case_id)
    proof.save(force_insert=True)
    record("case.erased", proof, purpose="wissing", case_id=proof.case_id, reason=str(reason))
    return proof


def pseudonym_digest(case_id: UUID, *, pseudonym: str) -> str:
    """64 hexadecimal digits by which a proof is found with the pseudonym; differs for each case."""
    return fingerprint(f"{case_id}:{_plain(pseudonym)}".encode())


def _destroyed(vault: Vault, case: Case) -> dict[str, int]:
    """How many rows of each model went, for example {"cases.note": 12}."""
    _, first = vault.delete()
    _, rest = case.delete()
    return {label.lower(): rows for label, rows in sorted({**rest, **first}.items()) if rows}


def _refuse_leftovers(case_id: UUID) -> None:
    for model in TenantModel.tenant_models():
        named = {field.attname: case_id for field in model._meta.concrete_fields if field.column == "case_id"}
        if named and model not in KEPT and model.objects.filter(**named).exists():
            raise LeftBehind(f"In {model._meta.label} bleven rijen van de casus staan. Er is niets gewist.")


def _plain(pseudonym: str) -> str:
    return " ".join(pseudonym.split()).casefold()
