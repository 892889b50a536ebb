"""The most that each table and index may use in a second: what bounds the bill. Data alone."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Units:
    """Read and write units a second."""

    read: int
    write: int


# By table, then by index; "" is the table itself.
UNITS: dict[str, dict[str, Units]] = {
    "forum": {
        "": Units(read=100, write=20),
        "activity": Units(read=50, write=20),
        "due": Units(read=10, write=20),
        "own": Units(read=10, write=20),
    },
    "identity": {"": Units(read=20, write=10)},
    "safety": {"": Units(read=50, write=20), "queue": Units(read=20, write=20)},
    "ephemeral": {"": Units(read=50, write=50)},
}


@dataclass(frozen=True)
class Throttle:
    """Requests a second, steadily and at once."""

    rate: int
    burst: int


# Together 20 a second and a burst of 100.
THROTTLES = {"auth": Throttle(3, 20), "member": Throttle(14, 60), "moderator": Throttle(3, 20)}
