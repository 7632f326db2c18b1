"""What each worker process serves."""

import gc

from flask import Flask

from webapp import create_app, spare_memory


def app() -> Flask:
    """The application, made once a process. Raises SettingsError as `create_app`.

    What is there by now stays as long as the process does. Looking through all of it for what
    nobody needs any more stops every thread for 50 to 80 ms, so it is taken out of that.
    """
    spare_memory.give_back()
    made = create_app()
    gc.collect()
    gc.freeze()
    return made
