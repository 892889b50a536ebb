"""A detail goes wherever it stands, as whole words, and nothing else changes (M13)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum import details

MARK = "[out]"
TEXT = st.text(alphabet="ab .,-\nÄß", max_size=40)


@pytest.mark.parametrize(
    ("text", "detail", "left"),
    [
        ("I live in Elm Street.", "Elm Street", "I live in [out]."),
        ("ELM STREET, elm  street, Elm\nStreet", "Elm Street", "[out], [out], [out]"),
        ("The elms of Elmswood", "elm", "The elms of Elmswood"),
        ("Write to a.b+c@example.org!", "a.b+c@example.org", "Write to [out]!"),
        ("Call 0100 000 (ask for me)", "(ask for me)", "Call 0100 000 [out]"),
        ("Grüße aus Köln", "KÖLN", "Grüße aus [out]"),
        ("**Elm** Street", "Elm", "**[out]** Street"),
        (r"a\1 b", r"a\1", "[out] b"),
    ],
)
def test_goes_wherever_it_stands(text: str, detail: str, left: str):
    assert details.take_out(text, (detail,), MARK) == left
    assert details.found(detail, text) == (text != left)


def test_each_line_is_one_and_each_is_named_once():
    assert details.details_of(" Elm  Street \n\nElm Street\n 12\n") == ("Elm Street", "12")
    assert details.details_of(" \n ") == ()


@pytest.mark.parametrize(
    ("text", "out", "nothing"),
    [("Elm Street!", ("Elm Street",), True), ("At Elm Street", ("Elm Street",), False)],
)
def test_sees_when_nothing_would_be_left(text: str, out: tuple[str, ...], nothing: bool):
    assert details.nothing_else(text, out) == nothing


@given(TEXT, TEXT)
def test_what_is_taken_out_is_not_there_any_more_and_the_rest_is(text: str, typed: str):
    out = details.details_of(typed)
    left = details.take_out(text, out, "§")
    assert not any(details.found(detail, left) for detail in out)
    kept = iter(text)
    assert all(letter in kept for letter in left if letter != "§")
    if not any(details.found(detail, text) for detail in out):
        assert left == text
