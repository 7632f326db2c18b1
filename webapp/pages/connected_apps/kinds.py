"""What sort of app one is; pure.

Source: Profile API reference, section 2.3: clients are registered beforehand by Profile's support,
or register themselves, which is meant for MCP agents.
"""

from enum import StrEnum

from webapp.api.grants import Grant


class Kind(StrEnum):
    """The words of the badge; the value is what the address says."""

    THIS = "this-dashboard"
    ASSISTANT = "ai-assistant"
    SELF_REGISTERED = "self-registered"
    REGISTERED = "registered"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """For people."""
        return _LABELS[self]

    @property
    def meaning(self) -> str:
        """What the badge says, and how that is known."""
        return _MEANINGS[self]


_LABELS = {
    Kind.THIS: "This dashboard",
    Kind.ASSISTANT: "AI assistant",
    Kind.SELF_REGISTERED: "Registered itself",
    Kind.REGISTERED: "Registered by Profile",
    Kind.UNKNOWN: "Kind not told",
}
_MEANINGS = {
    Kind.THIS: "The dashboard that you are looking at.",
    Kind.ASSISTANT: "It registered itself and keeps no secret, as AI assistants do. "
    "Nobody at Profile has looked at it.",
    Kind.SELF_REGISTERED: "It registered itself. Nobody at Profile has looked at it.",
    Kind.REGISTERED: "Profile’s support registered it beforehand.",
    Kind.UNKNOWN: "Profile does not say how it was registered.",
}


def kind_of(grant: Grant, *, is_ours: bool) -> Kind:
    """By what the platform tells; `is_ours` says that the app is this very dashboard."""
    app = grant.app
    if is_ours:
        return Kind.THIS
    if app.is_self_registered is None:
        return Kind.UNKNOWN
    if not app.is_self_registered:
        return Kind.REGISTERED
    return Kind.ASSISTANT if app.is_public else Kind.SELF_REGISTERED
