"""What a page says by itself of the end of its session: a bar at its foot, then a cover."""

from playwright.sync_api import Locator, Page, expect

STAY = "Stay signed in"


def bar(page: Page) -> Locator:
    """The warning at the foot of the page."""
    return page.get_by_role("alert").filter(has_text="signed out within")


def come_back(page: Page) -> None:
    """Return to this tab from another one: the page looks at once how its session is."""
    with page.expect_response("**/sessions/time?*"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))")


class Cover:
    """Lies over a page whose session is over. Making one proves that it is all there is."""

    def __init__(self, page: Page, heading: str = "Your session has ended") -> None:
        self.page = page
        headings = page.get_by_role("heading")
        expect(headings).to_have_text([heading])
        expect(page.get_by_role("main")).to_have_count(1)
        expect(page).to_have_title(heading)

    def sign_in_elsewhere(self) -> Page:
        """Follow the link that opens a tab; gives that tab."""
        with self.page.context.expect_page() as opened:
            self.page.get_by_role("link", name="Sign in in a new tab").click()
        return opened.value
