"""What happened at each pace: title and text, by the name that it has in site/data/limits.toml (or
that a community's own pace has).

What is missing here says the general words of "too-soon". How long to wait is added by
`web/problems.py`. Nothing else is needed: `limits.spend(name, …)` puts the name into the refusal.
"""

from web.problem_words import N_

# "…_site" is the whole community's. The wait is added after the text.
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
    "appeal": (
        N_("You have asked about many decisions today"),
        N_("Each one is answered. There is a pause now; what you wrote is still here."),
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
