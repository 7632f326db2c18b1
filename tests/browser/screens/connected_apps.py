"""Who may act in one's name, and taking that away."""

from playwright.sync_api import Locator, Page, expect

from .signed_in import SignedInScreen


class ConnectedApps(SignedInScreen):
    """“Connected apps”."""

    heading = "Connected apps"

    def __init__(self, page: Page, heading: str = "") -> None:
        super().__init__(page, heading)
        self.search = page.get_by_role("searchbox", name="Search apps")
        self.kind = page.get_by_role("combobox", name="Kind")

    @classmethod
    def visit(cls, page: Page, query: str = "") -> "ConnectedApps":
        """Open them by their address."""
        page.goto(f"/connected-apps{query}")
        return cls(page)

    @property
    def apps(self) -> Locator:
        """The regions of the apps; what deserves a look is one more region."""
        return self.main.locator("section.app")

    @property
    def news(self) -> Locator:
        """What came of a revocation."""
        return self.page.locator("#news")

    def app(self, name: str, account: str = "") -> Locator:
        """The region of one app; that of its connection to `account`, where that is given."""
        if not account:
            return self.main.get_by_role("region", name=name, exact=True)
        heading = self.page.get_by_role("heading", name=name, exact=True)
        in_account = self.page.get_by_role("definition").get_by_text(account, exact=True)
        return self.main.get_by_role("region").filter(has=heading).filter(has=in_account)

    def revoke(self, name: str, account: str = "") -> "Confirmation":
        """Press “Revoke” in its region."""
        self.app(name, account).get_by_role("button", name="Revoke", exact=True).click()
        return Confirmation(self.page, f"Revoke {name}")

    def revoke_all_others(self) -> "Confirmation":
        """Press the button below them all."""
        self.main.get_by_role("button", name="Revoke all others").click()
        return Confirmation(self.page, "Revoke all others?")

    def look_at(self, name: str, account: str = "") -> "App":
        """Follow the link to what an app may do and did."""
        link = self.app(name, account).get_by_role("link", name="What it may do and did")
        link.click()
        return App(self.page, name)


class App(SignedInScreen):
    """What one app may do and did; headed by its name."""

    @property
    def deeds(self) -> Locator:
        """The rows that tell what it did, the latest first."""
        region = self.main.get_by_role("region", name="What it did in your name")
        return region.get_by_role("row").filter(has=self.page.get_by_role("rowheader"))

    def revoke(self) -> "Confirmation":
        """Press “Revoke”."""
        name = self.main.get_by_role("heading", level=1).inner_text()
        self.main.get_by_role("button", name="Revoke", exact=True).click()
        return Confirmation(self.page, f"Revoke {name}")


class Confirmation(SignedInScreen):
    """What stops, and how soon."""

    @property
    def button(self) -> Locator:
        """What does it."""
        return self.main.get_by_role("button", name="Revoke access", exact=True)

    def confirm(self) -> ConnectedApps:
        """Press it, for one app."""
        self.button.click()
        return ConnectedApps(self.page)

    def confirm_all(self) -> "Outcome":
        """Press it, for several."""
        self.button.click()
        return Outcome(self.page)

    def allow_first(self) -> Page:
        """Follow the link to the permission that is missing; leads to the sign-in page."""
        self.main.get_by_role("link", name="Allow it").click()
        return self.page


class Outcome(SignedInScreen):
    """What came of each."""

    heading = "Revoked apps"

    @property
    def told(self) -> Locator:
        """The sentences."""
        expect(self.main.locator("#outcome")).to_contain_text("apps are gone.")
        return self.main.locator("#outcome")
