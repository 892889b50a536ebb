"""What a try at a key or a code costs: nothing in ordinary times, in a crowd a little work.

The promise: nobody is locked out, and nobody can be locked out by somebody else. A try is counted
only when it parses, so that junk uses nothing up. A network, the first two words of a key, and the
whole site have room for so many; beyond that the form asks for a solved speed bump, and without
scripts, or without the patience for it, one network has a few slower tries of its own.
"""

from web import forms, limits
from web.auth import work


def spend_key(locator: str, form: str) -> None:
    """One try at a key that parsed. `TooSoon` when the form has to do the work, or to wait."""
    turns = (("sign_in", limits.bucket()), ("sign_in_locator", locator), ("sign_in_site", "site"))
    if not all(limits.has_room(name, whose) for name, whose in turns):
        _work_or_wait("sign_in", form)


def spend_code(form: str) -> None:
    """One try at a recovery code that parsed; the same form sent again is let through."""
    turns = (("recovery", limits.bucket()), ("recovery_site", "site"))
    if not all(limits.has_room(name, whose, act=form) for name, whose in turns):
        _work_or_wait("recovery", form)


def _work_or_wait(name: str, form: str) -> None:
    if forms.text("speed_bump"):
        work.check(name, form)
    else:
        limits.spend(f"{name}_slow", limits.bucket())
