"""What a form sent: named fields only, and the same form again when a rule says no.

A view that writes names the view that can show its form again; the words typed are never lost.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from flask import current_app, g, request

from forum import ids
from forum.errors import Refused

View = TypeVar("View", bound=Callable[..., Any])
NUMBER_DIGITS = 9


def fields(*names: str) -> Callable[[View], View]:
    """Declares the fields that a writing view takes; an unknown field is refused before it runs."""

    def declare(view: View) -> View:
        view.fields = frozenset(names)  # type: ignore[attr-defined]
        return view

    return declare


def again(show: Callable[..., Any]) -> Callable[[View], View]:
    """Declares how a refused form is shown again: `show(**view_args)` reads `values()`, and the
    page has the mistakes.
    """

    def declare(view: View) -> View:
        view.again = show  # type: ignore[attr-defined]
        return view

    return declare


def check_fields(view: Callable[..., Any], sent: Mapping[str, Any]) -> None:
    """Refuses a field that the view did not declare, and one sent twice."""
    allowed: frozenset[str] = getattr(view, "fields", frozenset())
    if any(name not in allowed for name in sent) or any(len(v) != 1 for v in sent.values()):
        raise Refused


def text(name: str) -> str:
    """A field's text, or nothing."""
    return str(sent().get(name, ""))


def ticked(name: str) -> bool:
    """Whether a box was ticked."""
    return text(name) != ""


def number(name: str) -> int:
    """A whole number that one of our forms wrote; anything else is `Refused`."""
    value = text(name)
    if not value.isascii() or not value.isdigit() or len(value) > NUMBER_DIGITS:
        raise Refused
    return int(value)


def opaque(name: str) -> str:
    """An id that one of our forms wrote; anything else is `Refused`."""
    value = text(name)
    if not ids.is_id(value):
        raise Refused
    return value


def new_id() -> str:
    """A fresh opaque id for a form to carry, so that sending it twice makes one thing."""
    return ids.encode(current_app.config["RANDOM"](ids.ID_BYTES))


def sent() -> Mapping[str, str]:
    """The fields of this request, as admission read them."""
    found: Mapping[str, str] = g.get("sent", {})
    return found


def values(**defaults: Any) -> dict[str, Any]:
    """What a form shows: what was typed when it is shown again, else the defaults."""
    typed = sent() if request.method == "POST" else {}
    return {name: typed.get(name, default) for name, default in defaults.items()}
