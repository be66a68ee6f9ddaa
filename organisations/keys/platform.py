"""The platform keys: the current one, older ones that still open what they wrapped, and what each must do."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from django.conf import settings

from organisations.keys.sealing import KeyRefused, fingerprint, seal, unseal
from organisations.keys.transit import TransitKey


class PlatformKey(Protocol):
    """Wraps the keys of organisations, each bound to its place."""

    @property
    def name(self) -> str:
        """Kept beside what it wrapped, so that it is found again; says nothing of the key itself."""

    def wrap(self, key: bytes, *, place: str) -> bytes:
        """The key, readable only through unwrap at the same place. Raises KeyServiceAway."""

    def unwrap(self, wrapped: bytes, *, place: str) -> bytes:
        """The key that was wrapped at this place. Raises KeyRefused, and KeyServiceAway (which is one)."""


@dataclass(frozen=True)
class LocalKey:
    """32 bytes from the environment or a file."""

    secret: bytes = field(repr=False)

    @property
    def name(self) -> str:
        """The first sixteen digits of its fingerprint."""
        return fingerprint(self.secret)[:16]

    def wrap(self, key: bytes, *, place: str) -> bytes:
        """Sealed with it, without leaving this process."""
        return seal(key, key=self.secret, place=place)

    def unwrap(self, wrapped: bytes, *, place: str) -> bytes:
        """Raises KeyRefused."""
        return unseal(wrapped, key=self.secret, place=place)


@dataclass(frozen=True)
class PlatformKeys:
    """All platform keys that this process knows; only the current one wraps."""

    current: PlatformKey
    older: tuple[PlatformKey, ...] = ()

    def named(self, name: str) -> PlatformKey:
        """The one that wrapped something under this name. Raises KeyRefused when it is not known here."""
        for key in (self.current, *self.older):
            if key.name == name:
                return key
        raise KeyRefused("De platformsleutel die deze gegevens verzegelde, is hier niet bekend. Er is niets gewijzigd.")


def platform_keys() -> PlatformKeys:
    """As the settings name them."""
    return _keys(tuple(settings.PLATFORM_KEYS), settings.KMS_TOKEN)


@lru_cache(maxsize=4)
def _keys(given: tuple[bytes | str, ...], token: str) -> PlatformKeys:
    current, *older = (LocalKey(key) if isinstance(key, bytes) else TransitKey(key, token) for key in given)
    return PlatformKeys(current=current, older=tuple(older))
