"""Inviting people: the form, the preview, and what came of it."""

import re
from re import Pattern
from typing import Self

from playwright.sync_api import Locator, Page

from .signed_in import SignedInScreen

_ANY = re.compile(r"^Send [\d,]+ invites?\?$")


class InvitesSent(SignedInScreen):
    """“What came of the invites”: how far they are, then each of them."""

    heading = "What came of the invites"

    @property
    def region(self) -> Locator:
        """What came of it."""
        return self.page.get_by_role("region", name="What came of it")

    @property
    def progress(self) -> Locator:
        """What shows how far it is."""
        return self.region.get_by_role("progressbar", name="Invites done")

    @property
    def continuing(self) -> Locator:
        """The button that goes on with what stopped."""
        return self.region.get_by_role("button", name="Continue")

    def go_on(self) -> Self:
        """Press it."""
        self.continuing.click()
        return type(self)(self.page)

    def group(self, title: str) -> Locator:
        """People of the same fate: "Invited: 3"."""
        return self.region.get_by_role("region", name=title)


class Preview(SignedInScreen):
    """Who will be written to, and who will not."""

    @property
    def will(self) -> Locator:
        """Who will be."""
        return self.page.get_by_role("region", name="Will be written to")

    @property
    def will_not(self) -> Locator:
        """Who will not be."""
        return self.page.get_by_role("region", name="Will not be written to")

    @property
    def button(self) -> Locator:
        """What sends them."""
        return self.will.get_by_role("button", name="Send ")

    def send(self) -> InvitesSent:
        """Press it."""
        self.button.click()
        return InvitesSent(self.page)

    def edit(self) -> "NewInvite":
        """Back to the text."""
        self.page.get_by_role("link", name="Back to the text").click()
        return NewInvite(self.page)


class NewInvite(SignedInScreen):
    """“New invite”: whom to invite."""

    heading = "New invite"

    @classmethod
    def visit(cls, page: Page) -> Self:
        """Open it."""
        page.goto("/invites/new")
        return cls(page)

    @property
    def people(self) -> Locator:
        """Where they are typed."""
        return self.page.get_by_role("textbox", name="People to invite")

    @property
    def button(self) -> Locator:
        """What leads to the preview."""
        return self.page.get_by_role("button", name="See who would be invited")

    def tag(self, label: str) -> Locator:
        """A tag for the new people."""
        group = self.page.get_by_role("group", name="Tags for the new people")
        return group.get_by_role("checkbox", name=label)

    def preview(self, heading: str | Pattern[str]) -> Preview:
        """Press the button."""
        self.button.click()
        return Preview(self.page, heading)

    def write(self, text: str) -> Preview:
        """Type people, and see who would be written to."""
        self.people.fill(text)
        return self.preview(_ANY)
