"""The site and the functions, ready to be deployed: `python infra/package.py`, or `make package`.

The site goes to `site/_site`, the functions' bundles to `.leanto/build/`: our code, its
locked dependencies for Lambda (arm64, Python 3.13), and what they read of the site; modules and
templates are bytecode. boto3 is the runtime's own. The same content gives the same bytes, and a
bundle that is there is whole: it is made aside and then renamed. `--local` makes it for the Python
in which the emulator runs functions, from the same lock.

One bundle serves every door but the staff door (`packing/bundles.py`). A door is what its role may
do and which routes it has, and neither is in the files; a bundle for each would be as many uploads
of the same dependencies.
"""

import argparse
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
sys.path.insert(0, str(SITE))

import build  # noqa: E402
import i18n  # noqa: E402
from packing import archive, bill, bytecode, contents, vendor  # noqa: E402
from packing.bundles import FORUM, KINDS, Kind  # noqa: E402
from packing.vendor import LAMBDA, Machine  # noqa: E402

BUILD = ROOT / ".leanto" / "build"
BUNDLE = BUILD / FORUM.name
EMULATOR = ROOT / ".leanto" / "emulator" / "bin" / "python"
FILE_MODE, FOLDER_MODE = 0o644, 0o755
# The first second that a zip can tell.
MOMENT = datetime(1980, 1, 1, tzinfo=UTC).timestamp()


def site(origin: str = build.ORIGIN) -> None:
    """Compiles the catalogues and builds the static site, and forum.json beside it."""
    i18n.main(["compile"])
    build.build(SITE / "_site", origin=origin)


def functions(
    machine: Machine = LAMBDA,
    out: Path = BUNDLE,
    *,
    kind: Kind = FORUM,
    built: Path = SITE,
    cache: Path = BUILD / "vendor",
) -> int:
    """Makes a bundle from a built site, and beside it its bill of materials (`.cdx.json`) and its
    zip, whose size in bytes it returns.

    Raises `ValueError` for a bundle that has grown too large, and leaves the old one.
    """
    fresh = out.with_name(f"{out.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.parent.mkdir(parents=True, exist_ok=True)
    dependencies = vendor.vendored(machine, cache, kind.lock)
    shutil.copytree(dependencies.packages, fresh)
    contents.lay(fresh, ROOT / "functions", built, kind.left_out)
    bytecode.compile_templates(fresh / contents.SITE)
    bytecode.compile_bundle(fresh, machine.python)
    _plain(fresh)
    size = archive.write(fresh, fresh.with_name(f"{fresh.name}.zip"))
    if size > kind.zipped_bytes_at_most:
        raise ValueError(f"The bundle has {size:,} bytes, over {kind.zipped_bytes_at_most:,}.")
    bill.write(fresh, dependencies.wheels, fresh.with_name(f"{fresh.name}.cdx.json"))
    _take_the_place_of(out, fresh)
    return size


def _take_the_place_of(out: Path, fresh: Path) -> None:
    """Both are whole: a stop between two of these lines leaves the old one, or none."""
    old = out.with_name(f"{out.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    fresh.rename(out)
    for beside in (".zip", ".cdx.json"):
        fresh.with_name(fresh.name + beside).replace(out.with_name(out.name + beside))
    shutil.rmtree(old, ignore_errors=True)


def _plain(folder: Path) -> None:
    """Modes and dates that say nothing of when or where the bundle was made."""
    folder.chmod(FOLDER_MODE)
    for path in folder.rglob("*"):
        path.chmod(FOLDER_MODE if path.is_dir() else FILE_MODE)
        os.utime(path, (MOMENT, MOMENT))


def main(words: list[str] | None = None) -> None:
    """Reads the command line; says in words why there is no bundle."""
    parser = argparse.ArgumentParser(prog="package.py", description=__doc__.split("\n")[0])
    parser.add_argument("--local", action="store_true", help="for the emulator of this machine")
    parser.add_argument(
        "--origin", default=build.ORIGIN, help="the site's address, for its sitemap"
    )
    asked = parser.parse_args(words)
    try:
        machine = vendor.machine_of(EMULATOR) if asked.local else LAMBDA
        site(asked.origin)
        sizes = {kind.name: functions(machine, BUILD / kind.name, kind=kind) for kind in KINDS}
    except subprocess.CalledProcessError:
        sys.exit(
            "The functions' packages were not installed. Run it again when the network is back."
        )
    except (FileNotFoundError, ValueError) as error:
        sys.exit(f"Nothing was packaged.\n{error}")
    told = ", ".join(f"{name} {size / 1e6:.2f} MB" for name, size in sizes.items())
    print(f"The bundles for {machine.name}, zipped: {told}.")


if __name__ == "__main__":
    main()
