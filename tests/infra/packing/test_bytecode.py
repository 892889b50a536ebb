"""Bytecode in the place of sources: the same program, the same bytes, for the right Python."""

import subprocess
import sys
from importlib.util import MAGIC_NUMBER
from pathlib import Path

import pytest

from packing import bytecode, compiler
from support import lambda_python
from support.bundles import Bundle

SOURCE = '''"""What it is."""

from __future__ import annotations


def only_words():
    """Nothing else."""


async def later(x: int) -> int:
    """Later."""
    assert x, "kept"
    return x


class Thing:
    """A thing."""

    def name(self) -> str:
        "Of it."
        return "thing"


def main() -> None:
    print(__doc__, only_words(), only_words.__doc__, Thing.__doc__, Thing().name())
'''


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "__init__.py").write_text("")
    (tmp_path / "inner" / "thing.py").write_text(SOURCE)
    return tmp_path


def test_a_folder_runs_without_its_sources(folder: Path):
    bytecode.compile_bundle(folder, Path(sys.executable))
    assert sorted(path.name for path in (folder / "inner").iterdir()) == [
        "__init__.pyc",
        "thing.pyc",
    ]
    code = f"import sys; sys.path.insert(0, {str(folder)!r}); from inner import thing; thing.main()"
    said = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True)
    assert said.stdout == "None None None A thing. thing\n", said.stderr


def test_what_a_program_asserts_stays(folder: Path):
    made = compiler.bytecode(SOURCE.encode(), "inner/thing.py")
    assert b"kept" in made and b"Later." not in made


def test_the_same_source_gives_the_same_bytes_wherever_it_lay(folder: Path, tmp_path: Path):
    bytecode.compile_bundle(folder, Path(sys.executable))
    made = (folder / "inner" / "thing.pyc").read_bytes()
    assert str(folder).encode() not in made
    assert made[:4] == MAGIC_NUMBER and made[4:8] == b"\1\0\0\0"


def test_the_bundle_is_for_the_python_of_lambda(bundle: Bundle):
    ask = "import importlib.util; print(importlib.util.MAGIC_NUMBER.hex())"
    told = subprocess.check_output([lambda_python.find(), "-c", ask], text=True)
    every = list(bundle.folder.rglob("*.pyc"))
    assert len(every) > 200
    assert {path.read_bytes()[:4].hex() for path in every} == {told.strip()}


def test_the_stack_runs_the_python_that_the_bundle_is_for(bundle: Bundle):
    doors = (bytecode.HERE.parent / "cloud" / "doors.py").read_text("utf-8")
    assert f"Runtime.PYTHON_{lambda_python.VERSION.replace('.', '_')}," in doors
    assert "Architecture.ARM_64," in doors


def test_what_cannot_be_compiled_stops_the_bundle(bundle: Bundle, node_here: None, folder: Path):
    (folder / "inner" / "thing.py").write_text("x = (")
    for python in (Path(sys.executable), None):
        with pytest.raises(subprocess.CalledProcessError):
            bytecode.compile_bundle(folder, python)


def test_other_bytes_than_the_chosen_ones_are_refused():
    """What npm hands out must have the hash that is written here."""
    with pytest.raises(ValueError, match="not the one that was chosen"):
        bytecode.check(b"other bytes")
