"""What a keeper asks and tells whoever watches it: limits, outcomes, and the granted scope."""

from webapp.security_log import Outcome

__all__ = ["KeeperWatch", "Outcome"]


class KeeperWatch:
    """Watches nothing and allows everything; what needs more overrides it."""

    def may_refresh(self) -> bool:
        """Whether this connection may ask the authorization server for new tokens just now."""
        return True

    def refreshed(self, outcome: Outcome) -> None:
        """A refresh was due, and this became of it."""

    def granted(self, scope: frozenset[str]) -> None:
        """The scope of the tokens that were just given out."""

    def kept_alone(self) -> None:
        """Fresh tokens were stored, and no replica of Redis said in time that it has them."""
