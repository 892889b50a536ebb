"""The doors shut for a while: none of them may run, so nobody writes and nobody reads.

Readers meet the page that says the forum is resting; help and every static page stay open.
"""

import json

from backup.home import Home
from grants import GRANTS

# The longest that a door or the worker may still be at work.
STILL_AT_WORK_SECONDS = 60


def shares(place: Home) -> str:
    """How many of each door may run at once, where the stack says so: for `reopen`, as text."""
    if place.here:
        return "{}"
    client = place.place.client("lambda")
    found = {
        door: client.get_function_concurrency(FunctionName=_function(place, door))
        for door in GRANTS
    }
    numbers = {door: each.get("ReservedConcurrentExecutions") for door, each in found.items()}
    return json.dumps({door: number for door, number in numbers.items() if number})


def shut(place: Home) -> None:
    """From when this returns no door runs. On this machine there is none to shut."""
    if place.here:
        return
    for door in GRANTS:
        place.place.client("lambda").put_function_concurrency(
            FunctionName=_function(place, door), ReservedConcurrentExecutions=0
        )
    place.wait(STILL_AT_WORK_SECONDS)


def reopen(place: Home, shares: str) -> None:
    """The doors may run again, as the stack made them."""
    if place.here:
        return
    numbers, client = json.loads(shares), place.place.client("lambda")
    for door in GRANTS:
        name = _function(place, door)
        if door in numbers:
            client.put_function_concurrency(
                FunctionName=name, ReservedConcurrentExecutions=numbers[door]
            )
        else:
            client.delete_function_concurrency(FunctionName=name)


def _function(place: Home, door: str) -> str:
    return f"{place.place.name}-{door}"
