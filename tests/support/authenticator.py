"""A passkey in software, which answers as the standard says (WebAuthn level 2).

Each answer is what a browser would send; every part of it can be made wrong.
"""

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

ORIGIN = "http://localhost:8000"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
KIND_EC2, ES256, P256 = 2, -7, 1


def to_text(raw: bytes) -> str:
    """Base64url without padding."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def to_bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Authenticator:
    """A device with one passkey. It counts as told: `step=0` is one that never counts."""

    id: bytes = b"a passkey on a phone"
    counter: int = 0
    step: int = 1
    flags: int = PRESENT | VERIFIED
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def create(self, options: str, *, origin: str = ORIGIN, **wrong: Any) -> dict[str, str]:
        """The fields of a form that sets it up: the challenge, and what it answers."""
        asked = json.loads(options)
        said = _said("webauthn.create", asked["challenge"], origin, wrong)
        data = self._data(wrong.get("host") or asked["rp"]["id"], ATTESTED) + self._attested()
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        answer = {"clientDataJSON": to_text(said), "attestationObject": to_text(attestation)}
        return self._form(asked["challenge"], answer)

    def get(self, options: str, *, origin: str = ORIGIN, **wrong: Any) -> dict[str, str]:
        """The fields of a form that uses it."""
        asked = json.loads(options)
        said = _said("webauthn.get", asked["challenge"], origin, wrong)
        self.counter += self.step
        data = self._data(wrong.get("host") or asked["rpId"], 0)
        signed = data + hashlib.sha256(said).digest()
        answer = {
            "clientDataJSON": to_text(said),
            "authenticatorData": to_text(data),
            "signature": to_text(self.key.sign(signed, ec.ECDSA(SHA256()))),
        }
        return self._form(asked["challenge"], answer)

    def _form(self, challenge: str, answer: dict[str, str]) -> dict[str, str]:
        id = to_text(self.id)
        said = {"id": id, "rawId": id, "type": "public-key", "response": answer}
        return {"challenge": challenge, "credential": json.dumps(said)}

    def _data(self, host: str, also: int) -> bytes:
        head = hashlib.sha256(host.encode()).digest() + bytes((self.flags | also,))
        return head + self.counter.to_bytes(4, "big")

    def _attested(self) -> bytes:
        point = self.key.public_key().public_numbers()
        places = {-2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        key = cbor2.dumps({1: KIND_EC2, 3: ES256, -1: P256} | places)
        return bytes(16) + len(self.id).to_bytes(2, "big") + self.id + key


def _said(kind: str, challenge: str, origin: str, wrong: dict[str, Any]) -> bytes:
    said = {"type": kind, "challenge": challenge, "origin": origin, "crossOrigin": False}
    told = {name: value for name, value in wrong.items() if name in said}
    return json.dumps(said | told).encode()
