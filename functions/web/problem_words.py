"""The words of every refusal, for `web/problems.py`: title and text by slug, and what happened at
each pace.

Written for a bad night: what happened, what is safe, what to do next; no blame.

A pace says what happened in words made for its act. To give one its own, add a row to `PACE_WORDS`
under the name that it has in site/data/limits.toml (or that a community's own pace has); what is
missing there says the general words of "too-soon". How long to wait is added by `web/problems.py`.
Nothing else is needed: `limits.spend(name, …)` puts the name into the refusal.
"""


def N_(message: str) -> str:
    """Marks a message for the catalogues; it is translated where it is shown."""
    return message


PROBLEM_WORDS: dict[str, tuple[str, str]] = {
    "refused": (
        N_("We couldn’t take that"),
        N_(
            "It didn’t come from one of our pages, or something in it can’t be kept. Nothing "
            "was changed."
        ),
    ),
    "signed-out": (
        N_("You’ve been signed out"),
        N_(
            "It’s been a while, so we closed the door behind you. Sign in, then try again "
            "here: your words are still on this page."
        ),
    ),
    "members-only": (
        N_("This space is for members"),
        N_("What is said there stays among members. You can join with a made-up name, or sign in."),
    ),
    "not-match": (
        N_("That didn’t match"),
        N_("This happens a lot. Check it word by word and try again."),
    ),
    "passkey-needed": (
        N_("Your passkey, please"),
        N_(
            "You are signed in with your key. The pages for looking after this place open with "
            "your passkey, too. You need it once in each visit."
        ),
    ),
    "step-up": (
        N_("Your passkey once more, please"),
        N_("This changes who may come in here, so we ask just before. Nothing was changed."),
    ),
    "passkey-refused": (
        N_("That didn’t open anything"),
        N_(
            "It may have taken longer than five minutes, or the code or the passkey is another "
            "one. Nothing was changed. Press the button once more."
        ),
    ),
    "passkey-frozen": (
        N_("This passkey is put aside"),
        N_(
            "It counted backwards, and that can mean that somebody has a copy of it. It opens "
            "nothing any more. Use your other one, or ask for a new link."
        ),
    ),
    "not-found": (
        N_("There is no page here"),
        N_("The address may have a slip in it. Nothing is broken on your side."),
    ),
    "wrong-method": (
        N_("That isn’t how this page works"),
        N_("Go back and use the button on the page. Nothing was changed."),
    ),
    "name-taken": (
        N_("Someone here already has that name"),
        N_("Here are some others. Nothing else was lost."),
    ),
    "closed": (
        N_("This conversation has been closed"),
        N_("It takes no more replies. You can still read it, and your words are here to copy."),
    ),
    "conflict": (
        N_("Someone changed this while you were writing"),
        N_(
            "Your version is in the box and the other one is beside it. Keep the parts you "
            "want, then try again."
        ),
    ),
    "joining-closed": (
        N_("Joining needs an invitation just now"),
        N_("If somebody gave you an invitation code, write it below. Reading and help stay open."),
    ),
    "used-code": (
        N_("That code has been used, or is too old"),
        N_(
            "Each code works once. If it was you, you can sign in with the key you were given then."
        ),
    ),
    "paused": (
        N_("You’ve been asked to pause for now"),
        N_("You can’t post just now. Reading, your inbox and help stay open."),
    ),
    "case-moved": (
        N_("Something changed in this case"),
        N_(
            "Another report came in, or the words were edited, while you were reading. Your "
            "sentence is still here. Please look again, then decide."
        ),
    ),
    "decided": (
        N_("Somebody else has decided this one"),
        N_("It was decided while you were reading. Your sentence is below, to copy."),
    ),
    "told": (
        N_("It can’t be undone any more"),
        N_("The people it concerns have been told, so it stands."),
    ),
    "own-case": (
        N_("Somebody else needs to decide this one"),
        N_("It is about your own words, or you reported it. Another moderator will take it."),
    ),
    "under-review": (
        N_("A moderator is looking at this"),
        N_("Nothing has been decided. Until then it stays as it is, and nobody else can read it."),
    ),
    "gone": (
        N_("This isn’t here any more"),
        N_("The person who wrote it may have taken it down. That’s always theirs to do."),
    ),
    "too-large": (
        N_("That’s too much for one go"),
        N_("Please send less at a time. Nothing was changed."),
    ),
    "wrong-type": (
        N_("We can’t read that kind of message"),
        N_("Please use the form on the page. Nothing was changed."),
    ),
    "too-long": (
        N_("That’s a little long"),
        N_("Your words are still in the box. You could split them into two posts."),
    ),
    "incomplete": (N_("Something is missing"), N_("Your words are still here.")),
    "speed-bump": (
        N_("The small check didn’t finish"),
        N_("Please try again: your browser does a small sum meanwhile. Nothing was lost."),
    ),
    "too-soon": (
        N_("Let’s slow down a little"),
        N_("There have been several in a short while. Your words will wait in the box."),
    ),
    "writing-paused": (
        N_("Writing is paused for a little while"),
        N_("The forum is far busier than usual. Your words are still here. Please try again soon."),
    ),
    "resting": (
        N_("We’re mending something"),
        N_(
            "Our side stumbled, not yours. Nothing was half-done, and your words are still "
            "here. Please try again in a minute."
        ),
    ),
    "stumbled": (
        N_("Our side stumbled, not yours"),
        N_("Please try again in a minute. Nothing you did caused this."),
    ),
}

# By the name of the pace; "…_site" is the whole community's. The wait is added after the text.
PACE_WORDS: dict[str, tuple[str, str]] = {
    "join": (
        N_("Several people have joined from this connection"),
        N_(
            "That is usual in a shelter, a group or a library, and it is not about you. With an "
            "invitation code you can join at once: a moderator or your group can give you one. "
            "What you chose is still here."
        ),
    ),
    "join_site": (
        N_("Many people have joined in a short while"),
        N_(
            "So that everyone is welcomed, joining goes more slowly just now. With an invitation "
            "code you can join at once. What you chose is still here."
        ),
    ),
    "invitation": (
        N_("This invitation code has been tried many times"),
        N_("It is as good as before. What you chose is still here; please try again then."),
    ),
    "sign_in": (
        N_("There have been many tries from this connection"),
        N_("Your link is as good as before, and nobody has been locked out."),
    ),
    "sign_in_slow": (
        N_("Signing in goes slowly just now"),
        N_(
            "There have been many tries. Your key is as good as before, and nobody is locked out. "
            "Please give it once more: your browser then does a small sum, and you need not wait. "
            "If scripts are turned off here, there is a short wait."
        ),
    ),
    "recovery_slow": (
        N_("Recovery goes slowly just now"),
        N_(
            "There have been many tries. Your code is as good as before, and nobody is locked out. "
            "Please give it once more: your browser then does a small sum, and you need not wait. "
            "If scripts are turned off here, there is a wait."
        ),
    ),
    "thread_new": (
        N_("You have started a conversation today"),
        N_(
            "While you are new, conversations are few, so that each one is read. This one will "
            "wait in the box, and you can reply to others meanwhile."
        ),
    ),
    "thread": (
        N_("You have started several conversations"),
        N_("So that each one is read, there is a pause now. Your words will wait in the box."),
    ),
    "thread_site": (
        N_("Many conversations have begun in a short while"),
        N_("So that each one is read, there is a pause now. Your words will wait in the box."),
    ),
    "reply_new": (
        N_("Let’s slow down a little"),
        N_("While you are new, replies come a few at a time. Your words will wait in the box."),
    ),
    "reply": (
        N_("Let’s slow down a little"),
        N_(
            "A pause between replies keeps the place quiet for everyone. Your words will wait in "
            "the box."
        ),
    ),
    "reply_site": (
        N_("Many people are writing just now"),
        N_("So that each post is read, there is a short pause. Your words will wait in the box."),
    ),
    "edit": (
        N_("You have changed your posts several times"),
        N_("There is a pause now. What you wrote is still in the box, and the post is as it was."),
    ),
    "withdraw": (
        N_("You have taken back or put back many posts"),
        N_("There is a pause now. Nothing else was changed. If it is urgent, tell a moderator."),
    ),
    "report": (
        N_("You have told us about many things"),
        N_("Thank you: each one is read. There is a pause now; what you wrote is still here."),
    ),
    "report_signed_out": (
        N_("Several reports came from this connection"),
        N_(
            "Thank you: each one is read. There is a pause now; what you wrote is still here. "
            "Members can report more."
        ),
    ),
    "report_site": (
        N_("Many reports have come in a short while"),
        N_("Each one is read. There is a pause now; what you wrote is still here."),
    ),
    "outcome": (
        N_("This connection has asked for many outcomes"),
        N_("The answer to your report stays where it is, and your code stays good."),
    ),
    "staff": (
        N_("You have done a great deal in one hour"),
        N_("There is a pause now, for you too. What you wrote is still here."),
    ),
}

# By the door that is asked far more than usual.
PAUSE_WORDS: dict[str, tuple[str, str]] = {
    "member": (
        N_("Writing is paused for a little while"),
        N_(
            "The forum is far busier than usual, and nothing is lost: your words are still in the "
            "box. Please send them again at %(time)s, or a little sooner. Reading goes on, and a "
            "report to the moderators gets through at any time."
        ),
    ),
    "auth": (
        N_("Joining is paused for a little while"),
        N_(
            "Far more people than usual are at the door. What you chose is still here. Please try "
            "again at %(time)s, or a little sooner. With an invitation code you can join now. "
            "Reading and help stay open."
        ),
    ),
}

SIGN_IN_FIRST = (
    N_("This page is for people with a place here"),
    N_("Sign in with your key, or join with a made-up name. No email, no real name."),
)
