"""Profile's own two pages, as the sandbox shows them."""

import re

from playwright.sync_api import Locator, Page

from .base import Screen


class SignInToProfile(Screen):
    """Who is there?"""

    heading = "Sign in to Profile"

    def as_person(self, name: str = "Rosalind Achebe") -> "Connect":
        """Choose a person and go on."""
        self.page.get_by_role("radio", name=name).check()
        self.page.get_by_role("button", name="Sign in").click()
        return Connect(self.page)


class Connect(Screen):
    """What may the dashboard do? Headed by the name under which it is registered."""

    heading = re.compile("^Connect ")

    def untick(self, *scopes: str) -> "Connect":
        """Refuse these lines."""
        for scope in scopes:
            self._line(scope).uncheck()
        return self

    def choose(self, account: str) -> "Connect":
        """Connect this account."""
        self.page.get_by_role("radio", name=account).check()
        return self

    def allow(self) -> Page:
        """Press “Allow”; where the browser then is, the caller knows."""
        self.page.get_by_role("button", name="Allow").click()
        return self.page

    def deny(self) -> Page:
        """Press “Deny”."""
        self.page.get_by_role("button", name="Deny").click()
        return self.page

    def _line(self, scope: str) -> Locator:
        return self.page.get_by_role("checkbox", name=re.compile(f"^{scope} "))
