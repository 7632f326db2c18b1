"""How the services stand."""

from playwright.sync_api import Locator, Page, expect

from .signed_in import SignedInScreen


class Services(SignedInScreen):
    """“Services”, for owners."""

    heading = "Services"

    @classmethod
    def visit(cls, page: Page) -> "Services":
        """Open it by its address."""
        page.goto("/services")
        return cls(page)

    def card(self, name: str) -> Locator:
        """What is said of one service."""
        return self.main.get_by_role("article").filter(
            has=self.page.get_by_role("heading", name=name)
        )

    @property
    def check(self) -> Locator:
        """The button that has them looked at."""
        return self.main.get_by_role("button", name="Check now")

    @property
    def under_way(self) -> Locator:
        """What is there while they are."""
        return self.main.get_by_role("progressbar", name="Under way")

    def checked(self) -> "Services":
        """Press the button, and wait until what was found is there."""
        self.check.click()
        expect(self.main.get_by_text("As of")).to_be_visible()
        expect(self.under_way).to_have_count(0)
        return Services(self.page)
