"""The speed bump between a form and a door: handing out challenges, taking the solved ones.

A challenge is good for one form; that form may be sent again, a few times, as any other may.
"""

from flask import g, jsonify
from werkzeug.wrappers import Response

from forum import pace, times
from forum.errors import SpeedBump, TooSoon
from forum.pace import Limit, Pace
from store import counters
from web import forms, limits
from web.auth import speed_bump
from web.pepper import get_pepper

ONCE = Pace(name="work", limits=(Limit(count=1, seconds=86400),))
TIMES_IN_A_CROWD = 2


def challenge(purpose: str) -> Response:
    """A challenge for one kind of form: there always is one. With many asking from one network it
    is harder for them, and with many asking everywhere it is harder for all.
    """
    turns = (("challenge", limits.bucket()), ("challenge_site", "site"))
    crowded = not all(limits.has_room(name, whose) for name, whose in turns)
    harder = TIMES_IN_A_CROWD if crowded else 1
    return jsonify(speed_bump.make(g.now, get_pepper(), purpose, times=harder))


def check(purpose: str, form: str) -> str:
    """The id of the challenge that this form brings solved, or `SpeedBump`; also when another form
    has brought it before.
    """
    pepper, at = get_pepper(), times.epoch(g.now)
    solved = speed_bump.check(forms.text("speed_bump"), g.now, pepper, purpose)
    windows = pace.windows(ONCE, g.now)
    try:
        counters.add_turn(ONCE.name, solved, windows, apart=ONCE.apart_seconds, at=at, act=form)
    except TooSoon as refusal:
        raise SpeedBump from refusal
    return solved
