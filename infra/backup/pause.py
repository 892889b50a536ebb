"""The doors shut for a while: none of them may run, so nobody writes and nobody reads.

Readers meet the page that says the forum is resting; help and every static page stay open.
"""

from botocore.exceptions import ClientError

from backup.home import Home
from deploy import answers
from grants import GRANTS

# The longest that a door or the worker may still be at work.
STILL_AT_WORK_SECONDS = 60


def shut(place: Home) -> None:
    """From when this returns no door runs. On this machine there is none to shut."""
    if place.here:
        return
    for door in GRANTS:
        place.place.client("lambda").put_function_concurrency(
            FunctionName=f"{place.place.name}-{door}", ReservedConcurrentExecutions=0
        )
    place.wait(STILL_AT_WORK_SECONDS)


def reopen(place: Home) -> None:
    """The doors may run again, as the stack made them."""
    if place.here:
        return
    for door in GRANTS:
        try:
            place.place.client("lambda").delete_function_concurrency(
                FunctionName=f"{place.place.name}-{door}"
            )
        except ClientError as error:
            if answers.code(error) != "ResourceNotFoundException":
                raise
