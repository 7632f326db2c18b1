"""What is kept of invites that were sent, and for how long. Pure."""

from webapp.pages.privacy.lives import Lives
from webapp.responses.session_time import span_up


def whom_you_invited(lives: Lives) -> str:
    """What lies among the work that was begun, in a sentence."""
    return (
        "Of whom you invited their addresses or numbers, your own ids for them, and what came of "
        f"each; what you typed, for {span_up(lives.draft)} or until it is sent."
    )
