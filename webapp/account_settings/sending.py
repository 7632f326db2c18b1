"""Sends one change, and says whether the platform refused it, or has to be read to know."""

from collections.abc import Callable

from webapp.account_settings.changes import Outcome
from webapp.api import Conflict, NotOffered, Rejected, Unavailable, UnexpectedAnswer


def sent(send: Callable[[], object]) -> tuple[Outcome | None, str | None]:
    """What is known without a reading, and the platform's sentence; (None, None) where only a
    reading tells, be it after a success or after an answer that was lost. Other errors, with
    which nothing was done, are raised.
    """
    try:
        send()
    except NotOffered:
        return Outcome.NOT_OFFERED, None
    except (Rejected, Conflict) as refused:
        return Outcome.REFUSED, refused.message
    except Unavailable as error:
        if not error.was_sent:
            raise
    except UnexpectedAnswer:
        pass
    return None, None
