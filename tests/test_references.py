"""What counts as a citation, and what does not; `test_docs` looks for them in all code."""

import pytest

from support.references import ids, strangers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Coarse (A6).", {"A6"}),
        ("Its states (F6, F7): these.", {"F6", "F7"}),
        ("refused (`Incomplete`, C4).", {"C4"}),
        ("denied (T-AUTHZ)", {"T-AUTHZ"}),
        ("two sheets of A4 (297 by 210)", set()),
        ("the week (2026-W48)", set()),
    ],
)
def test_an_id_is_seen_where_it_is_cited(text: str, found: set[str]):
    assert ids(text) == found


@pytest.mark.parametrize("text", ["see security.md", "moderation.md 5.2", "DESIGN section 7", "§5"])
def test_a_stranger_is_seen(text: str):
    assert strangers(text)


@pytest.mark.parametrize("text", ["see SECURITY.md", "store/README.md", "this section is short"])
def test_what_is_here_may_be_named(text: str):
    assert not strangers(text)
