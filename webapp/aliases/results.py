"""What came of changing one own id; pure."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from webapp.api.aliases import Alias


class Match(NamedTuple):
    """An own id and the id of the person for whom it stands."""

    key: str
    person: str

    @classmethod
    def by(cls, alias: Alias) -> "Match":
        """As it stands; what is absent is "" here."""
        return cls(alias.consumer_key or "", alias.resource_id or "")


NOTHING = Match("", "")


class End(StrEnum):
    """DONE, or ALREADY so. TAKEN: the key is somebody else's. GONE: there is no such alias any
    more. MEANWHILE: somebody else has changed the same. REFUSED by the platform. FAILED: no usable
    answer came, and a reading shows that it was not done. UNSURE: nor could that be read.
    NOT_OFFERED: the platform has no such call.
    """

    DONE = "done"
    ALREADY = "already"
    TAKEN = "taken"
    GONE = "gone"
    MEANWHILE = "meanwhile"
    REFUSED = "refused"
    FAILED = "failed"
    UNSURE = "unsure"
    NOT_OFFERED = "not offered"


@dataclass(frozen=True, slots=True)
class Result:
    """`alias` is what it was about as it is now, or for a deletion was; `holder` is what the key
    stands for where it is TAKEN, None where that could not be read; `said` the platform's sentence.
    """

    end: End
    alias: Alias | None = None
    holder: Alias | None = None
    said: str | None = None

    @property
    def is_as_wished(self) -> bool:
        """Whether nothing is left to do."""
        return self.end in (End.DONE, End.ALREADY)
