"""The menu of saved views on the team, and the page that sees to them."""

from playwright.sync_api import Locator, Page, expect

from .base import Screen
from .team import Team


class ViewsMenu:
    """The menu beside the ways to see the team, once it is open."""

    def __init__(self, team: Screen):
        self.page = team.page
        self.button = self.page.get_by_role("button", name="Views")
        self.menu = self.page.get_by_role("region", name="Views")
        self.name = self.menu.get_by_role("textbox", name="Name")

    def open(self) -> "ViewsMenu":
        """Press the button."""
        self.button.click()
        expect(self.menu).to_be_visible()
        return self

    def save(self, name: str) -> Team:
        """Type a name and save what the page shows."""
        self.name.fill(name)
        self.menu.get_by_role("button", name="Save this view").click()
        expect(changes(self.page)).to_be_visible()
        return Team(self.page)

    def show(self, name: str) -> Team:
        """Follow the link of a view."""
        self.menu.get_by_role("link", name=name).click()
        return Team(self.page)

    def see_to(self) -> "Views":
        """Go to the page of all views."""
        self.menu.get_by_role("link", name="Rename, delete, set a default").click()
        return Views(self.page)


class Views(Screen):
    """“Views”."""

    heading = "Views"

    @classmethod
    def visit(cls, page: Page) -> "Views":
        """Open it by its address."""
        page.goto("/team/views")
        return cls(page)

    @property
    def names(self) -> Locator:
        """The views, from top to bottom."""
        return self.main.get_by_role("heading", level=2)

    def press(self, label: str) -> "Views":
        """Press the first button of this name."""
        self.main.get_by_role("button", name=label).first.click()
        return Views(self.page)

    def rename(self, name: str) -> "Views":
        """Give the first view another name."""
        self.main.get_by_text("Rename", exact=True).first.click()
        self.main.get_by_role("textbox", name="New name").fill(name)
        return self.press("Save name")

    def delete(self) -> "Views":
        """Ask to delete the first view; it is there until that is confirmed."""
        self.main.get_by_role("link", name="Delete").first.click()
        expect(self.main.get_by_role("button", name="Delete view")).to_be_visible()
        return Views(self.page)


def changes(page: Page) -> Locator:
    """What the team says of changes in the view that it was opened as."""
    return page.get_by_role("region", name="What has changed")
