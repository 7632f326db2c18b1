"""A person's page against the sandbox's own data, the awkward people included."""

from collections.abc import Callable

import pytest

from sandbox.population.profiles import Profile
from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.page import Page
from tests.support.site import Site

Find = Callable[[Callable[[Profile], object]], Profile]


@pytest.fixture
def find(platform: Running) -> Find:
    """The first person of whom something is true."""
    people = platform.world.accounts[0].profiles.page(1, 100)
    return lambda wanted: next(person for person in people if wanted(person))


def section(page: Page, heading: str) -> str:
    """The text of the section under this heading."""
    found = next((h2 for h2 in page.soup.find_all("h2") if h2.get_text() == heading), None)
    assert found is not None, f"no section {heading}"
    assert found.parent is not None
    return " ".join(found.parent.get_text(" ").split())


def test_everything_of_a_complete_person_is_shown(site: Site, find: Find) -> None:
    person = find(lambda p: p.disc and p.focus and p.core and p.last_name)
    assert person.disc is not None
    assert person.focus is not None
    page = site.get(f"/team/{person.id}")

    assert page.heading == f"{person.first_name} {person.last_name}"
    assert person.email in page.text
    assert "Correctness" in section(page, "DISC")
    for domain in person.focus.values():
        assert str(domain.score) in section(page, "Focus")
        for facet in domain.facets.values():
            assert str(facet.score) in section(page, "Focus")
    assert len(page.soup.select("section.values ol li")) == 5


def test_a_pending_person_is_said_to_have_taken_nothing_yet(site: Site, find: Find) -> None:
    person = find(lambda p: not (p.disc or p.focus or p.core))

    page = site.get(f"/team/{person.id}")

    assert page.heading == person.email
    assert "No results yet." in page.text
    assert "No assessment has been taken yet" in section(page, f"How to talk with {person.email}")
    assert page.soup.find("select", attrs={"name": "tag"}) is None
    for part in ("DISC", "Focus", "Core values"):
        assert f"{part}: not taken yet" in section(page, part)


def test_a_part_that_is_missing_is_said_and_the_others_shown(site: Site, find: Find) -> None:
    person = find(lambda p: p.disc and not p.focus)

    page = site.get(f"/team/{person.id}")

    assert "Focus: not taken yet" in section(page, "Focus")
    assert "not taken yet" not in section(page, "DISC")


def test_what_nobody_has_heard_of_is_shown_in_words(site: Site, find: Find) -> None:
    person = find(lambda p: p.disc and p.disc.style == "XZ")

    page = site.get(f"/team/{person.id}")

    assert "Soaring" in section(page, "Focus")
    assert "Curiosity" in section(page, "Focus")
    assert "Stargazing" in section(page, "Core values")
    assert "X" in section(page, "DISC")


def test_a_name_with_markup_is_text(site: Site, find: Find) -> None:
    person = find(lambda p: p.first_name and "<b>" in p.first_name)

    page = site.get(f"/team/{person.id}")

    assert page.heading.startswith("<b>Robin</b>")
    assert page.soup.select("h1 b") == []
    assert page.soup.find("img", attrs={"src": "x"}) is None


def test_a_name_that_reads_from_the_right_is_kept_apart(site: Site, find: Find) -> None:
    person = find(lambda p: p.first_name == "ليلى")

    assert site.get(f"/team/{person.id}").soup.select("h1 bdi")


def test_tags_of_the_person_are_shown(site: Site, platform: Running, find: Find) -> None:
    tag = next(t for t in platform.world.accounts[0].tags if t.label == "Mentors")
    carrier = tag.profiles[0]

    assert "Mentors" in section(site.get(f"/team/{carrier}"), "Tags")


def test_without_the_tags_scope_the_page_says_why_there_are_none(
    visitor: Site, platform: Running, find: Find
) -> None:
    visitor.sign_in(Consent(denied={"tags:manage"}))
    person = find(lambda p: p.disc)
    platform.world.witness.clear()

    page = visitor.get(f"/team/{person.id}")

    assert platform.world.witness.arrivals("/api/v4/tags") == []
    assert "Allow tags" in section(page, "Tags")


def test_every_person_of_the_account_has_a_page(site: Site, platform: Running) -> None:
    for person in platform.world.accounts[0].profiles.page(1, 100):
        assert site.get(f"/team/{person.id}").status == 200
