"""The page of invites that are not answered, and the questions before an act upon one."""

from playwright.sync_api import Locator, Page

from .base import Screen
from .signed_in import SignedInScreen


class Invites(SignedInScreen):
    """“Invites”."""

    heading = "Invites"

    @classmethod
    def visit(cls, page: Page, query: str = "") -> "Invites":
        """Open it by its address."""
        page.goto(f"/invites{query}")
        return cls(page)

    @property
    def search(self) -> Locator:
        return self.main.get_by_role("searchbox", name="Search invites")

    @property
    def rows(self) -> Locator:
        """The people, from top to bottom."""
        return self.main.get_by_role("region", name="Not answered yet").locator(".invite")

    def row(self, who: str) -> Locator:
        """One of them."""
        return self.rows.filter(has=self.page.get_by_role("heading", name=who, exact=True))

    def ask(self, who: str, deed: str) -> "Question":
        """Press “Resend” or “Cancel” beside somebody."""
        self.row(who).get_by_role("link", name=deed, exact=True).click()
        return Question(self.page, f"{deed} the invite of {who}")

    @property
    def news(self) -> Locator:
        """What came of the latest act."""
        return self.page.locator("#news")

    def share(self) -> "ShareLink":
        """Press “Share a link”."""
        self.main.get_by_role("link", name="Share a link").click()
        return ShareLink(self.page)


class Question(Screen):
    """“Resend the invite of …”, or “Cancel …”."""

    def press(self, button: str) -> Invites:
        """Answer it."""
        self.main.get_by_role("button", name=button, exact=True).click()
        return Invites(self.page)


class ShareLink(SignedInScreen):
    """“Share a link”."""

    heading = "Share a link"

    @classmethod
    def visit(cls, page: Page) -> "ShareLink":
        """Open it by its address."""
        page.goto("/invites/link")
        return cls(page)

    def make(self) -> "ShareLink":
        """Press the form's button."""
        self.main.get_by_role("button", name="Make the link").click()
        return ShareLink(self.page)

    @property
    def link(self) -> Locator:
        """The field with the link."""
        return self.main.get_by_role("textbox", name="Link", exact=True)

    @property
    def copy(self) -> Locator:
        return self.main.get_by_role("button", name="Copy", exact=True)

    @property
    def told(self) -> Locator:
        """What is said of copying."""
        return self.main.get_by_role("status")

    @property
    def code(self) -> Locator:
        return self.main.get_by_role("img", name="QR code of the link")
