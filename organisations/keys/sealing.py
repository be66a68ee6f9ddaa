"""The only cryptography of the vault: AES-256-GCM bound to a place, and HMAC-SHA-256 for finding a name again."""

import hmac
import os
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12


class KeyRefused(RuntimeError):
    """A key does not open what it should: wrong platform key, or damaged data."""

    def __init__(self, said: str = "De sleutel past niet op deze gegevens. Er is niets gewijzigd.") -> None:
        super().__init__(said)


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
        raise KeyRefused from wrong


def blind_index(text: str, *, key: bytes) -> bytes:
    """A keyed hash of a name, for finding it again without keeping it (HMAC-SHA-256, 32 bytes)."""
    return hmac.new(key, b"blind-index:" + " ".join(text.casefold().split()).encode(), sha256).digest()


def fingerprint(sealed: bytes) -> str:
    """64 hexadecimal digits by which sealed or random bytes can be recognised and not rebuilt (SHA-256)."""
    return sha256(b"ai4care-fingerprint:" + sealed).hexdigest()
