"""The secrets of second steps (of an app with codes, of recovery codes), sealed with the platform key.

They belong to accounts, which stand above organisations, so that no key of an organisation can hold them.
"""

import base64

from allauth.mfa.models import Authenticator
from django.db import transaction

from organisations.keys.platform import platform_keys

MARK, PLACE = "sealed", "mfa_authenticator.data"
HELD_IN = ("secret", "seed")


def sealed_secret(text: str) -> str:
    """What may be stored of it. Raises KeyServiceAway."""
    key = platform_keys().current
    wrapped = base64.b64encode(key.wrap(text.encode(), place=PLACE)).decode()
    return f"{MARK}|{key.name}|{wrapped}"


def opened_secret(stored: str) -> str:
    """The secret; one from before they were sealed is as it was. Raises KeyRefused."""
    if not stored.startswith(f"{MARK}|"):
        return stored
    _, name, wrapped = stored.split("|")
    return platform_keys().named(name).unwrap(base64.b64decode(wrapped), place=PLACE).decode()


def seal_anew() -> int:
    """Put every secret under the current platform key; returns how many. All or nothing. Raises KeyRefused."""
    with transaction.atomic():
        held = list(Authenticator.objects.select_for_update().exclude(type=Authenticator.Type.WEBAUTHN))
        for one in held:
            one.data |= {name: sealed_secret(opened_secret(one.data[name])) for name in HELD_IN if name in one.data}
            one.save(update_fields=["data"])
    return len(held)
