"""What the deployer does with everybody's words is in the log that every moderator reads."""

from datetime import datetime

from backup.home import Home
from forum import times
from forum.moderation.audit import Event
from store.moderation import audit

COPY, RESTORE = "copy", "restore"


def note(place: Home, event: str, now: datetime) -> None:
    """Adds to the log that a copy was taken, or that everything was brought back from one."""
    place.shelves()
    audit.add_event(
        Event(
            at=times.stamp(times.quarter(now)),
            actor_role="deployer",
            actor_id="",
            event=event,
            target="",
            reason="",
        )
    )
