"""Pseudonyms are generated, never chosen; a moderator's name never looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum import names

RAW = st.binary(min_size=names.NAME_BYTES, max_size=names.NAME_BYTES)


def test_there_are_at_least_36_million():
    made = len(names.adjectives()) * len(names.nouns()) * names.NUMBERS
    assert made >= 36_000_000


@pytest.mark.parametrize("words", [names.adjectives(), names.nouns()])
def test_no_word_is_there_twice(words: tuple[str, ...]):
    assert len(words) == len(set(words))
    assert all(word.isascii() and word.isalpha() and word.islower() for word in words)


@given(RAW)
def test_every_name_could_have_been_offered(raw: bytes):
    assert names.is_generated(names.make_name(raw))


@given(RAW)
def test_numbers_have_three_digits(raw: bytes):
    assert 100 <= int(names.make_name(raw).split(" ")[2]) <= 999


@given(RAW)
def test_no_generated_name_could_be_a_moderators(raw: bytes):
    made = names.make_name(raw)
    assert not names.is_staff_name(made)
    assert not names.is_staff(made)


def test_a_name_is_never_typed():
    adjective, noun = names.adjectives()[0].title(), names.nouns()[0].title()
    assert names.is_generated(f"{adjective} {noun} 100")
    for typed in (
        "",
        "Moderator Jane 100",
        f"{adjective} {noun}",
        f"{adjective} {noun} 99",
        f"{adjective} {noun} 1000",
        f"{adjective} {noun} 012",
        f"{adjective} {noun} 1٣0",
        f"{adjective} {noun} 100 ",
        f"{adjective}  {noun} 100",
        f"{adjective.lower()} {noun} 100",
        f"{adjective.upper()} {noun} 100",
        f"{noun} Nobody 100",
        f"{adjective} {noun} 100\n",
    ):
        assert not names.is_generated(typed), typed


@pytest.mark.parametrize(
    "name", ["Mo", "Rowan", "Anne-Marie", "O'Neill", "Mary Ann", "Zoë", "أمل", "Nguyễn"]
)
def test_a_moderators_name_is_a_word_or_two(name: str):
    assert names.is_staff_name(name)
    assert names.is_staff(name)


@pytest.mark.parametrize(
    "name",
    ["", "M", "Mo ", " Mo", "Mo  Bo", "Mo Bo Jo", "Mo7", "-Mo", "Mo-", "M" * 31, "Mo\n", "M_o"],
)
def test_refuses_another_shape_of_moderators_name(name: str):
    assert not names.is_staff_name(name)


@pytest.mark.parametrize("name", ["Quiet Heron 482", "quiet  heron 482", " QUIET HERON 482 "])
def test_case_and_spaces_do_not_make_another_name(name: str):
    assert names.name_key(name) == "quiet-heron-482"
