"""Every page that a function can answer with, in every state: a walk through the whole forum."""

from support import cast, worries
from support.guesses import some_key
from support.people import Forum, Reply, Visitor

NEW = "/spaces/porch/new/"
# What people write is in a language of their own, on a site in any.
TITLE, BODY = "Noson hir", "Methu *cysgu* eto."
FIRST, SECOND, CHANGED = "Yn gyntaf", "Wedyn", "Rhywbeth arall"
WORRY, LINE, WHY = "Dim fel arfer", "Enw stryd", "Gwyliau"
TYPED = (TITLE, BODY, "Methu", "cysgu", "eto.", FIRST, SECOND, CHANGED, WORRY, LINE, WHY)
WORDS = {"title": TITLE, "body": BODY, "want": "listen"}
Pages = dict[str, Reply]


def tour(forum: Forum) -> Pages:
    """The pages by name."""
    people = [forum.member(who) for who in (cast.alice, cast.bob, cast.mo)]
    alice, bob, mo = people
    seen = _at_the_door(forum, mo)
    thread, opening = alice.opens(**WORDS)
    bob.answers(thread, FIRST)
    withdrawn = bob.answers(thread, SECOND)
    seen |= _reading(forum.visitor(), alice, thread)
    seen |= _writing(alice, bob, thread, withdrawn)
    seen |= _reporting(forum.visitor(), alice, opening)
    seen |= _deciding(forum, mo, opening)
    seen["a thread without its beginning"] = bob.get(f"/threads/{thread}/")
    seen["one's own post, taken down"] = alice.get(f"/posts/{opening}/")
    seen["an inbox"] = alice.get("/inbox/")
    seen["the reasons of a decision"] = alice.get(alice.reasons())
    seen["reasons, asked about without words"] = alice.asks_again(alice.reasons(), "")
    alice.asks_again(alice.reasons(), WORRY)
    seen["reasons that were asked about"] = alice.get(alice.reasons())
    seen |= _answering(forum.member(cast.lee), alice)
    seen["a reporter's inbox"] = bob.get("/inbox/")
    seen |= _refusals(forum, alice, bob)
    return seen


def _at_the_door(forum: Forum, mo: Visitor) -> Pages:
    visitor, other = forum.visitor(), forum.visitor("198.51.100.9")
    seen = {
        "joining": visitor.get("/join/"),
        "joining, with everything missing": visitor.post("/join/", token=cast.ident("t")),
        "joining, without the check": visitor.joins(),
        "signing in": visitor.get("/sign-in/"),
        "signing in, with a word too few": visitor.fill("/sign-in/", key="x"),
        "signing in, wrongly": visitor.fill("/sign-in/", key=some_key()),
        "recovering": visitor.get("/recover/"),
        "recovering, wrongly": visitor.fill("/recover/", code="x"),
        "a staff invitation": visitor.get("/invitation/"),
        "a staff invitation, wrongly": visitor.fill("/invitation/", code="x"),
        "the key": visitor.joins(invitation=mo.invites()),
        "your place": visitor.get("/account/"),
        "a new key, wrongly": visitor.fill("/account/", "/account/key/", key="x"),
        "signing in, signed in": visitor.get("/sign-in/"),
        "an empty inbox": visitor.get("/inbox/"),
        "signed out": visitor.fill("/account/", "/sign-out/"),
    }
    for _ in range(13):
        seen["too soon to sign in"] = other.fill("/sign-in/", key=some_key())
    return seen


def _reading(visitor: Visitor, alice: Visitor, thread: str) -> Pages:
    return {
        "spaces": visitor.get("/spaces/"),
        "spaces of a member": alice.get("/spaces/"),
        "an empty space": visitor.get("/spaces/good-things/"),
        "a space": visitor.get("/spaces/porch/"),
        "a members' space": visitor.get("/spaces/voices/"),
        "a thread": visitor.get(f"/threads/{thread}/"),
        "a thread of one's own": alice.get(f"/threads/{thread}/?posted=new-1"),
        "a thread in answer to a reply": alice.get(f"/threads/{thread}/?to=2"),
    }


def _writing(alice: Visitor, bob: Visitor, thread: str, withdrawn: str) -> Pages:
    replies, edit = f"/threads/{thread}/replies/", f"/posts/{withdrawn}/edit/"
    old = bob.get(edit).page.form(edit)
    seen = {
        "a new thread": alice.get(NEW),
        "a new thread, with everything missing": alice.fill(NEW),
        "a new thread, previewed": alice.fill(NEW, preview="1", **WORDS),
        "an empty reply": bob.fill(f"/threads/{thread}/", replies),
        "a reply, previewed": bob.fill(f"/threads/{thread}/", replies, body=BODY, preview="1"),
        "a reply too soon": bob.fill(f"/threads/{thread}/", replies, body=BODY),
        "an edit": bob.get(edit),
        "one's own posts": bob.get("/posts/"),
        "taking a post back": bob.get(f"/posts/{withdrawn}/withdraw/"),
        "an empty edit": bob.fill(edit, body=""),
        "an edit, previewed": bob.fill(edit, body=BODY, preview="1"),
    }
    bob.fill(edit, body=CHANGED)
    seen["an edit that lost"] = bob.post(edit, **old | {"body": BODY})
    bob.post(f"/posts/{withdrawn}/withdraw/")
    seen["one's own post, withdrawn"] = bob.get(f"/posts/{withdrawn}/")
    seen["a post withdrawn"] = alice.get(f"/posts/{withdrawn}/")
    seen["a thread with a gap"] = alice.get(f"/threads/{thread}/")
    return seen


def _reporting(visitor: Visitor, alice: Visitor, opening: str) -> Pages:
    path, member = f"/posts/{opening}/report/", f"/members/{cast.bob.id}/report/"
    worry = visitor.get(f"{path}?kind=worried").page.form(path)
    seen = {
        "a report": visitor.get(path),
        "a report of a worry": visitor.get(f"{path}?kind=worried"),
        "a report about a guideline": visitor.get(f"{path}?kind=guideline"),
        "a report without its reason": visitor.post(path, **worry),
        "a report about a member": visitor.get(member),
        "reported signed out": visitor.post(path, **worry | {"reason": "low", "note": WORRY}),
        "reported signed in": alice.reports(opening, note=WORRY),
    }
    code = seen["reported signed out"].page.id("code").text
    seen["an outcome, not yet"] = visitor.get(f"/reports/{code}/")
    return seen


def _deciding(forum: Forum, mo: Visitor, opening: str) -> Pages:
    case = f"/moderate/cases/{opening}/"
    return {
        "the queue": mo.get("/moderate/"),
        "the empty log": mo.get("/moderate/log/"),
        "a case": mo.get(case),
        "how somebody is, without an answer": worries.take(mo, opening, "assess"),
        "somebody in danger": _looked(mo, opening),
        "a message without words": worries.take(mo, opening, "reach-out", came="sent"),
        "somebody written to": _written(mo, opening),
        "a decision without reasons": mo.fill(case, guideline=""),
        "decided": mo.get(mo.decides(opening, line=LINE, hurts="1").location),
        "the log": mo.get("/moderate/log/"),
        "hours": mo.get("/moderate/hours/"),
        "hours, with everything missing": mo.fill("/moderate/hours/"),
        "hours, one of them said": _say_hours(mo),
        "invitations": mo.get("/moderate/invitations/"),
        "passkeys": mo.get("/staff/"),
        "the team": forum.member(cast.lee).get("/staff/team/"),
        "the queue without a passkey": forum.with_key_alone(cast.mo, "a key").get("/moderate/"),
        "a code": mo.fill("/moderate/invitations/"),
        "a case that is closed": mo.get(case),
    }


def _answering(lee: Visitor, alice: Visitor) -> Pages:
    path = alice.reasons().replace("/notices/", "/moderate/appeals/")
    seen = {
        "an appeal": lee.get(path),
        "an answer without reasons": lee.fill(path),
        "the queue with an appeal": lee.get("/moderate/"),
    }
    lee.answers_appeal(alice.reasons(), answer=LINE)
    return seen | {
        "an appeal that is answered": lee.get(path),
        "reasons that were answered": alice.get(alice.reasons()),
    }


def _looked(mo: Visitor, opening: str) -> Reply:
    worries.take(mo, opening, "assess", level="4")
    return mo.get(f"/moderate/cases/{opening}/")


def _written(mo: Visitor, opening: str) -> Reply:
    worries.take(mo, opening, "reach-out", came="sent", message=LINE)
    return mo.get(f"/moderate/cases/{opening}/")


def _say_hours(mo: Visitor) -> Reply:
    day = cast.NOW.date().isoformat()
    said = {"here": "away", "day": day, "begins": "18:00", "ends": "20:00", "why": WHY}
    mo.fill("/moderate/hours/", **said)
    return mo.get("/moderate/hours/")


def _refusals(forum: Forum, alice: Visitor, bob: Visitor) -> Pages:
    visitor, charlie = forum.visitor(), forum.member(cast.charlie)
    gone = alice.opens("low-days", **WORDS)
    late = bob.get(f"/threads/{gone[0]}/").page.form(f"/threads/{gone[0]}/replies/")
    alice.post(f"/posts/{gone[1]}/withdraw/")
    return {
        "signed out while writing": visitor.post(NEW, thread_id="", post_id="", **WORDS),
        "signed out while replying": visitor.post(
            f"/threads/{gone[0]}/replies/", post_id="", reply_to="", body=BODY
        ),
        "a page for members": visitor.get("/account/"),
        "paused": charlie.fill(NEW, **WORDS),
        "a reply to what is gone": bob.post(
            f"/threads/{gone[0]}/replies/", **late | {"body": BODY}
        ),
        "no such page": visitor.get("/threads/none/"),
        "no such way": visitor.get("/sign-out/"),
        "a strange field": visitor.post("/sign-in/", strange="1"),
        "a strange kind": visitor.send("/sign-in/", b"<x/>", "text/xml"),
        "too large": visitor.send("/sign-in/", b"key=" + b"x" * 60_000),
    }
