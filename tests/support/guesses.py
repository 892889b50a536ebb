"""Keys and codes that could be somebody's, and are nobody's."""

import hashlib

from forum import keys


def some_key(name: str = "nobody") -> str:
    """Seven words that could be a key."""
    return keys.make_key(hashlib.sha512(name.encode()).digest())


def some_code(name: str = "nobody") -> str:
    """A recovery code that is well formed."""
    return keys.make_code(hashlib.sha512(name.encode()).digest())
