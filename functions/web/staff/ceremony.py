"""The two ceremonies of a passkey: what a browser is asked for, and what its answer proves.

The library does the parsing and the cryptography. Ours is what it leaves open: that the person was
verified in both, that a challenge is one of ours and counts once, and what a count means.
"""

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import webauthn
from flask import current_app, g
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, options_to_json
from webauthn.helpers.structs import (
    AttestationConveyancePreference,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

import settings
from forum import passkeys, times
from forum.accounts import Viewer
from forum.errors import PasskeyRefused
from forum.passkeys import Ceremony, Passkey, Ring
from store import counters
from web import forms, pages
from web.pepper import get_pepper

TIMEOUT_MS = passkeys.CHALLENGE_MINUTES * 60 * 1000
VERIFIED = AuthenticatorSelectionCriteria(
    resident_key=ResidentKeyRequirement.REQUIRED,
    user_verification=UserVerificationRequirement.REQUIRED,
)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a browser sent, with the challenge it answers; `spent` is the Put that uses that up."""

    credential: str
    challenge: bytes
    spent: dict[str, Any]


def to_set_up(viewer: Viewer, ring: Ring) -> str:
    """What `navigator.credentials.create` is asked for: JSON in base64, as pass-key.js reads it."""
    options = webauthn.generate_registration_options(
        rp_id=_host(),
        rp_name=pages.content().community.name,
        user_id=viewer.id.encode(),
        user_name=viewer.name,
        challenge=_challenge("set up"),
        timeout=TIMEOUT_MS,
        attestation=AttestationConveyancePreference.NONE,
        authenticator_selection=VERIFIED,
        exclude_credentials=_descriptors(ring),
    )
    return _packed(options_to_json(options))


def to_use(ring: Ring) -> str:
    """What `navigator.credentials.get` is asked for, in the same form."""
    options = webauthn.generate_authentication_options(
        rp_id=_host(),
        challenge=_challenge("use"),
        timeout=TIMEOUT_MS,
        allow_credentials=_descriptors(ring),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return _packed(options_to_json(options))


def read_answer(ceremony: Ceremony) -> Answer:
    """The answer that this form brings, to a challenge of ours for this session; `PasskeyRefused`
    for any other.
    """
    challenge = _bytes(forms.text("challenge"))
    ends = passkeys.check_challenge(
        challenge, get_pepper(), session=g.session.digest, ceremony=ceremony, now=g.now
    )
    spent = counters.challenge_item(challenge.hex(), ends=times.epoch(ends))
    return Answer(credential=forms.text("credential"), challenge=challenge, spent=spent)


def made(answer: Answer, now: datetime) -> Passkey:
    """The passkey that was made, if the answer proves it."""
    verified = _verified(
        webauthn.verify_registration_response, answer, require_user_verification=True
    )
    return Passkey(
        id=bytes_to_base64url(verified.credential_id),
        public_key=bytes_to_base64url(verified.credential_public_key),
        counter=verified.sign_count,
        week=times.week(now),
    )


def used(answer: Answer, ring: Ring) -> tuple[str, int]:
    """The id of the passkey that was used, and what it counts, if the answer proves it.

    The library is told of no earlier count: what a count means is for the rules to say.
    """
    id = _id(answer.credential)
    known = ring.find(id)
    if known is None:
        raise PasskeyRefused
    verified = _verified(
        webauthn.verify_authentication_response,
        answer,
        credential_public_key=base64url_to_bytes(known.public_key),
        credential_current_sign_count=0,
        require_user_verification=True,
    )
    return id, int(verified.new_sign_count)


def _verified(verify: Any, answer: Answer, **more: Any) -> Any:
    """What the library says. A stranger's bytes go through three parsers, of JSON, CBOR and keys:
    whatever one of them raises, they proved nothing.
    """
    try:
        return verify(
            credential=answer.credential,
            expected_challenge=answer.challenge,
            expected_rp_id=_host(),
            expected_origin=settings.load().origin,
            **more,
        )
    except Exception as error:
        raise PasskeyRefused from error


def _id(credential: str) -> str:
    try:
        parsed = webauthn.helpers.parse_authentication_credential_json(credential)
    except Exception as error:  # as above
        raise PasskeyRefused from error
    return str(parsed.id)


def _bytes(text: str) -> bytes:
    try:
        return base64url_to_bytes(text)
    except ValueError as error:
        raise PasskeyRefused from error


def _challenge(ceremony: Ceremony) -> bytes:
    nonce: bytes = current_app.config["RANDOM"](passkeys.NONCE_BYTES)
    return passkeys.make_challenge(
        get_pepper(), nonce, session=g.session.digest, ceremony=ceremony, now=g.now
    )


def _descriptors(ring: Ring) -> list[PublicKeyCredentialDescriptor]:
    ids = [base64url_to_bytes(each.id) for each in ring.passkeys if not each.frozen]
    return [PublicKeyCredentialDescriptor(id=each) for each in ids]


def _packed(options: str) -> str:
    """No words for anybody to read; `options` is ASCII, whatever the community is called."""
    return b64encode(options.encode("ascii")).decode()


def _host() -> str:
    return urlsplit(settings.load().origin).hostname or ""
