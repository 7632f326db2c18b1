"""Inviting people as a browser without script does it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pytest

from sandbox.server import Running
from sandbox.world import Account
from tests.support.inviting import written_to
from tests.support.page import Page
from tests.support.site import Site
from tests.support.tag_people import fields

FORM = "/invites/new"


@dataclass(frozen=True)
class Invites:
    """One browser, and the platform that would write to people."""

    site: Site
    platform: Running

    @property
    def account(self) -> Account:
        return self.platform.world.accounts[0]

    def written_to(self) -> Counter[str]:
        """How many messages went to each."""
        return written_to(self.platform.world)

    def type(self, text: str, tags: Iterable[str] = ()) -> str:
        """Send the form; returns the preview's address."""
        form = {**fields(self.site.get(FORM), FORM), "people": text}
        for tag in tags:
            form["tag"] = tag
        return str(self.site.post(FORM, form).headers["Location"])

    def confirm(self, address: str, preview: Page | None = None, status: int = 303) -> Page:
        """Press the button of the preview."""
        form = fields(preview or self.site.get(address), address)
        return self.site.post(address, form, status=status)

    def send(self, text: str, tags: Iterable[str] = ()) -> Page:
        """All of it; returns the page that tells what came of it."""
        return self.site.get(str(self.confirm(self.type(text, tags)).headers["Location"]))

    def go_on(self, page: Page) -> Page:
        """Press Continue."""
        return self.press(page, "/continue")

    def press(self, page: Page, end: str) -> Page:
        """Send the form whose address ends so, and follow."""
        (form,) = page.soup.select(f"form[action$='{end}']")
        address = str(form["action"])
        sent = self.site.post(address, fields(page, address))
        return self.site.get(str(sent.headers["Location"]))


@pytest.fixture
def invites(visitor: Site, platform: Running) -> Invites:
    """Signed in with the permission to invite people."""
    visitor.sign_in(scope="profiles:write")
    return Invites(visitor, platform)
