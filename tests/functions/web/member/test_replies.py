"""Replies: one form, one reply, one place; words are never lost."""

from support import cast
from support.people import Forum, Visitor


def kept(dump) -> list[str]:
    """The words of every post that is kept, in order of place."""
    found = [item for item in dump()["forum"] if item["sk"]["S"].startswith("post#")]
    return [item["source"]["S"] for item in found]


def test_a_member_writes_back(alice: Visitor, bob: Visitor, visitor: Visitor):
    thread, _ = alice.opens()
    bob.answers(thread, "I hear you.")
    page = visitor.get(f"/threads/{thread}/").page
    assert page.id("p2").all("h3")[0].text == "Gentle Otter 107"
    assert "I hear you." in page.id("p2").text


def composer(reply) -> str:
    """The heading and the hint of the form for a reply."""
    return reply.page.id("wh").text + " | " + reply.page.id("body-h").text


def test_the_form_names_who_asked_and_who_is_answered(alice: Visitor, bob: Visitor, mo: Visitor):
    thread, _ = alice.opens(want="listen")
    bob.answers(thread)
    asked = "| Quiet Heron 482 asked for people to just listen."
    assert f"Write to Quiet Heron 482 {asked}" in composer(mo.get(f"/threads/{thread}/"))
    to_bob = composer(mo.get(f"/threads/{thread}/?to=2"))
    assert f"Write to Gentle Otter 107 {asked}" in to_bob


def test_the_one_who_began_is_not_told_to_write_to_themselves(alice: Visitor, bob: Visitor):
    for want in ("listen", "ideas"):
        alice.forum.later(days=1)
        thread, _ = alice.forum.member(cast.alice, want).opens(want=want)
        bob.forum.member(cast.bob, want).answers(thread)
        own = alice.forum.member(cast.alice, want + "2")
        for to in ("", "?to=1", "?to=nobody"):
            said = composer(own.get(f"/threads/{thread}/{to}"))
            assert said.startswith("Add to your conversation | You") and "Heron" not in said
        answer = composer(own.get(f"/threads/{thread}/?to=2"))
        assert answer.startswith("Write to Gentle Otter 107 | You") and "Heron" not in answer


def test_the_answer_leads_to_the_reply(alice: Visitor, bob: Visitor):
    thread, _ = alice.opens()
    path = f"/threads/{thread}/replies/"
    reply = bob.post(path, **bob.get(f"/threads/{thread}/").page.form(path) | {"body": "Here."})
    assert reply.status == 303
    assert reply.location == f"/threads/{thread}/?page=1&posted=reply-2#posted"
    assert "It’s posted" in bob.get(reply.location.partition("#")[0]).page.text


def test_what_happened_is_said_beside_the_post_to_its_author_alone(alice: Visitor, bob: Visitor):
    thread, opening = alice.opens()
    bob.answers(thread)
    for act, seq, says in (("reply", 2, "posted"), ("edit", 2, "changed"), ("new", 1, "posted")):
        path = f"/threads/{thread}/?posted={act}-{seq}"
        owner, other = (bob, alice) if seq == 2 else (alice, bob)
        page = owner.get(path)
        assert page.page.id("posted").text.startswith(f"It’s {says}")
        assert page.text.index('id="posted"') < page.text.index(f'id="p{seq}"')
        assert 'id="posted"' not in other.get(path).text
    for none in ("reply-3", "reply-x", "reply", "other-2", f"edit-{opening}", "reply-٢"):
        assert 'id="posted"' not in bob.get(f"/threads/{thread}/?posted={none}").text


def test_a_preview_leads_to_itself(alice: Visitor, bob: Visitor):
    thread, _ = alice.opens()
    post = bob.answers(thread)
    for path in ("/spaces/porch/new/", f"/threads/{thread}/", f"/posts/{post}/edit/"):
        (button,) = bob.get(path).page.all("button", name="preview")
        assert button["formaction"].endswith("#preview")
    fields = {"body": "*soft*", "post_id": cast.ident("p"), "reply_to": "", "preview": "1"}
    shown = bob.post(f"/threads/{thread}/replies/", **fields).page.id("preview")
    assert "soft Nothing is posted yet." in shown.text and shown["tabindex"] == "-1"


def test_a_visitors_words_stay_in_the_form(alice: Visitor, visitor: Visitor):
    thread, _ = alice.opens()
    fields = {"post_id": cast.ident("r"), "reply_to": "", "body": "My words"}
    reply = visitor.post(f"/threads/{thread}/replies/", **fields)
    assert reply.status == 401
    assert reply.page.id("body").text == "My words"
    assert "Sign in, in a new tab" in reply.page.text


def test_a_visitors_words_to_a_members_space_stay_too(alice: Visitor, visitor: Visitor):
    thread, _ = alice.opens("voices", title="Only for members", body="The radio again")
    fields = {"post_id": cast.ident("r"), "reply_to": "", "body": "My words"}
    reply = visitor.post(f"/threads/{thread}/replies/", **fields)
    assert (reply.status, reply.page.id("body").text) == (401, "My words")
    assert "radio" not in reply.text and "Only for members" not in reply.text


def test_a_paused_member_keeps_their_words(alice: Visitor, charlie: Visitor, dump):
    thread, _ = alice.opens()
    path = f"/threads/{thread}/replies/"
    fields = charlie.get(f"/threads/{thread}/").page.form(path) | {"body": "My words"}
    reply = charlie.post(path, **fields)
    assert (reply.status, reply.page.id("body").text) == (409, "My words")
    assert len(kept(dump)) == 1


def test_a_form_sent_twice_makes_one_reply(alice: Visitor, bob: Visitor, dump):
    thread, _ = alice.opens()
    path = f"/threads/{thread}/replies/"
    fields = bob.get(f"/threads/{thread}/").page.form(path) | {"body": "Once"}
    first, second = bob.post(path, **fields), bob.post(path, **fields)
    assert first.location == second.location == f"/threads/{thread}/?page=1&posted=reply-2#posted"
    assert kept(dump) == ["Could not *sleep*.", "Once"]
    assert len([i for i in dump()["forum"] if i["pk"]["S"].startswith("inbox#")]) == 1


def test_the_same_form_for_ever_uses_up_nothing_of_anybodys(forum: Forum, alice, bob):
    """Else one member could keep the whole site from writing."""
    thread, _ = alice.opens()
    path = f"/threads/{thread}/replies/"
    fields = bob.get(f"/threads/{thread}/").page.form(path) | {"body": "Once"}
    statuses = [bob.post(path, **fields).status for _ in range(30)]
    assert statuses.count(303) == 15
    assert set(statuses) == {303, 429}


def test_a_reply_to_a_thread_withdrawn_meanwhile_keeps_the_words(alice, bob, dump):
    thread, opening = alice.opens()
    path = f"/threads/{thread}/replies/"
    fields = bob.get(f"/threads/{thread}/").page.form(path) | {"body": "I was writing this"}
    alice.fill(f"/posts/{opening}/withdraw/")
    reply = bob.post(path, **fields)
    assert reply.status == 410
    assert reply.page.errors == []
    assert reply.page.main.all("", role="alert")[0].text.startswith("This isn’t here any more")
    assert reply.page.id("body").text == "I was writing this"
    assert "readonly" in reply.page.id("body").attributes
    assert kept(dump) == ["Could not *sleep*."]
    assert not [i for i in dump()["forum"] if i["pk"]["S"].startswith("inbox#")]


def test_somebody_elses_post_id_is_refused(alice: Visitor, bob: Visitor, dump):
    thread, opening = alice.opens()
    path = f"/threads/{thread}/replies/"
    fields = bob.get(f"/threads/{thread}/").page.form(path)
    reply = bob.post(path, **fields | {"post_id": opening, "body": "My words"})
    assert (reply.status, reply.page.id("body").text) == (400, "My words")
    assert kept(dump) == ["Could not *sleep*."]


def test_numbers_and_ids_that_we_never_wrote_are_refused(alice: Visitor, bob: Visitor, dump):
    thread, _ = alice.opens()
    path = f"/threads/{thread}/replies/"
    fields = bob.get(f"/threads/{thread}/").page.form(path) | {"body": "My words"}
    for wrong in (
        {"post_id": "x"},
        {"post_id": ""},
        {"post_id": "z" * 26},
        {"reply_to": "-1"},
        {"reply_to": "two"},
        {"reply_to": "٢"},
        {"reply_to": "9" * 10},
    ):
        assert bob.post(path, **fields | wrong).status == 400, wrong
    assert kept(dump) == ["Could not *sleep*."]


def test_an_empty_reply_is_pointed_at(alice: Visitor, bob: Visitor):
    thread, _ = alice.opens()
    reply = bob.fill(f"/threads/{thread}/", f"/threads/{thread}/replies/")
    assert (reply.status, reply.page.errors) == (422, ["Write a few words here."])


def test_a_preview_keeps_nothing(alice: Visitor, bob: Visitor, dump):
    thread, _ = alice.opens()
    typed = {"body": "*soft*", "preview": "1"}
    reply = bob.fill(f"/threads/{thread}/", f"/threads/{thread}/replies/", **typed)
    assert reply.status == 200
    assert "This is how it would look" in reply.page.text
    assert len(kept(dump)) == 1


def test_a_reply_to_a_reply_says_so_and_tells_both(alice, bob, forum: Forum):
    thread, _ = alice.opens()
    bob.answers(thread, "First")
    mo = forum.member(cast.mo)
    forum.later(seconds=20)
    path = f"/threads/{thread}/replies/"
    page = mo.get(f"/threads/{thread}/?to=2").page
    assert page.all("label", **{"for": "body"})[0].text == "Write to Gentle Otter 107"
    assert mo.post(path, **page.form(path) | {"body": "Second"}).status == 303
    shown = alice.get(f"/threads/{thread}/").page
    assert "In reply to Gentle Otter 107" in shown.id("p3").text
    assert "Mo wrote back to you" in alice.get("/inbox/").page.text
    assert "Mo wrote back to you" in bob.get("/inbox/").page.text


def test_an_address_with_a_place_that_is_none_shows_the_form(alice: Visitor):
    thread, _ = alice.opens()
    for to in ("x", "-1", "999", "%3Cb%3E", "9" * 5000):
        reply = alice.get(f"/threads/{thread}/?to={to}")
        assert reply.status == 200
        assert reply.page.all("b") == []


def test_a_thread_that_is_none_takes_no_reply(bob: Visitor):
    fields = {"post_id": cast.ident("r"), "reply_to": "", "body": "My words"}
    reply = bob.post(f"/threads/{cast.ident('nothing')}/replies/", **fields)
    assert (reply.status, reply.page.id("body").text) == (404, "My words")
