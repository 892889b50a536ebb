"""A value from a mapping that an older or a newer Leanto wrote."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar

Kind = TypeVar("Kind")


def known(kind: type[Kind], entry: Mapping[str, Any], **made: Any) -> Kind:
    """A `kind` from what it knows of the entry; what is missing gets its default, and `made` stands
    in for what has to be a value of its own.
    """
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    return kind(**{name: entry[name] for name in names if name in entry} | made)
