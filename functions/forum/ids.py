"""Opaque ids: 128 random bits as 26 Crockford base32 characters. They carry no time and no
order.
"""

import re

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
ID_BYTES = 16
_ID = re.compile(f"[0-7][{ALPHABET}]{{25}}")


def encode(raw: bytes) -> str:
    """Sixteen bytes as an id.

    >>> encode(bytes(16))
    '00000000000000000000000000'
    """
    if len(raw) != ID_BYTES:
        raise ValueError("an id is made of 16 bytes")
    number = int.from_bytes(raw, "big")
    return "".join(ALPHABET[number >> shift & 31] for shift in range(125, -5, -5))


def is_id(text: str) -> bool:
    """Whether `text` could have come from `encode`; the only shape that reaches a key."""
    return _ID.fullmatch(text) is not None
