"""The sessions of the signed-in person."""

from playwright.sync_api import Locator, Page, expect

from .signed_in import SignedInScreen


class Sessions(SignedInScreen):
    """“Your sessions”."""

    heading = "Your sessions"

    @classmethod
    def visit(cls, page: Page) -> "Sessions":
        """Open them by their address."""
        page.goto("/sessions")
        return cls(page)

    @property
    def cards(self) -> Locator:
        """One for each session, this one first."""
        return self.main.get_by_role("listitem")

    @property
    def this(self) -> Locator:
        """The one that is marked as the browser's own."""
        return self.cards.filter(has_text="This session")

    def end(self, card: Locator) -> Page:
        """Press its button; where the browser then is, the caller knows."""
        card.get_by_role("button", name="End").click()
        return self.page

    def end_others(self) -> "Sessions":
        """Press the button below them."""
        self.main.get_by_role("button", name="End all others").click()
        expect(self.main.get_by_role("status")).to_be_visible()
        return Sessions(self.page)
