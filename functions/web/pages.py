"""Pages from templates: the one way from values to HTML, with the community's words, zone and
language.
"""

from typing import Any

from flask import Flask, current_app, g, make_response, render_template, request
from jinja2 import ModuleLoader, StrictUndefined
from markupsafe import Markup, escape
from werkzeug.wrappers import Response

from forum import names, threads
from forum.accounts import Viewer
from web import markup, way_back
from web.content import Content
from web.decision_words import HELD_WORDS, HOLD_WORDS, OUTCOME_WORDS

NEVER_STORED = "private, no-store"
PAGE_DIGITS = 6


def content() -> Content:
    """What the nonprofit wrote, of the app that answers now."""
    loaded: Content = current_app.extensions["content"]
    return loaded


def _(message: str) -> str:
    """Interface text in the community's language; Babel finds the calls."""
    return content().catalogue.gettext(message)


def install(app: Flask, loaded: Content) -> None:
    """Gives an app the templates and what every page gets."""
    app.extensions["content"] = loaded
    app.template_folder = str(loaded.templates)
    app.jinja_options = {"undefined": StrictUndefined, "extensions": ["jinja2.ext.i18n"]}
    environment = app.jinja_env
    compiled = loaded.templates.with_name("compiled")
    if compiled.is_dir():  # as in a bundle
        environment.loader = ModuleLoader(compiled)
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.install_gettext_translations(loaded.catalogue, newstyle=True)  # type: ignore[attr-defined]
    environment.filters["words"] = words
    environment.filters["linked"] = linked
    environment.tests["staff"] = names.is_staff
    environment.globals |= {
        "community": loaded.community,
        "lang": loaded.community.language,
        "dir": loaded.community.direction,
        "asset": lambda name: loaded.assets[name],
        "help_ways": loaded.help_ways,
        "guidelines": loaded.guidelines,
        "rules": {each.id: each.rule for each in loaded.guidelines},
        "outcome_words": OUTCOME_WORDS,
        "hold_words": HOLD_WORDS,
        "held_words": HELD_WORDS,
        "space_names": {space.slug: space.name for space in loaded.community.spaces},
        "robots": "noindex",
        "current": "",
        "page_of": threads.page_of,
        "posted": "",
    }


def page(template: str, status: int = 200, **values: Any) -> Response:
    """A page for this viewer, which no cache keeps; a form that is shown again has its mistakes.

    `errors` are (field id, words) of what is to be mended, `problem` what happened: title, text
    and slug.
    """
    viewer: Viewer | None = g.get("viewer")
    news = content().changes_since(viewer.account.guidelines) if viewer else ()
    errors, problem = g.get("errors", []), g.get("problem")
    values = {
        "viewer": viewer,
        "who": "member" if viewer else "visitor",
        "news": news,
        "errors": errors,
        "problem": problem,
        "page_error": bool(errors or problem),
        "here": way_back.here(),
        **values,
    }
    response = make_response(render_template(template, **values), status)
    response.headers["Cache-Control"] = NEVER_STORED
    return response


def see(path: str) -> Response:
    """After a write: the page to see, so that going back or reloading writes nothing twice."""
    return Response(status=303, headers={"Location": path})


def page_number() -> int:
    """`?page=`, at least 1; anything that is no number is 1."""
    text = request.args.get("page", "1")
    digits = text.isascii() and text.isdigit() and len(text) <= PAGE_DIGITS
    return max(1, int(text)) if digits else 1


def words(stored: str) -> Markup:
    """Stored HTML of a member's words, sanitised again, with the community's links."""
    return markup.show(stored, content().community.link_hosts)


def linked(text: str) -> Markup:
    """Plain text of a moderator's, with the community's links."""
    return words(str(escape(text)))
