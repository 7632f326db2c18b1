"""A number of people in words; pure."""


def so_many(count: int) -> str:
    """So many of them: "1 person", "1,204 people"."""
    return "1 person" if count == 1 else f"{count:,} people"
