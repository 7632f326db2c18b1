"""Connected apps: the list, one app, and taking its access away."""

from playwright.sync_api import Locator, Page

from .signed_in import SignedInScreen


class ConnectedApps(SignedInScreen):
    """“Connected apps”."""

    heading = "Connected apps"

    @classmethod
    def visit(cls, page: Page) -> "ConnectedApps":
        """Open it by its address."""
        page.goto("/connected-apps")
        return cls(page)

    @property
    def news(self) -> Locator:
        """What came of the latest revocation."""
        return self.main.get_by_role("status")

    def app(self, name: str, account: str) -> Locator:
        """The region of an app's connection to this account."""
        region = self.main.get_by_role("region", name=name, exact=True)
        in_account = self.page.get_by_role("definition").get_by_text(account, exact=True)
        return region.filter(has=in_account)

    def revoke(self, name: str, account: str) -> "Revoke":
        """Press “Revoke” in its region."""
        self.app(name, account).get_by_role("button", name="Revoke").click()
        return Revoke(self.page, f"Revoke {name}")

    def look_into(self, name: str, account: str) -> "App":
        """Follow its link to what it may do and did."""
        region = self.app(name, account)
        region.get_by_role("link", name="What it may do and did").click()
        return App(self.page, name)


class App(SignedInScreen):
    """What one app may do and did; headed by its name."""

    @property
    def name(self) -> str:
        """As it stands in the heading."""
        return self.main.get_by_role("heading", level=1).inner_text()

    @property
    def deeds(self) -> Locator:
        """The rows that tell what it did, the latest first."""
        region = self.main.get_by_role("region", name="What it did in your name")
        return region.get_by_role("row").filter(has=self.page.get_by_role("rowheader"))

    def revoke(self) -> "Revoke":
        """Press “Revoke”."""
        heading = f"Revoke {self.name}"
        self.main.get_by_role("button", name="Revoke").click()
        return Revoke(self.page, heading)


class Revoke(SignedInScreen):
    """Asks before it is done."""

    def confirm(self) -> ConnectedApps:
        """Press “Revoke access”."""
        self.main.get_by_role("button", name="Revoke access").click()
        return ConnectedApps(self.page)
