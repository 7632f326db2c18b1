"""Saved views as a browser without script meets them, and what can happen to a team meanwhile."""

from collections.abc import Callable, Iterator

import pytest

from sandbox.population.profiles import Profile
from sandbox.population.tags import Tag
from sandbox.server import Running
from tests.support.page import Page
from tests.support.site import Site


def send(site: Site, path: str, *, status: int = 303, **form: str) -> Page:
    """Send a form of the page of views."""
    token = site.get("/team/views").field("csrf_token")
    return site.post(path, {"csrf_token": token, **form}, status=status)


def save(site: Site, name: str, query: str = "", replaces: str = "") -> str:
    """Save a view; returns its id."""
    saved = send(site, "/team/views", name=name, query=query, replaces=replaces)
    return saved.headers["Location"].rpartition("view=")[2]


def names(site: Site) -> list[str]:
    """The views on their page, from top to bottom."""
    return [each.get_text(strip=True) for each in site.get("/team/views").soup.select("h2 a")]


def refused_name(page: Page) -> str:
    """The field with a name that was not accepted, as it is filled in again."""
    (field,) = page.soup.select("[aria-invalid]")
    return str(field["value"])


def panel(page: Page) -> str:
    """What the team says of changes; "" where it says nothing."""
    found = page.soup.select_one(".changes")
    return " ".join(found.get_text(" ").split()) if found else ""


def panel_links(page: Page) -> list[str]:
    """Whom it leads to, by id."""
    return [str(link["href"]).rpartition("/")[2] for link in page.soup.select(".changes .names a")]


class Turnover:
    """People of the first account are tagged, and assessed again; `end` puts all back."""

    def __init__(self, platform: Running):
        account = platform.world.accounts[0]
        self._profiles, self._tags = account.profiles.seeded, account.tags
        self._at = self._profiles.at

    def everybody(self) -> list[Profile]:
        """As the platform has them now."""
        return [self._profiles.at(index) for index in range(len(self._profiles))]

    def tag(self, label: str = "Leadership") -> Tag:
        """One of the account's."""
        return next(tag for tag in self._tags if tag.label == label)

    def carry(self, tag: Tag, *profile_ids: str) -> None:
        """From now on these carry it."""
        self._tags.set_profiles(tag.id, profile_ids)

    def drop(self, tag: Tag) -> None:
        """The tag is deleted."""
        self._tags.delete(tag.id)

    def change(self, profile_id: str, change: Callable[[Profile], Profile]) -> None:
        """From now on the platform has somebody so."""
        before = self._profiles.at

        def at(index: int) -> Profile:
            profile = before(index)
            return change(profile) if profile.id == profile_id else profile

        self._profiles.at = at  # type: ignore[assignment]  # as its own cache does

    def end(self) -> None:
        """As it was seeded."""
        self._tags.reset()
        self._profiles.at = self._at


@pytest.fixture
def turnover(platform: Running) -> Iterator[Turnover]:
    """What can happen to the team; put back after the test."""
    happening = Turnover(platform)
    yield happening
    happening.end()
