"""A passkey of somebody, as a device would have registered it."""

import json
from secrets import token_bytes

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from organisations.models import User


def register(user: User, *, name: str) -> Authenticator:
    """A passkey that also logs in without a password."""
    key_id, flags = token_bytes(16), AuthenticatorData.FLAG
    public_key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())  # type: ignore[no-untyped-call]
    attested = AttestedCredentialData.create(bytes(16), key_id, public_key)
    shown = AuthenticatorData.create(sha256(b"testserver"), flags.UP | flags.UV | flags.AT, 0, attested)
    client = CollectedClientData.create("webauthn.create", token_bytes(16), "https://testserver")
    credential = {
        "id": websafe_encode(key_id),
        "rawId": websafe_encode(key_id),
        "type": "public-key",
        "clientExtensionResults": {"credProps": {"rk": True}},
        "response": {
            "clientDataJSON": websafe_encode(client),
            "attestationObject": websafe_encode(AttestationObject.create("none", shown, {})),
        },
    }
    held: Authenticator = Authenticator.objects.create(
        user=user,
        type=Authenticator.Type.WEBAUTHN,
        data=json.loads(json.dumps({"name": name, "credential": credential})),
    )
    return held
