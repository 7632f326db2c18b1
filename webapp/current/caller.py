"""Where this request comes from, as a list of sessions tells it."""

import time

from flask import request

from webapp.auth.browser_session import current_session
from webapp.auth.whereabouts import Whereabouts
from webapp.browser_name import browser_name
from webapp.network_place import place


def whereabouts() -> Whereabouts:
    """What this request tells of its session."""
    return Whereabouts(
        browser=browser_name(request.headers.get("User-Agent", "")),
        place=place(request.remote_addr),
        began_at=current_session().began_at or time.time(),
    )
