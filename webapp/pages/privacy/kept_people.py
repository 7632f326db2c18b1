"""What is kept of people who are very many, and for how long. Pure."""

from webapp.pages.privacy.ledger import Kept
from webapp.pages.privacy.lives import Lives


def of_people(lives: Lives) -> Kept:
    return Kept(
        "people:*",
        "The people of a large account",
        "Where an account has more people than Profile gives at once, they are read together and "
        "kept as Profile gave them, for this connection alone, so that they can be searched and "
        "sorted. It is deleted when you sign out or use another account, or the connection ends "
        "otherwise.",
        lives.people,
        "after you last looked at them",
    )
