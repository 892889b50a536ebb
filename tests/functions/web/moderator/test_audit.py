"""The log: each decision in its place, without words or names, for moderators alone."""

from support.people import Visitor


def test_a_decision_is_an_entry_without_words_or_names(alice, bob, mo: Visitor):
    _, post = alice.opens()
    bob.reports(post)
    mo.decides(post)
    page = mo.get("/moderate/log/").page
    assert (
        "A moderator took a post down: Keep yourself unknown" in page.text
        and "Entry 1" in page.text
    )
    assert not any(word in page.text for word in ("Heron", "Otter", "street", post))


def test_an_empty_log_and_a_page_too_far_are_pages(mo: Visitor):
    for query in ("", "?page=7", "?page=x", "?page=999999999"):
        assert "No decisions yet" in mo.get(f"/moderate/log/{query}").page.text


def test_nobody_else_finds_it(alice: Visitor, visitor: Visitor):
    assert alice.get("/moderate/log/").status == 404
    assert visitor.get("/moderate/log/").status == 401
