"""A folder as a zip that is the same, byte for byte, whenever it is made."""

import zipfile
from pathlib import Path

# The first moment that a zip can tell, and files that anybody may read.
MOMENT = (1980, 1, 1, 0, 0, 0)
MODE = 0o100644
UNIX = 3


def files(folder: Path) -> list[Path]:
    """Every file in a folder, as paths inside it, in the order of their names."""
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


def write(folder: Path, out: Path) -> int:
    """Writes the zip, and returns its size in bytes."""
    fresh = out.with_name(f"{out.name}.new")
    with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in files(folder):
            entry = zipfile.ZipInfo(path.as_posix(), MOMENT)
            entry.create_system, entry.external_attr = UNIX, MODE << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, (folder / path).read_bytes(), compresslevel=9)
    fresh.replace(out)
    return out.stat().st_size
