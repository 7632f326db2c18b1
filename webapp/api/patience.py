"""Whether a reading that failed is worth a second try, and when."""

import time
from collections.abc import Callable
from typing import TypeVar

from webapp.api.errors import TooMany, TooSlow, Unavailable

PAUSE = 0.1
"""Seconds before a reading is made again."""
SHORT_WAIT = 5
"""Seconds of patience that the platform may ask for before a reading; more is for the caller."""


T = TypeVar("T")


def asked_again(ask: Callable[[], T], is_patient: bool) -> T:
    """What `ask` brings; a patient one that fails is made once more where that is worth it."""
    try:
        return ask()
    except (Unavailable, TooMany) as error:
        if not is_patient or not is_worth_a_wait(error):
            raise
    return ask()


def is_worth_a_wait(error: Unavailable | TooMany) -> bool:
    """True as soon as it is time to ask again; False where it is not worth it: what took too long
    would take as long once more.
    """
    seconds: float = PAUSE
    if isinstance(error, TooMany):
        seconds = 1 if error.retry_after is None else max(1, error.retry_after)
    if isinstance(error, TooSlow) or seconds > SHORT_WAIT:
        return False
    time.sleep(seconds)
    return True
