"""A clock that stands still until it is told."""


class StillClock:
    """Seconds of nothing in particular; it counts who looks."""

    def __init__(self) -> None:
        self.now = 100.0
        self.looked = 0

    def __call__(self) -> float:
        self.looked += 1
        return self.now
