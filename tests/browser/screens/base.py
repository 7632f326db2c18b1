"""What every screen has. Making a screen proves that the browser shows it."""

from re import Pattern
from typing import ClassVar, Self

from playwright.sync_api import Locator, Page, expect


class Screen:
    """A page in a browser, known by its h1."""

    heading: ClassVar[str | Pattern[str]] = ""

    def __init__(self, page: Page, heading: str | Pattern[str] = "") -> None:
        self.page = page
        self._heading = heading or self.heading
        h1 = page.get_by_role("heading", level=1, name=self._heading, exact=True)
        expect(h1).to_be_visible()

    @property
    def main(self) -> Locator:
        """The content, without header and footer."""
        return self.page.get_by_role("main")

    @property
    def path(self) -> str:
        """The address in the address bar, from the path on."""
        scheme_and_host = self.page.url.split("/", 3)[:3]
        return self.page.url.removeprefix("/".join(scheme_and_host))

    def reload(self) -> Self:
        """Press reload."""
        self.page.reload()
        return type(self)(self.page, self._heading)

    def fits(self) -> bool:
        """Whether nothing must be scrolled sideways to be read."""
        width: bool = self.page.evaluate(
            "document.documentElement.scrollWidth <= window.innerWidth"
        )
        return width
