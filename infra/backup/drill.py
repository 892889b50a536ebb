"""The restore drill (O4): a backup is only one when it has been brought back.

Restores to side tables, erases there what is in the ledger, compares, says pass or fail, and takes
the side tables away. With an explicit word it puts them in the place of the tables in use, if
nothing failed. Each step finds out what is there already, so a run that was cut off is ended by the
next.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from backup import checks, logged, pause, replay, side, swap
from backup.checks import Finding
from backup.home import Home
from deploy.answers import Stop
from deploy.steps import Step
from forum import times

FAILED = """The drill failed: what is marked FAIL above.
The tables in use were not touched."""
NOT_SWAPPED = "Nothing was put in the place of the tables in use, as something failed."
SWAPPED = """The tables in use are as they were at {at}. Items written: {written:,}. Items that
came later, and are gone: {gone:,}. Everybody signs in again. Roles are as they were then: look at
who has one."""
ONE_MOMENT = """An export is of one moment, and so is {file}: AT chooses nothing there. Leave AT
out; or leave FILE out, where AWS itself can go back."""
BEGUN = """A swap was begun here and did not end: the tables in use are neither old nor new, and the
doors may be shut. End it with the same command as then, with SWAP=yes."""


@dataclass
class Drill:
    """What is asked for: a moment, or a file; and whether to swap. And what was found."""

    now: datetime
    at: datetime | None = None
    file: Path | None = None
    swaps: bool = False
    moment: datetime | None = None
    findings: list[Finding] = field(default_factory=list)

    def steps(self) -> tuple[Step, ...]:
        """In order."""
        taken = [
            Step(slug="restore", words="Restoring the tables to the side", run=self.restore),
            Step(slug="wait", words="Waiting until they are there", run=self.wait),
            Step(slug="erase", words="Erasing what was taken back since", run=self.erase),
            Step(slug="compare", words="Looking at what was restored", run=self.compare),
        ]
        if self.swaps:
            words = "Putting it in the place of the tables in use, while the forum rests"
            taken.append(Step(slug="swap", words=words, run=self.swap))
        return (
            *taken,
            Step(slug="tidy", words="Taking the side tables away", run=self.tidy),
            Step(slug="verdict", words="The drill", run=self.verdict),
        )

    def restore(self, place: Home) -> Iterator[str]:
        """From a file if one is named or AWS has no recovery of these tables; else from AWS."""
        place.check_there()
        if self.file:
            place.check_file(self.file)
        if side.mark(place, side.SWAP) and not self.swaps:
            raise Stop(BEGUN)
        recovery = side.recovers(place)
        file = self.file or (None if recovery else side.newest_export(place))
        if file:
            if self.at:
                raise Stop(ONE_MOMENT.format(file=file.name), again=False)
            self.moment = side.from_export(place, file)
            yield f"From {file.name}."
        elif recovery:
            self.moment = side.from_recovery(place, self.at)
            yield "From AWS's own recovery. This takes from minutes to hours."
        else:
            names = {"table": place.table("forum"), "folder": place.folder}
            raise Stop(side.NO_RECOVERY.format(**names))
        yield f"As it was at {times.stamp(self.moment)}."

    def wait(self, place: Home) -> Iterable[str]:
        """Until AWS has made them."""
        side.wait(place)
        return ()

    def erase(self, place: Home) -> Iterator[str]:
        """The ledgers in use and the restored one, all of them, before anybody could read."""
        count = replay.replay(place.side, replay.ledger(place))
        yield f"Erased again: {count}."

    def compare(self, place: Home) -> Iterator[str]:
        """Says pass or fail of each thing."""
        self.findings = checks.examine(place, replay.ledger(place))
        yield from map(str, self.findings)

    def swap(self, place: Home) -> Iterator[str]:
        """Only after everything passed."""
        if not self._passed or self.moment is None:
            yield NOT_SWAPPED
            return
        if not side.mark(place, side.SWAP):
            side.set_mark(place, side.SWAP, pause.shares(place))
        pause.shut(place)
        replay.replay(place.side, replay.ledger(place))
        done = swap.swap(place, times.epoch(self.now))
        logged.note(place, logged.RESTORE, self.now)
        pause.reopen(place, side.mark(place, side.SWAP))
        yield SWAPPED.format(at=times.stamp(self.moment), **done)

    def tidy(self, place: Home) -> Iterable[str]:
        """Nothing of it is left."""
        side.remove(place)
        return ()

    def verdict(self, place: Home) -> Iterator[str]:
        """The exit code of the command."""
        if not self._passed:
            raise Stop(FAILED)
        yield "Passed: what was restored is whole, and nothing that was erased is in it."

    @property
    def _passed(self) -> bool:
        return bool(self.findings) and all(each.passed for each in self.findings)
