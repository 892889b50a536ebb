"""The paces as the build tells them to the functions, with what a community changes."""

import limits
from forum import pace


def paces(**changed: int) -> dict[str, pace.Pace]:
    """Every pace by its name: `paces(reply_per_hour=12)`."""
    return dict(pace.read(limits.paces(changed)))


PACES = paces()
