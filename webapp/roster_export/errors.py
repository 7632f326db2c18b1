"""Why an export ends without a file; each with its exit code and a text that says what to do."""


class ExportError(Exception):
    """It failed for good."""

    exit_code = 1


class NoTarget(ExportError):
    """There is nothing to write to: it was typed wrongly."""

    exit_code = 2


class Unusable(ExportError):
    """What was read does not hang together: it is dropped, and the next run begins anew."""


class Refused(ExportError):
    """The service takes our credentials, or this call, from nobody like us."""

    exit_code = 3


class OutOfPatience(ExportError):
    """It went wrong for longer than was allowed; what is read so far is kept."""

    exit_code = 4


class AlreadyRunning(ExportError):
    """Another run writes the same file."""

    exit_code = 5


class Terminated(KeyboardInterrupt):
    """SIGTERM came."""
