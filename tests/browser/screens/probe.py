"""The page of two forms that only tests have: one sends a page, one a part."""

from playwright.sync_api import Locator, Page

from .signed_in import SignedInScreen


class Probe(SignedInScreen):
    """“Probe”."""

    heading = "Probe"

    def __init__(self, page: Page, heading: str = "") -> None:
        super().__init__(page, heading)
        self.note = page.get_by_label("Note")
        self.remark = page.get_by_label("Remark")

    @classmethod
    def visit(cls, page: Page) -> "Probe":
        """Open it by its address."""
        page.goto("/probe")
        return cls(page)

    @property
    def told(self) -> Locator:
        """What is said of a form that was sent in place and not accepted."""
        return self.page.get_by_role("status")

    def save(self) -> Page:
        """Send the note; where the browser then is, the caller knows."""
        self.page.get_by_role("button", name="Save", exact=True).click()
        return self.page

    def save_in_place(self) -> "Probe":
        """Send the remark; the page stays."""
        self.page.get_by_role("button", name="Save in place").click()
        return self
