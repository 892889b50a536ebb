"""Account keys and recovery codes (A1, A2): made from random bytes, never chosen.

A key is seven of 7,776 words (90 bits). Words 1-2 are the locator, words 3-7 the secret. A recovery
code is 26 Crockford base32 characters (130 bits) and a check symbol.
"""

import hashlib
import hmac
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from forum.errors import FieldError, NotMatch
from forum.ids import ALPHABET

KEY_WORDS = 7
LOCATOR_WORDS = 2
WORD_BYTES = 8
CODE_CHARACTERS = 26
CODE_BYTES = 17
CHECK_ALPHABET = ALPHABET + "*~$=u"
CODE_GROUP = 4
RETIRED_WORDS: frozenset[str] = frozenset()
_WORDS_DIRECTORY = Path(__file__).parent / "words"


@dataclass(frozen=True, kw_only=True)
class Key:
    """A normalised account key in its two parts."""

    locator: str
    secret: str


@cache
def key_words() -> tuple[str, ...]:
    """The reviewed list; its README tells where it comes from."""
    return tuple((_WORDS_DIRECTORY / "key-words.txt").read_text("ascii").split())


def make_key(raw: bytes) -> str:
    """Seven words from 56 random bytes; eight bytes a word keep the bias under 2^-50."""
    words = key_words()
    chunks = (raw[i : i + WORD_BYTES] for i in range(0, KEY_WORDS * WORD_BYTES, WORD_BYTES))
    return " ".join(words[int.from_bytes(chunk, "big") % len(words)] for chunk in chunks)


def parse_key(text: str) -> Key | None:
    """Whatever a person typed, normalised: NFKC, lower case, any run of non-letters separates.

    `None` if it is not seven words; whether they are the right ones is for the verifier to say.
    """
    words = _words(text)
    return _key(words) if len(words) == KEY_WORDS else None


def read_key(text: str) -> Key:
    """A typed key, or `NotMatch` with what its words alone tell: how many there are, and which of
    them no key is made of. Nothing of it depends on what is kept.
    """
    words = _words(text)
    wrong = [n for n, word in enumerate(words, 1) if not is_key_word(word)]
    if len(words) != KEY_WORDS:
        raise NotMatch(fields=(_count_error(len(words)),))
    if wrong:
        raise NotMatch(fields=tuple(FieldError(field="key", reason="word", limit=n) for n in wrong))
    return _key(words)


def is_key_word(word: str) -> bool:
    """Whether a key may hold this word: those taken off the list stay in the keys they are in."""
    return word in key_words() or word in RETIRED_WORDS


def _count_error(count: int) -> FieldError:
    if not count:
        return FieldError(field="key", reason="empty")
    return FieldError(field="key", reason="count", limit=count)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", unicodedata.normalize("NFKC", text[:500]).lower())


def _key(words: list[str]) -> Key:
    return Key(locator=" ".join(words[:LOCATOR_WORDS]), secret=" ".join(words[LOCATOR_WORDS:]))


def make_code(raw: bytes) -> str:
    """A recovery code from 17 random bytes, in groups of four with its check symbol (Crockford,
    mod 37).
    """
    number = int.from_bytes(raw[:CODE_BYTES], "big") >> 6
    body = "".join(ALPHABET[number >> shift & 31] for shift in range(125, -5, -5))
    text = (body + _check_symbol(body)).upper()
    return "-".join(text[i : i + CODE_GROUP] for i in range(0, len(text), CODE_GROUP))


def parse_code(text: str) -> str | None:
    """The 26 characters of a typed code, or `None` when the check symbol says it was mistyped.

    I and L read as 1, O as 0; spaces and hyphens are nothing (Crockford).
    """
    plain = re.sub(r"[\s\-‐-―]", "", unicodedata.normalize("NFKC", text[:200])).lower()
    plain = plain.translate(str.maketrans("ilo", "110"))
    body, check = plain[:-1], plain[-1:]
    if len(body) != CODE_CHARACTERS or any(c not in ALPHABET for c in body):
        return None
    return body if check == _check_symbol(body) else None


def code_digest(code: str) -> str:
    """What is stored of a recovery code, an invitation or a report's code: 130 random bits need
    no salt.
    """
    return hashlib.sha256(code.encode()).hexdigest()


def locator_digest(pepper: bytes, locator: str) -> str:
    """The table key of words 1-2: HMAC-SHA256 under the pepper."""
    return hmac.new(pepper, b"locator\0" + locator.encode(), hashlib.sha256).hexdigest()


def _check_symbol(body: str) -> str:
    number = 0
    for character in body:
        number = number * 32 + ALPHABET.index(character)
    return CHECK_ALPHABET[number % 37]


def derive(pepper: bytes, token: str, purpose: str) -> bytes:
    """64 bytes that only this form's token and the pepper give: a form sent twice shows one key.

    The token is 128 random bits that only the form's page holds; it is never stored.
    """
    return hmac.new(pepper, f"{purpose}\0{token}".encode(), hashlib.sha512).digest()
