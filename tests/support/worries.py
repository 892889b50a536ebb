"""A worry about somebody and the steps of care, as they are sent from the pages."""

from support.people import Reply, Visitor
from support.reading import sent

LINE = "I read you, and I am glad that you wrote."


def worry(who: Visitor, post: str, reason: str = "low", about: str = "posts") -> str:
    """Somebody says that they fear for whoever wrote it; the code, for a visitor."""
    path = f"/{about}/{post}/report/"
    fields = who.get(f"{path}?kind=worried").page.form(path)
    page = who.post(path, **fields | {"reason": reason}).page
    return page.id("code").text if page.all("code") else ""


def form(who: Visitor, case: str, step: str) -> dict[str, str]:
    """What the form of a step would send, by a button without a name."""
    page = who.get(f"/moderate/cases/{case}/").page
    forms = [sent(one) for one in page.all("form") if one["action"].endswith("/welfare/")]
    return next(fields for fields in forms if fields["step"] == step)


def take(who: Visitor, case: str, step: str, **typed: str) -> Reply:
    """A step of care, by its form on the case's page."""
    path = f"/moderate/cases/{case}/welfare/"
    return who.post(path, **form(who, case, step) | typed)


def answer(who: Visitor, case: str, level: str = "1") -> None:
    """Looks how it stands, and writes to the person."""
    assert take(who, case, "assess", level=level).status == 303
    assert take(who, case, "reach-out", came="sent", message=LINE).status == 303
