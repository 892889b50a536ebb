"""Account keys and recovery codes: made at random, forgiving to type, hard to mistype (A1)."""

import hashlib
import math
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum import keys
from forum.keys import CHECK_ALPHABET, Key

PEPPER, OTHER_PEPPER = bytes(32), bytes(31) + b"\1"
KEY = "amber bridge cloud dune ember fern grove"
PARSED = Key(locator="amber bridge", secret="cloud dune ember fern grove")
CODE = keys.make_code(bytes(range(17)))
BODY = keys.parse_code(CODE) or ""
RAW_KEY = st.binary(min_size=56, max_size=56)
RAW_CODE = st.binary(min_size=17, max_size=17)


def test_a_key_has_ninety_bits():
    assert len(keys.key_words()) == len(set(keys.key_words())) == 7776
    assert 90 <= keys.KEY_WORDS * math.log2(len(keys.key_words())) < 91


def test_a_code_has_130_bits():
    assert len(BODY) * math.log2(len(keys.ALPHABET)) == 130
    assert len(set(keys.ALPHABET)) == 32


@given(RAW_CODE)
def test_every_one_of_the_130_bits_counts(raw: bytes):
    number = int.from_bytes(raw, "big") >> 6
    body = keys.parse_code(keys.make_code(raw)) or ""
    assert sum(keys.ALPHABET.index(c) << 5 * i for i, c in enumerate(reversed(body))) == number


@given(RAW_KEY)
def test_a_made_key_is_read_as_it_was_made(raw: bytes):
    made = keys.make_key(raw)
    parsed = keys.parse_key(made)
    assert parsed and f"{parsed.locator} {parsed.secret}" == made


def test_every_word_survives_typing():
    for word in keys.key_words():
        typed = keys.parse_key(f"{word} " * 7)
        assert typed == Key(locator=f"{word} {word}", secret=" ".join([word] * 5)), word


@given(RAW_KEY, st.integers(0, 6))
def test_each_word_follows_from_its_own_bytes(raw: bytes, place: int):
    start = place * 8
    other = raw[:start] + bytes(8) + raw[start + 8 :]
    one, two = keys.make_key(raw).split(), keys.make_key(other).split()
    assert [n for n in range(7) if one[n] != two[n]] in ([], [place])


@pytest.mark.parametrize(
    "typed",
    [
        KEY,
        f"  {KEY}\n",
        KEY.upper(),
        KEY.title(),
        KEY.replace(" ", "-"),
        KEY.replace(" ", "   "),
        KEY.replace(" ", "\t"),
        KEY.replace(" ", "\r\n"),
        KEY.replace(" ", ", "),
        KEY.replace(" ", "_"),
        KEY.replace(" ", "1"),
        KEY.replace(" ", " 2. "),
        KEY.replace(" ", "\u00a0"),
        KEY.replace(" ", "\u3000"),
        KEY.replace(" ", "\u2013"),
        KEY.replace(" ", "\u200b"),
        f"1 {KEY} 7",
        f"“{KEY}.”",
        "".join(chr(ord(c) + 0xFEE0) if c.isalpha() else c for c in KEY),
        KEY.replace("f", "\U0001d41f"),
    ],
)
def test_a_key_may_be_typed_in_many_ways(typed: str):
    assert keys.parse_key(typed) == PARSED


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "1234567",
        "amber",
        KEY + " hazel",
        KEY.rsplit(" ", 1)[0],
        "-" * 600,
        "\x00",
        "٧" * 7,
    ],
)
def test_refuses_what_is_not_seven_words(typed: str):
    assert keys.parse_key(typed) is None


def test_wrong_words_are_for_the_verifier_to_refuse():
    assert keys.parse_key("zzz yyy xxx www vvv uuu ttt") is not None


@given(st.text())
def test_any_text_is_a_key_or_none(text: str):
    parsed = keys.parse_key(text)
    assert parsed is None or len(parsed.locator.split()) == 2


@given(RAW_CODE)
def test_a_made_code_is_read_as_it_was_made(raw: bytes):
    body = keys.parse_code(keys.make_code(raw))
    assert body and len(body) == 26


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.lower(),
        CODE.replace("-", ""),
        CODE.replace("-", " "),
        CODE.replace("-", "\u2011"),
        CODE.replace("-", "\u2014"),
        f" {CODE}\n",
        CODE.replace("0", "O"),
        CODE.replace("0", "o").replace("1", "l"),
        CODE.replace("1", "I"),
        "".join(chr(ord(c) + 0xFEE0) for c in CODE),
    ],
)
def test_a_code_may_be_typed_in_many_ways(typed: str):
    assert keys.parse_code(typed) == BODY


@pytest.mark.parametrize(
    "typed", ["", "-", CODE[:-1], CODE + "0", "u" * 27, "\x00" * 27, "🙂" * 27]
)
def test_refuses_what_is_no_code(typed: str):
    assert keys.parse_code(typed) is None


@given(RAW_CODE)
def test_the_check_symbol_catches_every_slip_of_one_character(raw: bytes):
    code = keys.make_code(raw).replace("-", "").lower()
    for place, right in enumerate(code):
        wrong = set(CHECK_ALPHABET) - {right}
        slips = (code[:place] + other + code[place + 1 :] for other in wrong)
        assert not [slip for slip in slips if keys.parse_code(slip)]


@given(RAW_CODE)
def test_the_check_symbol_catches_every_pair_changed_about(raw: bytes):
    code = keys.make_code(raw).replace("-", "").lower()
    for n in range(len(code) - 1):
        turned = code[:n] + code[n + 1] + code[n] + code[n + 2 :]
        assert turned == code or keys.parse_code(turned) is None


def test_what_is_stored_of_a_code_is_its_sha256():
    assert keys.code_digest(BODY) == hashlib.sha256(BODY.encode()).hexdigest()


def test_the_locator_is_nothing_without_the_pepper():
    one = keys.locator_digest(PEPPER, PARSED.locator)
    assert one == keys.locator_digest(PEPPER, PARSED.locator)
    assert one != keys.locator_digest(OTHER_PEPPER, PARSED.locator)
    assert one != keys.locator_digest(PEPPER, "amber cloud")
    assert len(one) == 64


def test_a_forms_token_always_derives_the_same():
    one = keys.derive(PEPPER, "token", "key")
    assert one == keys.derive(PEPPER, "token", "key")
    assert len(one) >= keys.KEY_WORDS * keys.WORD_BYTES


@pytest.mark.parametrize(
    ("pepper", "token", "purpose"),
    [
        (OTHER_PEPPER, "token", "key"),
        (PEPPER, "taken", "key"),
        (PEPPER, "token", "code"),
        (PEPPER, "ytoken", "ke"),
    ],
)
def test_what_is_derived_depends_on_everything(pepper: bytes, token: str, purpose: str):
    assert keys.derive(pepper, token, purpose) != keys.derive(PEPPER, "token", "key")


def test_a_derivation_is_not_a_locator():
    derived = keys.derive(PEPPER, "amber bridge", "locator")[:32]
    assert derived.hex() != keys.locator_digest(PEPPER, "amber bridge")


def test_the_word_list_is_normal():
    for word in keys.key_words():
        assert word == unicodedata.normalize("NFKC", word).lower()
