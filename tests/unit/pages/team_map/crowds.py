"""Crowds of exact sizes, for properties that hold for nobody, for few and for a thousand."""

from random import Random

from hypothesis import strategies as st

from webapp.api.focus import Domain, Facet
from webapp.api.profiles import Profile
from webapp.api.scores import Disc

SIZES = (0, 1, 2, 3, 4, 1000)
LEVELS = ("veryLow", "low", "baseline", "high", "veryHigh", "soaring", None)
VALUES = ("freedom", "wealth", "wisdom", "familyHappiness", "x2Factor", "stargazing", "health")


def _maybe(chance: Random, value: float) -> float | None:
    return None if chance.random() < 0.1 else value


def _disc(chance: Random) -> Disc | None:
    if chance.random() < 0.15:
        return None
    scores = [_maybe(chance, chance.uniform(-5, 105)) for _ in "disc"]
    return Disc(chance.choice((None, "", "D", "DI", "CS", "XZ")), *scores)


def _focus(chance: Random) -> tuple[Domain, ...] | None:
    if chance.random() < 0.15:
        return None
    keys = chance.sample(("flexibility", "stability", "curiosity"), chance.randint(0, 3))
    return tuple(
        Domain(
            key,
            _maybe(chance, chance.randint(0, 100)),
            chance.choice(LEVELS),
            tuple(Facet(facet, _maybe(chance, chance.randint(0, 100))) for facet in ("a", "b")),
        )
        for key in keys
    )


def _core(chance: Random) -> tuple[str, ...] | None:
    return None if chance.random() < 0.15 else tuple(chance.choices(VALUES, k=chance.randint(0, 7)))


def crowd(size: int, chance: Random) -> tuple[Profile, ...]:
    """So many people, who may lack any part."""
    return tuple(
        Profile(
            id=f"{number:024x}",
            first_name=f"Person {number}",
            disc=_disc(chance),
            focus=_focus(chance),
            core=_core(chance),
        )
        for number in range(size)
    )


CROWDS = st.builds(
    crowd, st.sampled_from(SIZES) | st.integers(5, 40), st.randoms(use_true_random=True)
)
"""True chance with a seed that is told: a thousand people take more draws than can be shrunk."""
