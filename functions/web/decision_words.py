"""The words of moderation, by the names that `forum/moderation/actions.py` gives: each row of its
table has its words here, and a test says so.
"""

from web.problem_words import N_

# Where a moderator chooses: the label, and what follows from it.
ACTION_WORDS: dict[str, tuple[str, str]] = {
    "approve": (N_("Let it up"), N_("In the place where it was written; its author is told")),
    "return": (
        N_("Ask for one change"),
        N_("Its author reads your sentence; sent again, it is back here"),
    ),
    "keep": (N_("It stays"), N_("The author and whoever told us find a notice")),
    "redact": (
        N_("Take a detail out"),
        N_("At once; the rest stays. The author is told why, and can read theirs for seven days"),
    ),
    "correct": (
        N_("Put what is right in front of it"),
        N_("It stays as it is, below your note and where that is from"),
    ),
    "uncorrect": (N_("Take that note off again"), N_("It stands for itself")),
    "remove": (N_("Take it down"), N_("The author keeps a copy and is told why")),
}
# What may come of another look.
ANSWER_WORDS: dict[str, tuple[str, str]] = {
    "uphold": (N_("It stays as it was decided"), N_("Say why, to what they said")),
    "vary": (
        N_("It stays, for another reason"),
        N_("Choose the guideline that it is about instead; nothing counts against them"),
    ),
    "overturn": (
        N_("It was wrong"),
        N_("What was done to the post is taken back, and nothing counts against them"),
    ),
}
# In a case that comes again.
BEFORE_WORDS: dict[str, str] = {
    "approve": N_("let up"),
    "return": N_("one change asked for"),
    "keep": N_("it stays"),
    "redact": N_("a detail taken out"),
    "correct": N_("what is right put in front of it"),
    "uncorrect": N_("the note in front taken off"),
    "remove": N_("taken down"),
    "other": N_("something that this page cannot name yet"),
}
# What whoever reported finds. It never says what happened to anybody's account.
OUTCOME_WORDS: dict[str, str] = {
    "kept": N_("A moderator read it, and the post stays as it is."),
    "edited": N_("A moderator read it and took something out of the post. The rest stays."),
    "noted": N_("A moderator read it and put what is right in front of the post."),
    "removed": N_("A moderator read it and took the post down."),
    "cared": N_(
        "A moderator has read it and is looking after this. You have done enough, and you do not "
        "have to stay."
    ),
    "with-them": N_(
        "A moderator is with them now. You have done enough, and you do not have to stay. Please "
        "look after yourself."
    ),
    "other": N_("A moderator has read it and decided."),
}
# In the log, after the role of whoever did it.
EVENT_WORDS: dict[str, str] = {
    "approve": N_("A %(role)s read a post that waited, and it is up"),
    "return": N_("A %(role)s asked for one change in a post that waited: %(rule)s"),
    "keep": N_("A %(role)s let something stay: %(rule)s"),
    "redact": N_("A %(role)s took a detail out of a post: %(rule)s"),
    "correct": N_("A %(role)s put what is right in front of a post: %(rule)s"),
    "uncorrect": N_("A %(role)s took the note in front of a post off: %(rule)s"),
    "remove": N_("A %(role)s took a post down: %(rule)s"),
    "uphold": N_("A %(role)s looked again at a decision of somebody else, and it stays: %(rule)s"),
    "vary": N_(
        "A %(role)s looked again at a decision of somebody else, and gave another reason: %(rule)s"
    ),
    "overturn": N_(
        "A %(role)s looked again at a decision of somebody else, and took it back: %(rule)s"
    ),
    "uphold-alone": N_(
        "A %(role)s who is alone looked again at a decision, and it stays: %(rule)s"
    ),
    "vary-alone": N_(
        "A %(role)s who is alone looked again at a decision, and gave another reason: %(rule)s"
    ),
    "overturn-alone": N_(
        "A %(role)s who is alone looked again at a decision, and took it back: %(rule)s"
    ),
    "undo": N_("A %(role)s took a decision back before anybody was told: %(rule)s"),
    "claim": N_("A %(role)s began to read a case"),
    "read-first": N_("A %(role)s reads what comes next before others do, for some days"),
    "welfare-assess": N_("A %(role)s looked how somebody is whom others fear for"),
    "welfare-reach-out": N_("A %(role)s wrote to somebody whom others fear for"),
    "welfare-answer": N_("A %(role)s looked whether somebody had written back"),
    "welfare-review": N_("A %(role)s thought about what to do when nobody writes back"),
    "welfare-lead": N_("A %(role)s called a lead"),
    "welfare-no-lead": N_("A %(role)s called a lead, and nobody answered"),
    "welfare-help-called": N_("A %(role)s and a lead had help called"),
    "welfare-help-called-alone": N_("A %(role)s had help called, since no lead could be reached"),
    "welfare-no-data": N_("A %(role)s could not have help called: nobody here knows where"),
    "welfare-community": N_("A %(role)s looked after the others in a conversation"),
    "welfare-follow-up": N_("A %(role)s looked in again on somebody whom others feared for"),
    "welfare-debrief": N_("A %(role)s took a moment after something heavy"),
    "welfare-hand-over": N_("A %(role)s left the next step of care to somebody else"),
    "lock": N_("A %(role)s closed a conversation for some hours"),
    "unlock": N_("A %(role)s opened a conversation again"),
    "pause": N_("A %(role)s paused a post, to look at it"),
    "pause-by-reports": N_(
        "Several members named a guideline, and a post is paused until somebody looks"
    ),
    "hours-away": N_("A %(role)s said when nobody is here"),
    "hours-here": N_("A %(role)s said when somebody is here besides"),
    "hours-back": N_("A %(role)s took back what was said about a certain day"),
    "invite": N_("A %(role)s invited a moderator"),
    "invite-again": N_("A %(role)s let somebody set up a new passkey"),
    "set-up-passkey": N_("A %(role)s set up a passkey"),
    "take-off-passkey": N_("A %(role)s took off a passkey"),
    "freeze-passkey": N_("A passkey of a %(role)s counted backwards and was put aside"),
    "propose-role": N_("A %(role)s proposed a change of somebody’s role"),
    "give-role": N_("A %(role)s agreed to a change of somebody’s role"),
    "leave-role": N_("A %(role)s left somebody’s role as it was"),
    "freeze-role": N_("A %(role)s took somebody’s role away at once"),
    "copy": N_("A %(role)s took a copy of everything"),
    "restore": N_("A %(role)s brought everything back from a copy"),
    "unseal-law": N_("A %(role)s looked up who is behind a case, because the law asked for it"),
    "unseal-life": N_("A %(role)s looked up who is behind a case, because a life was in danger"),
    "other": N_("A %(role)s did something that this page cannot name yet"),
}
# What of the log to look at.
LOG_WORDS: dict[str, str] = {
    "decisions": N_("Cases and decisions"),
    "looks": N_("Decisions that were looked at again"),
    "care": N_("Care for somebody in danger"),
    "days": N_("Days that differ"),
    "team": N_("Roles and passkeys"),
    "deployer": N_("What the deployer did"),
}
# Why a post waits: to whoever wrote it, and to whoever reads it, by `forum/moderation/holds.py`.
HOLD_WORDS: dict[str, str] = {
    "link": N_("It has a web address that is not on our list. A person looks where it leads."),
    "unstaffed": N_(
        "People talk about hard things in this space, and no moderator is here just now. Somebody "
        "reads it when they are back."
    ),
    "member": N_("A moderator reads what you write first for a while. Your inbox says why."),
    "thread": N_("For a while, a moderator reads what anybody writes in this conversation first."),
    "space": N_("For a while, a moderator reads what anybody writes in this space first."),
    "first": N_("It is among your first posts here. A person reads those, whoever writes them."),
    "other": N_("This place asks for a second pair of eyes on it."),
}
HELD_WORDS: dict[str, str] = {
    "link": N_("An address that is not on the list"),
    "unstaffed": N_("Written while nobody was here"),
    "member": N_("A member who is read first for a while"),
    "thread": N_("A conversation that is read first for a while"),
    "space": N_("A space that is read first for a while"),
    "first": N_("Somebody’s first post"),
    "other": N_("A reason that this page cannot name yet"),
}
ROLE_WORDS: dict[str, str] = {
    "greeter": N_("greeter"),
    "moderator": N_("moderator"),
    "lead": N_("lead"),
    "deployer": N_("deployer"),
    "program": N_("program"),
}
