"""A page that says what went wrong, and the same news in the place of a partial."""

from playwright.sync_api import Locator, Page

from .base import Screen


class Problem(Screen):
    """Known by the problem's title, which is its h1."""

    def __init__(self, page: Page, title: str) -> None:
        super().__init__(page, title)

    def way_on(self, label: str) -> Page:
        """Follow the link that the page offers."""
        self.main.get_by_role("link", name=label, exact=True).click()
        return self.page


def in_place(page: Page) -> Locator:
    """The problem that stands where a partial would."""
    return page.get_by_role("main").get_by_role("alert")
