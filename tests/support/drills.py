"""A restore drill, as the command runs it."""

from backup.drill import Drill
from backup.home import Home
from deploy import steps


def run(place: Home, drill: Drill, only: int = 99) -> tuple[int, str]:
    """The exit code and all that was said; `only` so many steps, as when it is cut off."""
    said: list[str] = []

    def say(words: str = "", **_: object) -> None:
        said.append(words)

    log = place.place.made / "log"
    return steps.run(drill.steps()[:only], place, "restore-drill", say, log), "\n".join(said)
