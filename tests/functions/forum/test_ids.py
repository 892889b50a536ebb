"""Ids are 128 random bits, carry nothing, and nothing else reaches a key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum import ids


@given(st.binary(min_size=16, max_size=16))
def test_every_id_is_an_id(raw: bytes):
    made = ids.encode(raw)
    assert len(made) == 26
    assert ids.is_id(made)


@given(st.binary(min_size=16, max_size=16), st.binary(min_size=16, max_size=16))
def test_two_ids_are_one_only_when_their_bytes_are(one: bytes, other: bytes):
    assert (ids.encode(one) == ids.encode(other)) == (one == other)


@pytest.mark.parametrize(("raw", "made"), [(bytes(16), "0" * 26), (b"\xff" * 16, "7" + "z" * 25)])
def test_the_ends_of_the_range(raw: bytes, made: str):
    assert ids.encode(raw) == made


@pytest.mark.parametrize("size", [0, 15, 17])
def test_refuses_another_number_of_bytes(size: int):
    with pytest.raises(ValueError, match="16 bytes"):
        ids.encode(bytes(size))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0" * 25,
        "0" * 27,
        "8" + "0" * 25,
        "0" * 25 + "\n",
        "0" * 26 + "\n",
        "0" * 25 + "i",
        "0" * 25 + "L",
        "0" * 25 + "#",
        "0" * 25 + "٣",
        "post#" + "0" * 21,
        "０" * 26,
    ],
)
def test_nothing_else_is_an_id(text: str):
    assert not ids.is_id(text)
