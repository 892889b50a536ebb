"""What moderators tell each other of a member: it ends, and they could read it (M17)."""

from store.moderation import person_notes
from support import cast
from support.people import Forum, Reply, Visitor

PATH = f"/moderate/people/{cast.alice.id}/"
LINE = "Asked to be answered in short sentences."


def writes(mo: Visitor, line: str = LINE) -> Reply:
    return mo.fill(PATH, note=line)


def renews(who: Visitor, why: str) -> Reply:
    (note,) = person_notes.list_notes(cast.alice.id, cast.AT)
    return who.post(f"{PATH}notes/{note.id}/renew/", why=why)


def test_a_case_leads_to_the_notes_about_whoever_wrote_it(mo: Visitor, alice: Visitor, bob):
    _, post = alice.opens()
    bob.reports(post)
    links = [one["href"] for one in mo.get(f"/moderate/cases/{post}/").page.main.all("a")]
    assert PATH in links


def test_the_next_moderator_reads_it(forum: Forum, mo: Visitor, alice: Visitor):
    assert writes(mo).status == 303
    page = forum.member(cast.lee).get(PATH).page
    assert LINE in page.text and "Notes about Quiet Heron 482" in page.heading


def test_it_ends_after_half_a_year_unless_somebody_says_why_not(
    forum: Forum, mo: Visitor, alice: Visitor
):
    writes(mo)
    forum.later(days=100)
    lee = forum.member(cast.lee, "later")
    assert renews(lee, "").status == 422
    assert renews(lee, "They still ask for it.").status == 303
    forum.later(days=100)
    page = forum.member(cast.lee, "later still").get(PATH).page
    assert LINE in page.text and "They still ask for it." in page.text
    forum.later(days=81)
    assert LINE not in forum.member(cast.lee, "at last").get(PATH).page.text


def test_what_ended_is_not_read_even_before_the_table_forgets_it(forum: Forum, mo, alice):
    writes(mo)
    forum.later(days=181)
    assert LINE not in forum.member(cast.lee, "later").get(PATH).page.text
    assert renews(forum.member(cast.lee, "later"), "Why").status == 404


def test_a_note_without_words_is_none_and_the_same_form_twice_is_one(mo: Visitor, alice: Visitor):
    assert writes(mo, " ").status == 422
    fields = mo.get(PATH).page.form(PATH) | {"note": LINE}
    assert [mo.post(PATH, **fields).status for _ in range(2)] == [303, 303]
    assert len(person_notes.list_notes(cast.alice.id, cast.AT)) == 1


def test_nobody_reads_or_writes_about_themselves(forum: Forum, mo: Visitor):
    own = f"/moderate/people/{cast.mo.id}/"
    assert mo.get(own).status == 404
    assert mo.post(own, note_id=cast.ident("n"), note="I").status == 404


def test_nobody_else_finds_it(alice: Visitor, bob: Visitor, visitor: Visitor):
    assert [who.get(PATH).status for who in (alice, bob, visitor)] == [404, 404, 401]


def test_who_is_not_there_has_no_notes(mo: Visitor):
    nobody = f"/moderate/people/{cast.ident('nobody')}/"
    assert mo.get(nobody).status == 404
    assert mo.post(nobody, note_id=cast.ident("n"), note="I").status == 404
