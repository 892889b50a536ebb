"""The Makefile finds a Python that is new enough, and leaves the choice to whoever has one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support.references import ROOT

TOO_OLD = "#!/bin/sh\nexit 1\n"


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder of programs in which python3 is too old, and python3.12 is not."""
    (tmp_path / "python3").write_text(TOO_OLD)
    (tmp_path / "python3").chmod(0o755)
    (tmp_path / "python3.12").symlink_to(sys.executable)
    return tmp_path


def chosen(programs: Path, *words: str) -> str:
    make = shutil.which("make")
    assert make
    show = ["--no-print-directory", "--eval", "show: ; $(info $(PYTHON))", "show"]
    done = subprocess.run(
        [make, "-C", ROOT, *show, *words],
        env={"PATH": f"{programs}"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()[0]


def test_an_older_python3_is_passed_over(programs: Path) -> None:
    assert chosen(programs) == "python3.12"


def test_a_python3_that_will_do_is_taken(programs: Path) -> None:
    (programs / "python3").unlink()
    (programs / "python3").symlink_to(sys.executable)
    assert chosen(programs) == "python3"


def test_a_python_that_is_named_is_taken(programs: Path) -> None:
    assert chosen(programs, "PYTHON=python3.13") == "python3.13"


def test_without_any_the_usual_one_is_named_so_that_make_says_what_is_lacking(
    programs: Path,
) -> None:
    (programs / "python3.12").unlink()
    assert chosen(programs) == "python3"


NO_NETWORK = """#!/bin/sh
test "$1" = -c && exec {python} "$@"
mkdir -p "$4/bin"
printf '#!/bin/sh\\nexit 1\\n' > "$4/bin/python"
chmod +x "$4/bin/python"
"""


def test_what_works_with_aws_is_fetched_with_a_word_and_a_failure_says_what_to_do(
    tmp_path: Path,
) -> None:
    fake = tmp_path / "fake-python"
    fake.write_text(NO_NETWORK.format(python=sys.executable))
    fake.chmod(0o755)
    (tmp_path / "infra" / "cloud").mkdir(parents=True)
    (tmp_path / "infra" / "cloud" / "requirements.txt").touch()
    command = ["make", "-f", ROOT / "Makefile", "deploy", f"PYTHON={fake}"]
    # The one that runs the tests would have it say where it is.
    shell = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    done = subprocess.run(
        command, cwd=tmp_path, env=shell, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    (said,) = done.stdout.splitlines()
    assert said.startswith("Fetching what works with AWS, once: some minutes, and about 800 MB in")
    assert "Look at the internet connection, and at the room on the disk" in done.stderr
    assert not list((tmp_path / ".leanto").glob("cloud-*"))


@pytest.mark.parametrize("word", ["SWAP=true", "LOCAL=no", "AWS=1", "OLD=YES"])
def test_a_word_that_is_only_ever_yes_is_not_guessed_at(word: str) -> None:
    command = ["make", "-n", "help", word]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert f"{word} is not understood: write {word.partition('=')[0]}=yes" in done.stderr
    assert subprocess.run([*command[:3], "SWAP=yes"], cwd=ROOT, capture_output=True).returncode == 0
