"""The whole story, as people live it: once with scripts, once without a single one."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from here import seed
from support import story
from support.running import Forum
from support.story import Person

Visit = Callable[..., Page]


@pytest.mark.usefixtures("village")
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_whole_story(visit: Visit, forum: Forum, scripts: bool) -> None:
    mo, alice, bob, visitor = (Person(visit, forum.origin, scripts=scripts) for _ in range(4))
    link = seed.invite_moderator("Rowan" if scripts else "Robin")
    story.a_moderator_accepts_their_invitation(mo, link)
    story.a_member_joins(alice, mo)
    story.alice_reads(alice)
    thread = story.alice_opens_a_conversation(alice)
    story.in_a_conversation(mo, alice, bob, visitor, thread, forum.later)
