"""What stands on every page of somebody who is signed in."""

from playwright.sync_api import Locator

from .base import Screen
from .sign_in import SignIn


class SignedInScreen(Screen):
    """A page with the account's name and a way out."""

    @property
    def banner(self) -> Locator:
        """The header, with the account's name."""
        return self.page.get_by_role("banner")

    def sign_out(self) -> SignIn:
        """Press “Sign out”."""
        self.banner.get_by_role("button", name="Sign out").click()
        return SignIn(self.page)
