"""What changed since a view was saved: told with names and links, and marked as seen."""

from dataclasses import dataclass

import msgspec
import pytest

from sandbox.population.profiles import Profile
from tests.support.page import Page
from tests.support.saved_views import Turnover, names, panel, panel_links, save, send
from tests.support.site import Site


@dataclass
class Leaders:
    """A view of those with one tag, and what happens to them."""

    site: Site
    turnover: Turnover

    def __post_init__(self) -> None:
        self.tag = self.turnover.tag()
        self.ids = self.tag.profiles
        self.others = [p.id for p in self.turnover.everybody() if p.id not in self.ids]
        self.view_id = save(self.site, "Leaders", f"?tag={self.tag.id}")

    @property
    def page(self) -> Page:
        """The team, opened as the view."""
        return self.site.get(f"/team?tag={self.tag.id}&view={self.view_id}")

    def mark_as_seen(self, page: Page) -> Page:
        """Press the button of a page that was drawn some time ago."""
        path = f"/team/views/{self.view_id}/seen"
        shown = send(self.site, path, shown=page.field("shown")).headers["Location"]
        return self.site.get(shown)


@pytest.fixture
def leaders(site: Site, turnover: Turnover) -> Leaders:
    return Leaders(site, turnover)


def assessed_again(profile: Profile) -> Profile:
    assert profile.disc is not None
    return msgspec.structs.replace(profile, disc=msgspec.structs.replace(profile.disc, d=1.25))


def renamed(profile: Profile) -> Profile:
    return msgspec.structs.replace(profile, first_name="Renamed", updated_at=profile.created_at)


def test_who_came_and_who_was_assessed_again_is_named_and_who_left_is_counted(
    leaders: Leaders, turnover: Turnover
) -> None:
    stays = {p.id for p in turnover.everybody() if p.disc} & set(leaders.ids)
    again = min(stays)
    gone = next(each for each in leaders.ids if each != again)
    joined = leaders.others[:2]
    turnover.carry(leaders.tag, *(each for each in leaders.ids if each != gone), *joined)
    turnover.change(again, assessed_again)

    page = leaders.page

    assert "2 joined, 1 re-assessed, 1 left" in panel(page)
    assert "1 is no longer in this view. Their names were not kept." in panel(page)
    assert set(panel_links(page)[:2]) == set(joined)
    assert panel_links(page)[2:] == [again]


def test_another_name_is_no_assessment(leaders: Leaders, turnover: Turnover) -> None:
    turnover.change(leaders.ids[0], renamed)

    assert "Renamed" in leaders.page.text
    assert "nothing has changed" in panel(leaders.page)


def test_what_was_marked_as_seen_is_not_told_again(leaders: Leaders, turnover: Turnover) -> None:
    turnover.carry(leaders.tag, *leaders.ids[1:])

    seen = leaders.mark_as_seen(leaders.page)

    assert "Since you last marked “ Leaders ” as seen" in panel(seen)
    assert "nothing has changed" in panel(seen)


def test_what_came_after_the_page_was_drawn_is_not_marked_as_seen(
    leaders: Leaders, turnover: Turnover
) -> None:
    turnover.carry(leaders.tag, *leaders.ids[1:])
    drawn = leaders.page
    turnover.carry(leaders.tag, *leaders.ids[2:])

    seen = leaders.mark_as_seen(drawn)

    assert "More has changed meanwhile, so nothing was marked as seen." in panel(seen)
    assert "2 left" in panel(seen)


def test_a_view_whose_tag_was_deleted_says_so_and_can_be_seen_to(
    leaders: Leaders, site: Site, turnover: Turnover
) -> None:
    turnover.drop(leaders.tag)

    assert "is not a tag of this account" in leaders.page.text
    assert "it asks for something that is no longer here" in panel(leaders.page)
    send(site, f"/team/views/{leaders.view_id}/rename", name="Old")
    assert names(site) == ["Old"]


def test_nothing_is_told_where_the_address_asks_for_others(site: Site) -> None:
    view_id = save(site, "Steady", "?style=SC")

    assert panel(site.get(f"/team?style=SC&sort=-d&size=10&view={view_id}"))
    assert panel(site.get(f"/team?style=SC&q=a&view={view_id}")) == ""
