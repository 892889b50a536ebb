"""One deployment at a time on a machine, also when the last one was killed.

The lock is a file that stays open in every program that a run calls. When the run itself is killed,
a program of its may still be at work; the next run waits for that one to end.
"""

import contextlib
import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path

WAITING = "Another run of this is still at work here. This one waits for it to end."


@contextlib.contextmanager
def alone(file: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Holds the lock, and waits for it as long as it takes."""
    with file.open("a") as lock:
        os.set_inheritable(lock.fileno(), True)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(WAITING)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
