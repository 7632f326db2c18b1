"""The forms with a person's details, and the question whether to delete them."""

import re

from playwright.sync_api import Locator, Page

from .person import Person
from .signed_in import SignedInScreen


class EditDetails(SignedInScreen):
    """Four fields and a button."""

    heading = "Edit details"

    @classmethod
    def of(cls, page: Page) -> "EditDetails":
        """From the person's page, which must be open."""
        page.get_by_role("link", name="Edit details").click()
        return cls(page)

    def field(self, label: str) -> Locator:
        """One of First name, Last name, E-mail, Phone."""
        return self.main.get_by_role("textbox", name=label)

    @property
    def save_button(self) -> Locator:
        """Sends what was changed."""
        return self.main.get_by_role("button", name="Save")

    def save(self, name: str) -> Person:
        """Press *Save*; the person is called so afterwards."""
        self.save_button.click()
        return Person(self.page, name)


class DeletePerson(SignedInScreen):
    """What goes, and the name to be typed."""

    heading = re.compile("^Delete ")

    @classmethod
    def of(cls, page: Page) -> "DeletePerson":
        """From the person's page, which must be open."""
        page.get_by_role("link", name="Delete…").click()
        return cls(page)

    @property
    def name(self) -> Locator:
        """Where the name is typed."""
        return self.main.get_by_role("textbox", name=re.compile("^To confirm, type the name"))

    @property
    def button(self) -> Locator:
        """Deletes for good."""
        return self.main.get_by_role("button", name="Delete for good")


class Deleted(SignedInScreen):
    """That they are gone."""

    heading = "Deleted"
