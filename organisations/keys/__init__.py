"""Keys inside keys: a platform key wraps an organisation's key, which wraps each case's data key (AES-256-GCM)."""

from organisations.keys.organisation import OpenedKey, current_key, held_key, index_keys, opened
from organisations.keys.sealing import KeyRefused, blind_index, fingerprint, new_key, seal, unseal

__all__ = [
    "KeyRefused",
    "OpenedKey",
    "blind_index",
    "current_key",
    "fingerprint",
    "held_key",
    "index_keys",
    "new_key",
    "opened",
    "seal",
    "unseal",
]
