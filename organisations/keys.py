"""Keys inside keys: the platform key wraps an organisation's key, which wraps each case's data key (AES-256-GCM)."""

import hmac
import os
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from organisations.models import OrganisationKey
from organisations.scope import current_organisation_id

NONCE_BYTES = 12


class KeyRefused(RuntimeError):
    """A key does not open what it should: wrong platform key, or damaged data."""


def new_key() -> bytes:
    """32 random bytes."""
    return AESGCM.generate_key(bit_length=256)


def seal(plain: bytes, *, key: bytes, place: str) -> bytes:
    """Encrypt; `place` (organisation, table, row, field) is bound to it, so it cannot be moved. Adds 28 bytes."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, place.encode())


def unseal(sealed: bytes, *, key: bytes, place: str) -> bytes:
    """What was sealed at this place with this key; raises KeyRefused otherwise."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.encode())
    except (InvalidTag, ValueError) as wrong:  # ValueError: cut off within the nonce
        raise KeyRefused("De sleutel past niet op deze gegevens. Er is niets gewijzigd.") from wrong


def organisation_key() -> bytes:
    """The key of the organisation in scope, made at first use. Raises KeyRefused when the platform key is wrong."""
    place = f"{current_organisation_id()}:organisation_key"
    held = OrganisationKey.objects.first()
    if held is None:
        held = OrganisationKey.objects.create(wrapped=seal(new_key(), key=settings.PLATFORM_KEY, place=place))
    return unseal(bytes(held.wrapped), key=settings.PLATFORM_KEY, place=place)


def blind_index(text: str) -> bytes:
    """A keyed hash of a name, for finding it again within this organisation only (HMAC-SHA-256, 32 bytes)."""
    return hmac.new(organisation_key(), b"blind-index:" + " ".join(text.casefold().split()).encode(), sha256).digest()
