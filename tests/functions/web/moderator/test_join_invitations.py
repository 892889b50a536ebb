"""Codes to join with: made by moderators, shown once, good for one person."""

from support.people import Forum, Visitor, key_and_code


def test_a_moderator_makes_a_code_that_lets_one_person_in(mo: Visitor, visitor: Visitor, dump):
    code = mo.invites()
    assert code.replace("-", "").lower() not in str(dump()).lower()
    key, _ = key_and_code(visitor.joins(invitation=code))
    assert len(key.split()) == 7


def test_the_same_form_twice_makes_one_code(mo: Visitor, dump):
    path = "/moderate/invitations/"
    fields = mo.get(path).page.form(path)
    codes = {mo.post(path, **fields).page.id("code").text for _ in range(2)}
    assert len(codes) == 1
    assert len([i for i in dump()["ephemeral"] if i["pk"]["S"].startswith("invitation#")]) == 1


def test_a_used_code_stays_used_when_its_form_is_sent_again(mo: Visitor, forum: Forum):
    path = "/moderate/invitations/"
    fields = mo.get(path).page.form(path)
    code = mo.post(path, **fields).page.id("code").text
    assert forum.visitor().joins(invitation=code).status == 200
    mo.post(path, **fields)
    second = forum.visitor().joins(invitation=code)
    assert (second.status, "has been used" in second.page.text) == (409, True)


def test_a_code_is_good_for_fourteen_days(mo: Visitor, visitor: Visitor, forum: Forum):
    code = mo.invites()
    forum.later(days=14)
    assert visitor.joins(invitation=code).status == 422


def test_nobody_else_makes_one(alice: Visitor, visitor: Visitor, dump):
    before = dump()
    for who, status in ((alice, 404), (visitor, 401)):
        assert who.post("/moderate/invitations/", token="0" * 26).status == status
        assert who.get("/moderate/invitations/").status == status
    assert dump() == before


def test_a_token_that_we_never_wrote_is_refused(mo: Visitor):
    assert mo.post("/moderate/invitations/", token="x").status == 400
