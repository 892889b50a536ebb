"""What the makers hold to themselves, because they run alone, and others say as well."""

import ast

from here import files
from support.references import ROOT

FILES = ROOT / "infra" / "cloud" / "makers" / "files.py"


def test_a_file_has_the_same_type_in_its_bucket_as_on_one_machine():
    (types,) = [
        ast.literal_eval(node.value)
        for node in ast.parse(FILES.read_text()).body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "TYPES"
    ]
    assert types == files.TYPES
