"""The two bundles: what each is locked to, how large it may be, and what of ours is not in it.

What checks passkeys brings a library of cryptography that weighs more than all the rest. Only the
staff door needs it, so it has a bundle of its own, and the others start as fast as they did.
"""

from dataclasses import dataclass
from pathlib import Path

from packing.wheels import LOCK, STAFF_LOCK


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A bundle by its name; `left_out` begins the names of files of ours that it does not hold."""

    name: str
    lock: Path
    zipped_bytes_at_most: int
    left_out: tuple[str, ...]


FORUM = Kind(
    name="functions",
    lock=LOCK,
    zipped_bytes_at_most=3_500_000,
    left_out=("staff.py", "web/staff/"),
)
STAFF = Kind(
    name="staff",
    lock=STAFF_LOCK,
    zipped_bytes_at_most=10_000_000,
    left_out=(
        *("auth.py", "member.py", "moderator.py", "worker.py"),
        *("web/auth/", "web/member/", "web/moderator/"),
    ),
)
KINDS = (FORUM, STAFF)
