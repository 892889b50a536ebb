"""One run at a time, and a program of a run that was killed counts as that run."""

import subprocess
import sys
import threading
from pathlib import Path

from deploy import alone
from support.references import ROOT

KEEPER = """
import subprocess, sys
from pathlib import Path
from deploy.alone import alone
with alone(Path(sys.argv[1]), print):
    subprocess.Popen(["cat"], close_fds=False)
    print("begun", flush=True)
    sys.stdin.read()
"""


def test_a_free_place_is_taken_at_once(tmp_path: Path) -> None:
    said: list[str] = []
    for _ in range(2):
        with alone.alone(tmp_path / "lock", said.append):
            pass
    assert said == []


def test_it_waits_for_what_a_killed_run_has_left_at_work(tmp_path: Path) -> None:
    waiting, entered = threading.Event(), threading.Event()

    def enter() -> None:
        with alone.alone(tmp_path / "lock", lambda words: waiting.set()):
            entered.set()

    command = [sys.executable, "-c", KEEPER, str(tmp_path / "lock")]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, env={"PYTHONPATH": str(ROOT / "infra")}
    ) as run:
        assert run.stdout and run.stdin
        assert run.stdout.readline() == b"begun\n"
        run.kill()
        run.wait()
        thread = threading.Thread(target=enter)
        thread.start()
        assert waiting.wait(20) and not entered.is_set()
        run.stdin.close()  # what it had started comes to its end
        thread.join(20)
    assert entered.is_set()
