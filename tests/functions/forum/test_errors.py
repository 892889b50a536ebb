"""All the mistakes of a form at once, and nothing else held back."""

import pytest

from forum.errors import FieldError, Gone, Incomplete, Refusal, TooLong, check_all


def refuses(kind: type[Refusal], *names: str):
    def check() -> None:
        raise kind(fields=tuple(FieldError(field=name, reason="x") for name in names))

    return check


@pytest.mark.parametrize(
    ("kinds", "refused"),
    [
        ((TooLong, Incomplete), Incomplete),
        ((Incomplete, TooLong), Incomplete),
        ((TooLong, TooLong), TooLong),
    ],
)
def test_names_every_mistake_in_order(kinds: tuple[type[Refusal], ...], refused: type[Refusal]):
    with pytest.raises(refused) as wrong:
        check_all(refuses(kinds[0], "a", "b"), lambda: None, refuses(kinds[1], "c"))
    assert [each.field for each in wrong.value.fields] == ["a", "b", "c"]


def test_lets_a_good_form_through():
    check_all(lambda: "fine")


def test_waits_for_no_other_refusal():
    with pytest.raises(Gone):
        check_all(refuses(TooLong, "a"), refuses(Gone))
