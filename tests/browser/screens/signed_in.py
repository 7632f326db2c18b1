"""What stands on every page of somebody who is signed in."""

from playwright.sync_api import Locator, Page

from .base import Screen
from .sign_in import ConnectAnother, SignIn


class SignedInScreen(Screen):
    """A page with the account's name, the way to others, and a way out."""

    @property
    def banner(self) -> Locator:
        """The header, with the account's name."""
        return self.page.get_by_role("banner")

    @property
    def account(self) -> Locator:
        """The button with the account in use; it opens `accounts`."""
        return self.banner.get_by_role("button", name="Account: ")

    @property
    def accounts(self) -> Locator:
        """The accounts that this session holds; seen once they are opened."""
        return self.page.get_by_role("group", name="Accounts")

    @property
    def presenting(self) -> Locator:
        """What says that names are hidden; there only while they are."""
        return self.page.get_by_role("region", name="Presentation mode")

    def switch_to(self, name: str) -> Page:
        """Go on with another account; where the browser then is, the caller knows."""
        return self._press(f"Switch to {name}")

    def disconnect(self, name: str) -> Page:
        """Leave another account; where the browser then is, the caller knows."""
        return self._press(f"Disconnect {name}")

    def connect_another(self) -> ConnectAnother:
        """Follow the link to one more sign-in."""
        self.account.click()
        self.accounts.get_by_role("link", name="Connect another account").click()
        return ConnectAnother(self.page)

    def sign_out(self) -> SignIn:
        """Press “Sign out”."""
        self.banner.get_by_role("button", name="Sign out").click()
        return SignIn(self.page)

    def _press(self, label: str) -> Page:
        self.account.click()
        self.accounts.get_by_role("button", name=label, exact=True).click()
        return self.page
