"""What a template may not do: count, hold a script or a style."""

import re

from test_architecture import files


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
