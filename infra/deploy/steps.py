"""The steps of a command, told one by one; what stops one is said in words, with what to do.

A step is a row: a slug, what it says while it works, and a function that yields what a person
should know. It finds out by itself what is there already.
"""

import contextlib
import errno
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from deploy import answers
from deploy.answers import Stop

# With the words that were typed after it: make deploy alone would forget LEAD=Rowan.
AGAIN = "Run the same make {command} again: it goes on from here."
STOPPED = "\n\nStopped. " + AGAIN
UNKNOWN = """Something went wrong that Leanto does not know: {kind}.
The details are in {log}. Please tell us, with that file: it holds no member's words."""
FILES = "This computer could not do it: {why}{file}."
FULL = """
The disk is full. In CloudShell 1 GB fits into the home folder: du -sh ~/* ~/.??* says what takes
it."""
Say = Callable[..., None]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step: `run` takes the place and yields what a person should know."""

    slug: str
    words: str
    run: Callable[[Any], Iterable[str]]


def run(steps: Sequence[Step], place: Any, command: str, say: Say, log: Path) -> int:
    """All steps, in order; the exit code. Nothing that a step raises shows a traceback."""
    for number, step in enumerate(steps, 1):
        say(f"{number} of {len(steps)}  {step.words} … ", end="", flush=True)
        try:
            notes = [note for note in step.run(place) if note]
        except Stop as stop:
            return _stopped(stop, command, say)
        except (BotoCoreError, ClientError) as error:
            return _stopped(answers.of(error), command, say)
        except KeyboardInterrupt:
            say(STOPPED.format(command=command))
            return 130
        except OSError as error:
            _keep(log)
            return _stopped(Stop(_of_files(error)), command, say)
        except Exception as error:
            _keep(log)
            words = UNKNOWN.format(kind=type(error).__name__, log=log)
            return _stopped(Stop(words), command, say)
        say("done")
        for note in notes:
            say(_indented(note))
    return 0


def _stopped(stop: Stop, command: str, say: Say) -> int:
    say(f"stopped\n\n{stop}")
    if stop.again:
        say(f"\n{AGAIN.format(command=command)}")
    return 1


def _indented(note: str) -> str:
    return "\n".join(f"        {line}" if line else "" for line in note.splitlines())


def _of_files(error: OSError) -> str:
    """What the computer itself refused: a file that is not there, a disk that is full."""
    file = f" ({error.filename})" if error.filename else ""
    words = FILES.format(why=error.strerror or error, file=file)
    return words + FULL if error.errno == errno.ENOSPC else words


def _keep(log: Path) -> None:
    with contextlib.suppress(OSError), log.open("a", encoding="utf-8") as file:
        file.write(traceback.format_exc())
