"""Sheets that people fill in on their own device: the safety plan, notes for a professional.

Their questions are data (`content/<language>/<name>.toml`). The pages have no form and no field
with a name, so nothing that is written on them can be sent, with or without a script (W3, G6).
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from content import BuildError, Words, shown

# The safety plan is in the copy of help, so it may begin the worker; it has numbered steps, and
# empty ones are printed to be filled in by hand. On the other sheet, what is empty is left out.
SHEETS: Mapping[str, Mapping[str, bool]] = {
    "safety-plan": {"keep_help": True, "numbered": True},
    "professional-sheet": {"keep_help": False, "numbered": False},
}
TEXTS = ("title", "description", "lede", "private", "how", "danger")
PROMPT_TEXTS = ("title", "hint")
KINDS = ("lines", "ticks")
# `choices` are the answers to tick; `help = true` puts help lines beside the question.
PROMPT_KEYS = frozenset((*PROMPT_TEXTS, "id", "kind", "choices", "help"))


def pages(render: partial[str], words: Words) -> Iterator[tuple[str, str]]:
    """Each sheet as (path, HTML)."""
    for name, shape in SHEETS.items():
        yield f"{name}/index.html", render("sheet", sheet=read(words, name), key=name, **shape)


def read(words: Words, name: str) -> dict[str, Any]:
    """A sheet's words, marked in the pseudo-locale. Raises `BuildError` for one with a gap."""
    path = words.find(f"{name}.toml")
    sheet = tomllib.loads(path.read_text(encoding="utf-8"))
    if wrong := [*_wrong(sheet)]:
        raise BuildError("\n".join(f"{shown(path)}: {each}" for each in wrong))
    texts = {key: words.mark(sheet.get(key, "")) for key in (*TEXTS, "after")}
    return {**texts, "prompts": [_prompt(words, each) for each in sheet["prompts"]]}


def _prompt(words: Words, prompt: Mapping[str, Any]) -> dict[str, Any]:
    texts = {key: words.mark(prompt[key]) for key in PROMPT_TEXTS}
    choices = [words.mark(each) for each in prompt.get("choices", ())]
    return {**prompt, **texts, "choices": choices, "help": prompt.get("help", False)}


def _wrong(sheet: Mapping[str, Any]) -> Iterator[str]:
    prompts = sheet.get("prompts", [])
    yield from (f"`{key} = …` is missing" for key in TEXTS if not sheet.get(key))
    if len({each.get("id") for each in prompts}) < len(prompts) or not prompts:
        yield "each of the [[prompts]] has an id of its own"
    # A file that somebody saved is read by its titles.
    if len({each.get("title") for each in prompts}) < len(prompts):
        yield "each of the [[prompts]] has a title of its own"
    for each in prompts:
        yield from (f"{each.get('id')}: {words}" for words in _wrong_prompt(each))


def _wrong_prompt(prompt: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"`{key} = …` is missing" for key in PROMPT_TEXTS if not prompt.get(key))
    yield from (f"there is no “{key}” here" for key in prompt if key not in PROMPT_KEYS)
    if prompt.get("kind") not in KINDS:
        yield f"kind is one of {' and '.join(KINDS)}"
    if bool(prompt.get("choices")) != (prompt.get("kind") == "ticks"):
        yield "choices go with the kind ticks"
