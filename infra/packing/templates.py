"""The templates of a bundle as Python: `python templates.py SITE`, whose `templates/` becomes
`compiled/`.

A page would else be compiled while somebody waits for it, on a fifth of a processor. The app that
would do so does it here, with the Jinja of the same lock, so it is the same program.
"""

import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "functions"))


def compile_all(site: Path) -> None:
    """Puts a module in the place of each template of a site. Raises what Jinja finds wrong."""
    # Nothing of these is read: there is no route and no key here.
    os.environ |= {"LEANTO_SITE": str(site), "LEANTO_PEPPER_PARAMETER": "/none/pepper"}
    from web import door

    templates, compiled = site / "templates", site / "compiled"
    environment = door.make_app().jinja_env
    environment.compile_templates(compiled, zip=None, ignore_errors=False)
    shutil.rmtree(templates)


if __name__ == "__main__":
    compile_all(Path(sys.argv[1]))
