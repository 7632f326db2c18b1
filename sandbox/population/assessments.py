"""Results that vary like people's: DISC from an archetype, Focus leaning on DISC, Core by lot."""

from typing import NamedTuple

from sandbox.population.draws import Draws
from sandbox.population.keys import CORE_VALUES, FACETS
from sandbox.population.profiles import Core, Disc, Domain, domain
from sandbox.scoring import FACET_POINTS, style


class _Archetype(NamedTuple):
    """How often it occurs in 32 people, and where its four DISC scores centre (0 to 100)."""

    share: int
    d: int
    i: int
    s: int
    c: int


_ARCHETYPES = (
    _Archetype(2, 80, 42, 22, 37),
    _Archetype(3, 76, 66, 24, 30),
    _Archetype(3, 64, 78, 34, 22),
    _Archetype(4, 34, 82, 42, 24),
    _Archetype(3, 25, 72, 64, 30),
    _Archetype(4, 22, 62, 76, 34),
    _Archetype(4, 20, 36, 81, 42),
    _Archetype(3, 22, 28, 74, 64),
    _Archetype(2, 30, 22, 63, 78),
    _Archetype(2, 40, 22, 38, 82),
    _Archetype(1, 66, 28, 20, 76),
    _Archetype(1, 77, 30, 18, 65),
)
_BY_LOT = tuple(archetype for archetype in _ARCHETYPES for _ in range(archetype.share))


def disc(draws: Draws) -> Disc:
    """Four unrounded scores around an archetype, and the style that follows from them."""
    archetype = _BY_LOT[draws.below(len(_BY_LOT))]
    scores = {}
    for letter, centre, bell in zip("disc", archetype[1:], draws.bells(4), strict=True):
        drawn = centre + 8 * bell + draws.unit() - 0.5
        scores[letter] = round(min(max(drawn, 2.0), 98.0), 8)
    return Disc(style(scores), **scores)


def focus(draws: Draws, leaning: Disc) -> dict[str, Domain]:
    """Five domains of six facets; a lively person scores higher on communication, and so on."""
    lean = {
        "flexibility": (leaning.i - leaning.c) / 24,
        "organization": (leaning.c + leaning.d - 90) / 18,
        "communication": (leaning.i + leaning.d - leaning.s - 35) / 18,
        "understanding": (leaning.s + leaning.i - leaning.d - 45) / 18,
        "stability": (leaning.s - 45) / 22,
    }
    return {key: _domain(draws, keys, lean[key]) for key, keys in FACETS.items()}


def core(draws: Draws) -> Core:
    """Five different values, those at the head of the list a little more often."""
    left = list(CORE_VALUES)
    return Core(*(left.pop(draws.below(1 + draws.below(len(left)))) for _ in range(5)))


def _domain(draws: Draws, facets: tuple[str, ...], lean: float) -> Domain:
    common, *own = draws.bells(1 + len(facets))
    middle = FACET_POINTS / 2 + 0.6 + lean + 1.4 * common
    points = [min(max(round(middle + 2.6 * bell), 0), FACET_POINTS) for bell in own]
    return domain(dict(zip(facets, points, strict=True)))
