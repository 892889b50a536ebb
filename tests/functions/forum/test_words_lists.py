"""The word lists keep the promise of their README: counted, plain, and gentle (A3).

Refused words are known here by their SHA-256, so that none of them is spelled in this repository.
"""

import hashlib
from pathlib import Path

import pytest

from forum import keys, names

LISTS = {
    "key-words": keys.key_words,
    "adjectives": names.adjectives,
    "nouns": names.nouns,
}
DIRECTORY = Path(names.__file__).parent / "words"
KEY_WORDS = 7_776
PSEUDONYMS = 36_000_000
DIGEST_CHARACTERS = 16
DIGESTS = """
01e3c9895eb9c26c 0ad79209461f3ea8 0e062e4c2ee47567 0ebdc3317b75839f 110c6c5a86fa0de5
12a667c9be6ff8f6 13ffbb2f9bbad7fa 158869a97379229b 15b45021ccf8ed60 16a41d9ce114db96
16d34b5e7bcb341e 183936b010c67d89 1bdd5b5b92e2d9f3 1cb0f5a9e3a8e4dd 25f391070d16a050
26fdcac1e157f107 27a45e0e86761a80 28a3a5e81d1e89f0 2bda9b4dfbabfdb1 2cde8d18812e77ae
378bfce5cda2599a 38012c26a53b255b 389ec5f1112d5e95 39c7ad800c579210 3d4d101cd7ea9e5e
3e8e40c0af5f5ea5 3eed0f3329769941 42c75396af1d6fe6 476342b3553fe919 48fab7a56479b7ec
49002d515d1605d8 492bd6197b168675 4b18aefe826adf55 52c8e02987ccb1b0 5304378d007825cc
5600ae99b14ef8e5 5743abddddfa08c1 59cc3cb8a4297301 5c78c8e7160e76ba 60e04706c43421be
680f2c08fd03836a 68da4167b0cd79b7 6bdaf554e42029bd 6dcdffaeac040a70 715a6abcdb9f8a8e
726a5a107491611f 72de275ac0b40947 7653097b0a56851e 77f9dc3ecaa6897d 7ab0a2f0971b8100
7f8cafc8690f2707 82280bb7b30905f9 8419c0a78f31ffea 859facc5a4c9b80a 89364a0a769977b3
8bedb0f81a005e35 8c5c04391361cbf4 8ea748b09b117e6c 9270c8c38be2579a 939d59d1285efa52
98d44e13f455d916 9ae315a94e428a7e 9b4f1d0e11dcc029 a17ce17dd6b56ae2 a32876c61f8f837b
a8d79f40ddb79de5 aafe12ba2b03a285 ab0b179946024f2d aedf7b6928f455df b12b89c7bba2b22a
b15c961913da1c45 bd778891dbe86ede be07f5139a61ebb9 bf141eb335060ee2 c2c3b68b48832afd
c2d214a484e9d44d c68fef1abac63a83 d15779dd244a6d98 daf81fe9648c6ae0 dc4d53ba57bb6bae
dda7ac507cd0c896 ddaac836a2b41fb3 ddda5e25a150cedc e0cf52185d52bfdb e22665cad68137f2
eb0afd90509c5067 ebefe184171f13e8 ed12eb20000f3e53 ed3c98fa0214f094 ed45d626b07112a8
ed8f9f77aa6a20e0 ee6f01a92dd8063b f2e9a23ac36c4b22 facf8b54e5c0b8c4 fc3086f6d1e06809
fe4d55b9ffa53044
"""
REFUSED = frozenset(DIGESTS.split())


def digest(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()[:DIGEST_CHARACTERS]


def test_counts_the_key_words_exactly() -> None:
    assert len(keys.key_words()) == KEY_WORDS


@pytest.mark.parametrize("name", LISTS)
def test_keeps_one_plain_word_a_line(name: str) -> None:
    lines = (DIRECTORY / f"{name}.txt").read_text("ascii").split("\n")
    assert lines.pop() == ""
    assert lines == list(LISTS[name]())
    assert [w for w in lines if not (w.isascii() and w.isalpha() and w == w.lower())] == []
    assert [w for w in lines if not 3 <= len(w) <= 12] == []


@pytest.mark.parametrize("name", LISTS)
def test_sorts_and_never_repeats(name: str) -> None:
    words = list(LISTS[name]())
    assert words == sorted(set(words))


@pytest.mark.parametrize("name", LISTS)
def test_holds_no_refused_word(name: str) -> None:
    assert [word for word in LISTS[name]() if digest(word) in REFUSED] == []


def test_knows_enough_refused_words() -> None:
    assert len(REFUSED) >= 80
    assert {len(known) for known in REFUSED} == {DIGEST_CHARACTERS}


def test_offers_enough_pseudonyms() -> None:
    assert len(names.adjectives()) >= 220
    assert len(names.nouns()) >= 220
    pairs = len(names.adjectives()) * len(names.nouns())
    assert pairs * names.NUMBERS >= PSEUDONYMS


def test_never_doubles_a_word_in_a_name() -> None:
    assert set(names.adjectives()) & set(names.nouns()) == set()
