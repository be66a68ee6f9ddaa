"""A platform key that never leaves a key service: the Transit engine of HashiCorp Vault and OpenBao."""

import base64
import time
from dataclasses import dataclass, field
from functools import cached_property

from organisations.keys.sealing import KeyRefused

REMEMBERED_SECONDS = 300
"""How long a process keeps an opened key, so that a page does not wait for the service each time."""
TIMEOUT_SECONDS = 5


class KeyServiceAway(KeyRefused):
    """The key service does not answer, or does not let this installation in."""


@dataclass(frozen=True)
class TransitKey:
    """The key at an address such as https://bao.example:8200/v1/transit/keys/ai4care, of an AEAD type."""

    url: str
    token: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        """Its address; the service itself finds the version among its own."""
        return self.url

    def wrap(self, key: bytes, *, place: str) -> bytes:
        """What the service calls ciphertext, `vault:v<version>:…`."""
        return self._ask("encrypt", plaintext=_base64(key), associated_data=_base64(place.encode())).encode()

    def unwrap(self, wrapped: bytes, *, place: str) -> bytes:
        """Asks the service at most once in five minutes for the same key. Raises KeyRefused and KeyServiceAway."""
        now = time.monotonic()
        until, key = self._remembered.get((wrapped, place), (0.0, b""))
        if now < until:
            return key
        ciphertext = wrapped.decode(errors="replace")
        opened = self._ask("decrypt", ciphertext=ciphertext, associated_data=_base64(place.encode()))
        key = base64.b64decode(opened)
        for known, (ended, _) in list(self._remembered.items()):
            if ended <= now:
                self._remembered.pop(known, None)
        self._remembered[wrapped, place] = (now + REMEMBERED_SECONDS, key)
        return key

    @cached_property
    def _remembered(self) -> dict[tuple[bytes, str], tuple[float, bytes]]:
        return {}

    def _ask(self, verb: str, **body: str) -> str:
        import httpx

        start, _, name = self.url.rpartition("/keys/")
        headers = {"X-Vault-Request": "true", **({"X-Vault-Token": self.token} if self.token else {})}
        try:  # no proxy of the environment: the key passes here
            with httpx.Client(trust_env=False, timeout=TIMEOUT_SECONDS) as client:
                answer = client.post(f"{start}/{verb}/{name}", json=body, headers=headers)
        except httpx.HTTPError as away:
            raise KeyServiceAway(
                "De sleuteldienst antwoordt niet. Er is niets gewijzigd; probeer het zo opnieuw."
            ) from away
        if answer.status_code == 400:
            raise KeyRefused
        if answer.status_code != 200:
            raise KeyServiceAway(f"De sleuteldienst weigert (antwoord {answer.status_code}). Er is niets gewijzigd.")
        return str(answer.json()["data"]["ciphertext" if verb == "encrypt" else "plaintext"])


def _base64(plain: bytes) -> str:
    return base64.b64encode(plain).decode()
