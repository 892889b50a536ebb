"""The words of every refusal, for `web/problems.py`: title and text by slug. What happened at each
pace is in `web/pace_words.py`, what to mend by field in `web/field_words.py`.

Written for a bad night: what happened, what is safe, what to do next; no blame.
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
    "own-role": (
        N_("Somebody else decides about your own role"),
        N_("Ask another lead to propose it. Nothing was changed."),
    ),
    "second-lead": (
        N_("Another lead has to agree"),
        N_("If you are the only one, you can agree a day after you proposed it."),
    ),
    "last-lead": (
        N_("The last lead stays"),
        N_("Somebody has to be able to give roles. Make another lead first."),
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
        N_("You matter here, and you’ve been asked to pause for now"),
        N_(
            "You can’t post just now. Reading, your inbox, asking for another look, a word to the "
            "moderators and help stay open. Your inbox says why. What you wrote is still here, for "
            "you to keep."
        ),
    ),
    "case-moved": (
        N_("Something changed in this case"),
        N_(
            "Another report came in, or the words were edited, while you were reading. Your "
            "sentence is still here. Please look again, then decide."
        ),
    ),
    "being-read": (
        N_("Somebody is reading this one just now"),
        N_(
            "So that two of you don’t write to the same person, it waits for them: for a quarter "
            "of an hour at most. Nothing was decided, and what you wrote is still here."
        ),
    ),
    "decided": (
        N_("Somebody else has decided this one"),
        N_("It was decided while you were reading. Your sentence is below, to copy."),
    ),
    "asked": (
        N_("You have asked for another look already"),
        N_("A moderator reads what you sent first. How it stands is on the page of the reasons."),
    ),
    "too-late": (
        N_("The time to ask for another look is over"),
        N_(
            "We keep what is needed for it only so long. You can still write to the people who "
            "look after this place: how is on the About page."
        ),
    ),
    "told": (
        N_("It can’t be undone any more"),
        N_("The people it concerns have been told, so it stands."),
    ),
    "own-case": (
        N_("Somebody else needs to decide this one"),
        N_(
            "It is about your own words, you reported it, or you wrote in the same conversation. "
            "Another moderator will take it. What you wrote is still here."
        ),
    ),
    "person-first": (
        N_("The person comes first"),
        N_(
            "Somebody fears for them, and nobody has written to them since. Do that first, in the "
            "steps above; then decide about the words. Your sentence is still here."
        ),
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
