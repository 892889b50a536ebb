"""Two families of letters, each as if it were the only one on the machine.

Letters differ in width by a fifth, and a page must hold in all of them. Chromium on Linux asks
fontconfig for its fonts, so a configuration of our own, which names one family's folder, makes a
test mean the same whatever else is installed.
"""

import os
from pathlib import Path

INSTALLED = Path("/usr/share/fonts")
# Family, and the Debian package that brings it.
FAMILIES = {"DejaVu": "fonts-dejavu-core", "Noto": "fonts-noto-core"}
GENERIC = {
    "system-ui": "Sans",
    "sans-serif": "Sans",
    "serif": "Serif",
    "monospace": "Sans Mono",
}
CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  {aliases}
  <match target="pattern">
    <edit name="family" mode="append_last"><string>{family} Sans</string></edit>
  </match>
</fontconfig>
"""
ALIAS = "<alias><family>{generic}</family><prefer><family>{name}</family></prefer></alias>"


def alone(family: str, folder: Path) -> dict[str, str]:
    """The environment of a browser that knows this family only. `folder` gets its files."""
    aliases = [
        ALIAS.format(generic=generic, name=f"{family} {style}")
        for generic, style in GENERIC.items()
    ]
    configuration = folder / f"{family}.conf"
    configuration.write_text(
        CONFIGURATION.format(
            fonts=where(family), cache=folder / "cache", aliases="\n  ".join(aliases), family=family
        )
    )
    return {**os.environ, "FONTCONFIG_FILE": str(configuration)}


def where(family: str) -> Path:
    """The folder of a family's files, wherever this distribution keeps them."""
    for style in ("Sans", "Sans-Regular"):
        for found in sorted(INSTALLED.rglob(f"{family}{style}.[ot]tf")):
            return found.parent
    raise LookupError(f"On Debian or Ubuntu: apt-get install {FAMILIES[family]}")
