"""A change that waits is kept beside the words that are up, with a case that is open (F6)."""

from dataclasses import replace

from forum import posts as rules
from forum import waiting
from forum.changes import Change
from forum.posts import Post
from store import own_posts, posts, threads
from store.moderation import files
from support import kept
from support.cast import NOW, alice, bob, words
from support.kept import LOOK_BY


def proposed(post: Post, source: str = "See www.example.org") -> Change:
    """A change of it that waits for a person."""
    changed = replace(post, words=words(source), version=post.version + 1)
    told = {"title": "Another title", "want": "ideas"}
    made = waiting.propose(post, changed, **told, why=("link",), look_by=LOOK_BY)
    return Change(was=post.version, post=made)


def test_it_is_kept_beside_the_words_that_are_up(backend):
    thread, opening = kept.thread()
    made = proposed(opening)
    posts.set_post(made)
    posts.set_post(made)
    assert posts.get_post(opening.id) == made.post
    assert threads.list_threads("porch").threads == [thread]
    case = files.get_file(opening.id).case
    assert (case.state, case.hold, case.due_at) == ("open", "link", LOOK_BY)
    assert [each.hold for each in own_posts.list_own(alice.id)[0]] == ["link"]


def test_it_joins_the_case_of_what_was_reported(backend):
    _, opening = kept.thread()
    before = kept.reported(opening).case
    posts.set_post(proposed(opening))
    file = files.get_file(opening.id)
    assert (file.case.hold, file.case.priority, len(file.reports)) == ("link", before.priority, 1)


def test_approved_the_conversation_has_its_new_title(backend):
    thread, opening = kept.thread()
    made = proposed(opening)
    posts.set_post(made)
    kept.decide(files.get_file(opening.id), made.post, action="approve", line="")
    now = posts.get_post(opening.id)
    assert (now.words.source, now.edited, now.draft.source) == ("See www.example.org", True, "")
    assert threads.get_thread(thread.id).title == "Another title"
    item = kept.item("forum", f"thread#{thread.id}", "post#000001")
    assert item and not [name for name in item if name.startswith("draft")]


def test_brought_back_after_a_withdrawal_it_has_an_open_case_again(backend):
    _, opening = kept.thread()
    made = proposed(opening)
    posts.set_post(made)
    gone = rules.withdraw(alice, made.post, now=NOW)
    kept.save(made.post, gone)
    kept.decide(files.get_file(opening.id), gone, action="keep")
    assert files.get_file(opening.id).case.state == "closed"
    kept.save(gone, rules.undo(alice, gone, now=NOW))
    assert files.get_file(opening.id).case.state == "open"


def test_a_reply_keeps_its_place_and_its_words(backend):
    thread, _ = kept.thread()
    answer = kept.answer(thread)
    posts.set_post(proposed(answer))
    (_, now) = posts.list_posts(thread.id, 1)
    assert (now.words, now.seq, now.author_id) == (answer.words, 2, bob.id)
