"""Every module of a folder becomes bytecode, in its place: `python compiler.py FOLDER`.

Run by the very Python that will run them, so it is the standard library alone and imports nothing
of ours. The same sources give the same bytes.
"""

import ast
import marshal
import sys
from importlib.util import MAGIC_NUMBER, source_hash
from pathlib import Path

# PEP 552: made from a hash of the source, and never compared with it.
UNCHECKED = (1).to_bytes(4, "little")


def compile_all(folder: Path) -> None:
    """Puts `a.pyc` in the place of each `a.py`; Python imports it as it would the source."""
    for path in sorted(folder.rglob("*.py")):
        name = path.relative_to(folder).as_posix()
        path.with_suffix(".pyc").write_bytes(bytecode(path.read_bytes(), name))
        path.unlink()


def bytecode(source: bytes, name: str) -> bytes:
    """What an import needs of a source; `name` is what a traceback calls it."""
    code = compile(quiet(ast.parse(source, name)), name, "exec", dont_inherit=True, optimize=0)
    return MAGIC_NUMBER + UNCHECKED + source_hash(source) + marshal.dumps(code)


def quiet(tree: ast.Module) -> ast.Module:
    """The same without the docstrings of modules and functions: a sixth of the bytes.

    Those of classes stay: a dataclass without one spends time on making one.
    """
    for node in ast.walk(tree):
        if not isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:] or [ast.copy_location(ast.Pass(), node.body[0])]
    return tree


if __name__ == "__main__":
    compile_all(Path(sys.argv[1]))
