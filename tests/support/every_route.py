"""Every route of every door, and a request to each that is well formed and names nothing real."""

from dataclasses import dataclass

from support import cast
from support.people import Forum, Reply, Visitor

MISSING = cast.ident("nothing")
SOME = {
    "id": MISSING,
    "note_id": MISSING,
    "slug": "porch",
    "kind": "posts",
    "code": "0" * 27,
    "month": "2020-01",
}
IDS = {
    "token",
    "post_id",
    "thread_id",
    "report_id",
    "decision_id",
    "pause_id",
    "reading_id",
    "lock_id",
    "override_id",
    "note_id",
    "handover_id",
    "step_id",
}
NUMBERS = {
    "version": "1",
    "post_version": "1",
    "case_version": "1",
    "reply_to": "",
    "days": "7",
    "hours": "24",
}
CARE = {"care_version": "0", "step": "assess", "level": "1", "came": ""}
PICKS = {f"pick_{number}": "" for number in range(2, 21)} | {"pick_1": f"{MISSING}.1.1.{MISSING}"}


@dataclass(frozen=True)
class Route:
    """A method and an address of a door; what it names does not exist."""

    door: str
    endpoint: str
    method: str
    path: str


def routes(forum: Forum) -> list[Route]:
    """Every route of every door."""
    found = []
    for name, app in forum.apps.items():
        for rule in app.url_map.iter_rules():
            values = {key: SOME[key] for key in rule.arguments}
            path = app.url_map.bind("").build(rule.endpoint, values)
            methods = (rule.methods or set()) - {"HEAD"}
            found += [Route(name, rule.endpoint, method, path) for method in methods]
    return found


def ask(who: Visitor, route: Route) -> Reply:
    """A request that is well formed, to a route."""
    if route.method == "GET":
        return who.get(route.path)
    return who.post(route.path, **fields(who.forum, route))


def fields(forum: Forum, route: Route) -> dict[str, str]:
    """Something for each field that a route takes."""
    view = forum.apps[route.door].view_functions[route.endpoint]
    taken = getattr(view, "fields", frozenset())
    known = NUMBERS | CARE | PICKS | dict.fromkeys(IDS, MISSING)
    return {name: known.get(name, "x") for name in taken}
