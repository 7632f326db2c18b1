"""What is kept of invites that were sent, and for how long. Pure."""

from webapp.pages.privacy.ledger import Kept
from webapp.pages.privacy.lives import Lives
from webapp.responses.session_time import span_up


def whom_you_invited(lives: Lives) -> str:
    """What lies among the work that was begun, in a sentence."""
    return (
        "Of whom you invited their addresses or numbers, your own ids for them, and what came of "
        f"each; what you typed, for {span_up(lives.draft)} or until it is sent."
    )


def invites_under_way(lives: Lives) -> Kept:
    """The lock around one list."""
    return Kept(
        "batch-lock:*",
        "Invites under way",
        "Only that there are some, under a hash of the account, so that no second list comes in "
        "between.",
        lives.batch,
        "after they were last heard of",
    )
