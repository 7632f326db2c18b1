"""How a change may stand, and why it may not go on; pure."""

from enum import StrEnum

from webapp.api.tags import Tag


class State(StrEnum):
    """RUNNING; DONE as far as it goes; STOPPED before its end, and may be continued; CONFLICT: what
    it was drawn from is no longer so, and nothing was overwritten.
    """

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    CONFLICT = "conflict"


class Trouble(StrEnum):
    """Why it stopped, or what it met. The first six are of a STOPPED change.

    UNCLEAR: it was sent, and whether it was done could not be read. RESISTED: the platform took it
    and all the same shows otherwise. INTERRUPTED on our side. DELETED, RENAMED, CHANGED: the tag,
    meanwhile, by somebody else; TWIN: another tag has the label.
    """

    REFUSED = "refused"
    BUSY = "busy"
    UNREACHED = "unreached"
    UNCLEAR = "unclear"
    RESISTED = "resisted"
    INTERRUPTED = "interrupted"
    SIGNED_OUT = "signed out"
    NOT_ALLOWED = "not allowed"
    NOT_OFFERED = "not offered"
    DELETED = "deleted"
    RENAMED = "renamed"
    CHANGED = "changed"
    TWIN = "twin"


CONFLICTS = frozenset({Trouble.DELETED, Trouble.RENAMED, Trouble.CHANGED, Trouble.TWIN})


class Setback(Exception):
    """This round came to nothing and another may help; `stop` is for where none does."""

    def __init__(self, stop: "Stop"):
        super().__init__(stop.trouble.value)
        self.stop = stop


class Stop(Exception):
    """A change cannot go on. `said` is the platform's own sentence; `tag` what stands in the way;
    `again_at` the moment (Unix seconds) before which it asks not to be asked again.
    """

    def __init__(
        self,
        trouble: Trouble,
        said: str | None = None,
        *,
        tag: Tag | None = None,
        again_at: float | None = None,
    ):
        super().__init__(trouble.value)
        self.trouble, self.said, self.tag, self.again_at = trouble, said, tag, again_at
