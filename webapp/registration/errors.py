"""Why nothing was registered, or nobody knows; one class per exit code.

Texts are for whoever types the command, say what to do, and never hold a secret.
"""

FAILED, NOT_OFFERED, UNCLEAR = 1, 3, 4
"""Exit codes; 0 is done, and 2 is click's for a command that was typed wrongly."""


class RegistrationError(Exception):
    """It was refused, or failed: no client came of it that this dashboard could use."""

    exit_code = FAILED


class NotOffered(RegistrationError):
    """The server does not register programs by itself."""

    exit_code = NOT_OFFERED


class Unclear(RegistrationError):
    """The request went out, and whether a client was registered cannot be told."""

    exit_code = UNCLEAR

    def __init__(self, said: str):
        super().__init__(
            f"{said} Whether a client was registered cannot be told. No settings were written, and "
            "nothing is sent again by itself: registering again may leave one client unused. Ask "
            "Profile’s support whether there is one of this name, and to remove it."
        )
