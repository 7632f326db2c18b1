"""How to talk with a person: from the scores, by rules that the page shows."""

import pytest

from sandbox.population.profiles import Profile
from sandbox.server import Running
from tests.support.site import Site

DIMENSIONS = {"Dominance": "d", "Influence": "i", "Steadiness": "s", "Correctness": "c"}


@pytest.fixture
def people(platform: Running) -> list[Profile]:
    """Everybody of the account, as the platform has them."""
    return platform.world.accounts[0].profiles.page(1, 100)


def test_every_line_has_its_reason_and_the_reason_is_true(
    site: Site, people: list[Profile]
) -> None:
    for person in people:
        lines = site.get(f"/team/{person.id}").soup.select(".advice li p")
        reasons = [line.get_text() for line in lines]
        scores = {
            name: getattr(person.disc, letter) for name, letter in DIMENSIONS.items() if person.disc
        }
        high = [name for name, value in scores.items() if value >= 60]
        low = [name for name, value in scores.items() if value <= 40]
        assert [r.split()[0] for r in reasons if r.endswith("is 60 or more.")] == high
        assert [r.split()[0] for r in reasons if r.endswith("is 40 or less.")] == low
        assert len(lines) <= 8


def test_the_section_is_told_apart_from_what_profile_writes(
    site: Site, people: list[Profile]
) -> None:
    person = next(one for one in people if one.disc and one.first_name)

    talking = site.get(f"/team/{person.id}").soup.select_one("section.talking")

    assert talking is not None
    assert talking.h2 is not None
    assert talking.h2.get_text() == f"How to talk with {person.first_name}"
    assert "From the scores, by this dashboard’s rules" in talking.get_text()
    assert len(talking.select(".rules tbody tr")) == 8


def test_the_letters_of_a_style_are_explained(site: Site, people: list[Profile]) -> None:
    person = next(one for one in people if one.disc and one.disc.style == "SC")

    terms = site.get(f"/team/{person.id}").soup.select(".leanings dt")

    assert [term.get_text(" ", strip=True) for term in terms] == ["S Steadiness", "C Correctness"]
