"""A profile in the platform's own shape: an assessed person, whole, partial or pending.

Source: Profile API reference, section 4.2.
"""

from msgspec import Struct
from msgspec.structs import replace

from sandbox.scoring import FACET_POINTS, domain_score, facet_score, level


class Score(Struct, frozen=True):
    """A facet's score (0 to 100) and its level."""

    score: int
    level: str


class Domain(Struct, frozen=True):
    """A Focus domain: score (0 to 100), level, and its facets by key."""

    score: int
    level: str
    facets: dict[str, Score]


class Disc(Struct, frozen=True):
    """DISC: the style's letters and four scores, unrounded, 0 to 100."""

    style: str
    d: float
    i: float
    s: float
    c: float


class Core(Struct, frozen=True):
    """The five foremost Core values in order, by their camelCase keys."""

    first: str
    second: str
    third: str
    fourth: str
    fifth: str


class Profile(Struct, frozen=True, rename="camel", omit_defaults=True, kw_only=True):
    """One profile; what is None is absent on the wire. Times as ISO text with milliseconds.

    No e-mail address (of whoever was invited by phone) is an empty one here, and absent there.
    """

    id: str
    created_at: str
    updated_at: str
    email: str = ""
    first_name: str | None = None
    last_name: str | None = None
    phone: str | None = None
    disc: Disc | None = None
    core: Core | None = None
    focus: dict[str, Domain] | None = None

    @property
    def is_pending(self) -> bool:
        """Whether there is no result at all."""
        return self.disc is None and self.core is None and self.focus is None

    @property
    def bare(self) -> "Profile":
        """Without its results."""
        return replace(self, disc=None, core=None, focus=None)


_SCORES = tuple(
    Score(facet_score(points), level(facet_score(points))) for points in range(FACET_POINTS + 1)
)


def domain(points: dict[str, int]) -> Domain:
    """A domain from the points (0 to 16) of its six facets."""
    score = domain_score(sum(points.values()))
    return Domain(score, level(score), {key: _SCORES[count] for key, count in points.items()})
