"""What bounds the bill: units of tables, requests of doors, functions at work. Data alone.

`make cost` adds up the month in which all of this is used, day and night; it must stay under 300
dollars. So every number is a choice between a flood and a bill:

- Writes of a table or index hold the heaviest call of each ordinary act in one second: a reply with
  two people to tell, somebody who joins, a report, a decision on one (tested). The limits of pace
  allow less in the long run. Very long posts cost more at once; a table that was quiet may go over
  its cap for a while, as DynamoDB's pages on maximum throughput say.
- Reads and requests hold ten times the busiest hour of 1,000 members with 20,000 pages a day.

A larger community raises them, and reads in `make cost` what that may cost at worst.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Units:
    """Read and write units a second."""

    read: int
    write: int


# By table, then by index; "" is the table itself.
UNITS: dict[str, dict[str, Units]] = {
    "forum": {
        "": Units(read=28, write=15),
        "activity": Units(read=4, write=2),
        "due": Units(read=1, write=2),
        "own": Units(read=2, write=2),
    },
    "identity": {"": Units(read=3, write=8)},
    "safety": {"": Units(read=7, write=12), "queue": Units(read=2, write=2)},
    "ephemeral": {"": Units(read=10, write=6)},
}


@dataclass(frozen=True)
class Throttle:
    """Requests a second, steadily and at once."""

    rate: int
    burst: int


# Together 9 a second and a burst of 110.
THROTTLES = {
    "auth": Throttle(1, 20),
    "member": Throttle(6, 60),
    "moderator": Throttle(1, 20),
    "staff": Throttle(1, 10),
}


# A door uses 80 MB and 3 to 6 ms of a whole processor for a page; Lambda gives a share of one by
# memory, so a page takes about 40 ms. All that functions cost at worst goes by this number.
MEMORY_MB = 320
# How many of each function may run at once, where the account has more than these and the hundred
# that AWS keeps back. A new account has ten for all of them together.
RESERVED = {"auth": 2, "member": 4, "moderator": 2, "staff": 1, "worker": 1}
