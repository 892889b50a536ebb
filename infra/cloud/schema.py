"""The four tables as the stack makes them: indexes, and what is done for their safety. Data alone.

`functions/store/tables.py` says the same for tests and for one machine; a test holds the two to
each other. The kinds of tables are by trust, so that a role can be granted one and not another.
"""

from dataclasses import dataclass

EXPIRES = "expires"


@dataclass(frozen=True, kw_only=True)
class Index:
    """A sparse index; `only` names what it copies, or all when it is empty."""

    name: str
    pk: str
    sk: str
    only: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Shape:
    """`kept`: recovery of seven days, protected from deletion, retained when the stack goes."""

    indexes: tuple[Index, ...] = ()
    kept: bool = True
    stream: bool = False


OWN = ("id", "thread_id", "space", "seq", "state", "hold", "at", "source")
CASE = (
    "target_kind",
    "target_id",
    "space",
    "worry",
    "guideline",
    "hold",
    "priority",
    "at",
    "due_at",
    "state",
    "version",
)
TABLES: dict[str, Shape] = {
    "forum": Shape(
        indexes=(
            Index(name="activity", pk="listed_in", sk="activity"),
            Index(name="due", pk="due", sk="due_at"),
            Index(name="own", pk="own", sk="own_at", only=OWN),
        )
    ),
    "identity": Shape(),
    "safety": Shape(
        indexes=(Index(name="queue", pk="queue", sk="queue_order", only=CASE),), stream=True
    ),
    "ephemeral": Shape(kept=False),
}
