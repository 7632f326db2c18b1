"""A watch over a keeper that writes down what it is asked and told."""

from webapp.auth.keeper_watch import KeeperWatch, Outcome


class Notes(KeeperWatch):
    """Writes everything down, and allows as many refreshes as it was told."""

    def __init__(self, allowed: int = 100):
        self.allowed = allowed
        self.asked = 0
        self.outcomes: list[Outcome] = []
        self.scopes: list[frozenset[str]] = []

    def may_refresh(self) -> bool:
        self.asked += 1
        return self.asked <= self.allowed

    def refreshed(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)

    def granted(self, scope: frozenset[str]) -> None:
        self.scopes.append(scope)
