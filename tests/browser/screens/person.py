"""One person's page."""

from playwright.sync_api import Locator, Page

from .signed_in import SignedInScreen

SECTIONS = ("DISC", "Focus", "Core values", "Tags", "Debrief")


class Person(SignedInScreen):
    """Known by the person's name, which is its h1."""

    def __init__(self, page: Page, name: str) -> None:
        super().__init__(page, name)

    def section(self, heading: str) -> Locator:
        """One of SECTIONS."""
        return self.page.get_by_role("region", name=heading, exact=True)

    @property
    def advice(self) -> Locator:
        """Every line of “How to talk with …”; each opens to its reason."""
        return self.page.get_by_role("region", name="How to talk with").get_by_role("listitem")

    def unfold(self) -> "Person":
        """Open everything that is folded away."""
        for summary in self.page.locator("summary").all():
            summary.click()
        return self
