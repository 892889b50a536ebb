"""What the data says in its own few words, as a reader's language says it.

The keys are the whole vocabulary of the shipped data, which may not use another; what a community
writes of its own lines stays as it was written.
"""

from collections.abc import Callable

Words = Callable[[str], str]


def hours(hours: str | None, _: Words) -> str:
    """When a line answers; what nobody stated is never "always", but a question to ask."""
    if hours == "24/7":
        return _("Day and night")
    return _("Hours: %(hours)s") % {"hours": hours} if hours else _("Ask them when they answer")


def then(then: str, _: Words) -> str:
    """What to press, or where to call from."""
    known = {
        "": "",
        "press 1": _("then press 1"),
        "extension 8": _("then extension 8"),
        "option 4": _("then choose option 4"),
        "landline only": _("from a landline"),
        "mobile phones only": _("from a mobile phone"),
    }
    return known.get(then, then)


def audience(audience: str, _: Words) -> str:
    """Who a line is for."""
    known = {
        "everyone": _("For everyone"),
        "youth": _("For young people"),
        "youth (8-24)": _("For ages 8 to 24"),
        "adults": _("For adults"),
        "adults/women": _("For adults, and for women"),
        "adults/parents": _("For adults and parents"),
        "veterans": _("For veterans"),
    }
    return known.get(audience, audience)


def dispatch(may_dispatch: str, _: Words) -> str:
    """Whether a line may send somebody; what nobody stated is a question to ask (C8)."""
    known = {
        "yes": _("They may send police or an ambulance."),
        "no": _("They don’t send police or an ambulance."),
        "unknown": _("Ask them whether they may send someone."),
    }
    return known[may_dispatch]
