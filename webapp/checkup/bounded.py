"""Every check within its time, whatever it hangs on."""

import threading
import time
from collections.abc import Callable

from webapp.checkup.row import Row, failed

SECONDS = 20.0
"""That one check takes at most."""


def within(name: str, check: Callable[[], Row], seconds: float = SECONDS) -> Row:
    """What the check found, under its name; a failure where it is not over in time or breaks.

    One that hangs is left behind in a thread that ends with the process.
    """
    found: list[Row] = []

    def run() -> None:
        try:
            found.append(check())
        except Exception as error:  # its text may hold anything, its kind does not
            found.append(
                failed(f"The check broke ({type(error).__name__}).", "Report this as a fault.")
            )

    started = time.monotonic()
    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    milliseconds = round((time.monotonic() - started) * 1000)
    late = failed(
        f"No result within {seconds:.0f} seconds.", "Look for what hangs on the way there."
    )
    return (found[0] if found else late).named(name, milliseconds)
