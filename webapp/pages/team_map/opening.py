"""Which lists of people are drawn; pure.

A small team's all are, folded. Of a larger one's none is, until the address asks for one of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

from webapp.people.query import Asked

AT_ONCE = 100
"""People; of more than these each list has an address of its own."""
LONGEST = 1000
"""Of more people than these the first are listed, and the page says so."""

Member = TypeVar("Member")


@dataclass(frozen=True, slots=True)
class Opening:
    """`asked` is the list to be open ("" for none), `count` how many people the page is about."""

    asked: str
    count: int
    question: Asked

    def draws(self, key: str) -> bool:
        return self.count <= AT_ONCE or self.asked == key

    def query(self, key: str) -> str:
        """The query string of the same page with that list open."""
        question = self.question.query()
        return f"{question}{'&' if question else '?'}{urlencode({'open': key})}"

    def listed(self, members: Sequence[Member]) -> Sequence[Member]:
        return members[:LONGEST]
