"""The pages of somebody whose Focus came in another shape than the documented one."""

import msgspec
import pytest

from sandbox.population.profiles import Profile
from sandbox.server import Running
from tests.support.altered_people import Alter, with_flexibility
from tests.support.site import Site


@pytest.fixture
def misshapen(platform: Running, alter: Alter) -> Profile:
    """A complete person, by what the platform has but for one Focus score."""
    person = platform.world.accounts[0].profiles.page(1, 1)[0]
    assert person.disc
    assert person.focus
    assert person.core
    alter({0: with_flexibility(score="very private")})
    return person


def test_all_but_focus_is_shown_and_of_focus_it_is_said(site: Site, misshapen: Profile) -> None:
    page = site.get(f"/team/{misshapen.id}")

    assert (page.status, page.heading) == (200, f"{misshapen.first_name} {misshapen.last_name}")
    [focus] = page.soup.select("section.focus")
    said = f"Focus: what Profile sent for {misshapen.first_name} cannot be read."
    assert said in focus.get_text()
    assert "not taken yet" not in focus.get_text()
    assert len(page.soup.select("section.values ol li")) == 5
    assert page.soup.select("section.disc svg")
    assert page.soup.select("section.tags")
    assert "is the first of the Core values" in page.text
    assert "in Focus:" not in page.text
    assert "private" not in page.html


def test_somebody_with_nothing_else_has_results_all_the_same(
    site: Site, platform: Running, alter: Alter
) -> None:
    def only_focus(person: Profile) -> Profile:
        return msgspec.structs.replace(misshape(person), disc=None, core=None)

    misshape = with_flexibility(facets="none")
    alter({0: only_focus})
    [person] = platform.world.accounts[0].profiles.page(1, 1)

    page = site.get(f"/team/{person.id}")

    assert "cannot be read." in page.text
    assert "No results yet." not in page.text


def test_the_debrief_needs_no_focus(site: Site, misshapen: Profile) -> None:
    page = site.get(f"/team/{misshapen.id}/debrief")

    assert page.status == 200
    assert "Debrief" in page.text


def test_compare_says_it_in_the_same_words(
    site: Site, misshapen: Profile, platform: Running
) -> None:
    other = platform.world.accounts[0].profiles.page(1, 2)[1]

    page = site.get(f"/team/compare?id={misshapen.id}&id={other.id}")

    assert "Focus: what Profile sent for" in page.text
    assert "cannot be read." in page.text
