"""DISC, Focus and Core: results of the three assessments, typed and tolerant.

Facets, domains, levels, styles and Core values are open strings in the order in which they came:
the platform documents no closed list of any of them.
Source: Profile API reference, sections 4.2 and 5.
"""

import msgspec


class Disc(msgspec.Struct, frozen=True, gc=False):
    """The DISC result: a style of one to three letters, and four scores as sent (0 to 100)."""

    style: str | None = None
    d: float | None = None
    i: float | None = None
    s: float | None = None
    c: float | None = None

    @property
    def dimensions(self) -> tuple[tuple[str, float | None], ...]:
        """The four scores with their letters, in the order D, I, S, C."""
        return ("d", self.d), ("i", self.i), ("s", self.s), ("c", self.c)


class Facet(msgspec.Struct, frozen=True, gc=False):
    """One facet of a Focus domain: `key` in camelCase, score as sent (0 to 100), level."""

    key: str
    score: float | None = None
    level: str | None = None


class Domain(msgspec.Struct, frozen=True, gc=False):
    """One Focus domain with its facets in the order sent."""

    key: str
    score: float | None = None
    level: str | None = None
    facets: tuple[Facet, ...] = ()
