"""The dashboard's sign-in page."""

from playwright.sync_api import Page

from .base import Screen
from .profile_login import Connect, SignInToProfile


class _ToProfile(Screen):
    """What asks for a sign-in, with one button."""

    def begin(self) -> SignInToProfile:
        """Press the button; Profile asks who is there."""
        self._press()
        return SignInToProfile(self.page)

    def begin_again(self) -> Connect:
        """Press the button; Profile knows who is there."""
        self._press()
        return Connect(self.page)

    def _press(self) -> None:
        self.page.get_by_role("button", name="Sign in with Profile").click()


class SignIn(_ToProfile):
    """“Sign in”."""

    heading = "Sign in"

    @classmethod
    def visit(cls, page: Page, path: str = "/sign-in") -> "SignIn":
        """Open the page by its address, or by one that leads to it."""
        page.goto(path)
        return cls(page)


class ConnectAnother(_ToProfile):
    """The same for somebody who is signed in already."""

    heading = "Connect another account"
