"""What a template may not do: count, hold a script or a style, or run off the screen."""

import re
from pathlib import Path

from test_architecture import files

LINE_COLUMNS = 160


def test_templates_hold_no_inline_script_or_style():
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", re.I)
    assert [str(path) for path in files(".html") if inline.search(path.read_text())] == []


def arithmetic(template: str) -> list[str]:
    """Every sum with a number inside the braces of a template: the rules count, not the pages."""
    inside = re.findall(r"{[{%].*?[}%]}", template, re.S)
    return [each for each in inside if re.search(r"[\w)] *(//|[-+*]) *\d", each)]


def test_templates_do_no_arithmetic():
    assert [each for path in files(".html") for each in arithmetic(path.read_text())] == []


def test_arithmetic_in_a_template_is_seen():
    assert arithmetic("{{ (seq - 1) // 20 + 1 }}") and arithmetic('<a href="{{ page + 1 }}">')
    assert not arithmetic("1 + 1 {{ page_of(seq) }} {%- if seq > 1 %}")


def test_lines_of_templates_are_short_enough_to_read():
    long = [
        (str(path), n) for path in files(".html") for n, line in lines_of(path) if too_long(line)
    ]
    assert long == []


def lines_of(path: Path) -> list[tuple[int, str]]:
    """The lines of a template by number."""
    return list(enumerate(path.read_text("utf-8").split("\n"), 1))


def too_long(line: str) -> bool:
    return len(line) >= LINE_COLUMNS


def test_a_line_that_is_too_long_is_seen():
    assert too_long("x" * 160) and not too_long("’" * 159)
