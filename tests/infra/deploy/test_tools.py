"""A program that deploying calls is waited for, told by its last lines, and finds our Node."""

import os
import sys
from pathlib import Path

import pytest

from deploy import tools
from deploy.answers import Stop
from deploy.place import Place

WAITS = "import sys; open(sys.argv[1]).read()"


def test_a_long_wait_is_shown(tmp_path: Path) -> None:
    """The program waits for a pipe, and only being shown lets it go on."""
    pipe, ticks = tmp_path / "pipe", list[str]()
    os.mkfifo(pipe)

    def tick() -> None:
        ticks.append(".")
        if len(ticks) == 1:  # a second time nobody may be there to read
            pipe.write_text("on")

    place = Place(region="eu-west-2", made=tmp_path, tick=tick)
    tools.call(place, "Waiting", [sys.executable, "-c", WAITS, pipe], tick_seconds=0.05)


def test_what_fails_is_told_by_its_last_lines_and_all_of_it_is_kept(tmp_path: Path) -> None:
    place = Place(region="eu-west-2", made=tmp_path)
    (tmp_path / "deploy.log").write_text("an earlier run\n")
    script = "print(*range(100), sep='\\n'); print('no room'); raise SystemExit(3)"
    with pytest.raises(Stop) as stop:
        tools.call(place, "Building", [sys.executable, "-c", script])
    said = str(stop.value)
    assert said.startswith("Building did not work:") and "99\nno room" in said
    assert "\n80\n" not in said and "earlier" not in said and str(place.log) in said
    kept = place.log.read_text("utf-8")
    assert "an earlier run" in kept and "\n80\n" in kept


def test_a_program_finds_our_node_before_any_other_and_the_region_of_the_file() -> None:
    shell = {"PATH": "/usr/bin", "AWS_REGION": "us-east-1", "HOME": "/home/rowan"}
    found = tools.environment(Place(region="eu-west-2"), shell)
    assert found["PATH"].startswith(f"{tools.NODE.parent}:")
    assert found["JSII_NODE"] == str(tools.NODE)
    assert (found["AWS_REGION"], found["HOME"]) == ("eu-west-2", "/home/rowan")
