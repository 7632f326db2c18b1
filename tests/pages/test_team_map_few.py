"""Of fewer than three people the map says nothing in common: in no card, by no bar and no share."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

import pytest

from sandbox.population.profiles import Profile
from sandbox.profiles import ProfileBook
from sandbox.server import Running
from tests.support.site import Site

DRAWN = ".bar, .spread, .stacked, .spreads, .core-ranks, .nobody"
SENTENCES = ("Fewer than three people", "taken by nobody", "Nobody here has all four DISC scores")


@dataclass(frozen=True)
class Few:
    """An account of these people."""

    people: list[Profile]

    def page(self, number: int, limit: int) -> list[Profile]:
        return self.people[(number - 1) * limit : number * limit]


@pytest.fixture(params=range(4))
def count(request: pytest.FixtureRequest, platform: Running) -> Iterator[int]:
    """So many people with all results, and one with none, are the main account."""
    number = int(request.param)
    world, before = platform.world, platform.world.accounts
    everyone = before[0].profiles.page(1, 100)
    complete = [p for p in everyone if p.disc and p.focus and p.core and p.disc.style != "XZ"]
    pending = next(p for p in everyone if not (p.disc or p.focus or p.core))
    few = cast("ProfileBook", Few([*complete[:number], pending]))
    world.accounts = (replace(before[0], profiles=few), *before[1:])
    yield number
    world.accounts = before


def test_no_card_draws_or_shares_out_fewer_than_three(site: Site, count: int) -> None:
    cards = site.get("/team/map").soup.select(".card.circle, .team-figures .card")

    assert len(cards) == 5
    for card in cards:
        text = " ".join(card.get_text(" ").split())
        assert bool(card.select(DRAWN)) == (count > 2), text
        assert any(sentence in text for sentence in SENTENCES) == (count < 3), text
        assert count > 2 or "%" not in text
