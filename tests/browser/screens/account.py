"""The account: what it is, its preferences and its logo."""

from pathlib import Path

from playwright.sync_api import FilePayload, Locator, Page

from .signed_in import SignedInScreen


def a_file(content: bytes, name: str = "logo.png", kind: str = "image/png") -> FilePayload:
    """A file to choose."""
    return {"name": name, "mimeType": kind, "buffer": content}


class Account(SignedInScreen):
    """“Account”."""

    heading = "Account"

    @classmethod
    def visit(cls, page: Page) -> "Account":
        """Open it by its address."""
        page.goto("/account")
        return cls(page)

    @property
    def news(self) -> Locator:
        """What came of a change."""
        return self.page.locator("#news")

    @property
    def logo(self) -> Locator:
        """The picture."""
        return self.main.get_by_role("img", name="The logo", exact=True)

    def switch(self, name: str) -> Locator:
        """One preference."""
        return self.main.get_by_role("switch", name=name)

    def press(self, button: str) -> "Account":
        """Press what leads back here."""
        self.main.get_by_role("button", name=button, exact=True).click()
        return Account(self.page)

    def choose(self, file: FilePayload | Path) -> "Account":
        """Choose a file for the logo, and send nothing."""
        self.main.get_by_label("New logo").set_input_files(file)
        return self

    def look_first(self, file: FilePayload) -> "Preview":
        """Choose it and send it; leads to the preview."""
        self.send(file)
        return Preview(self.page)

    def send(self, file: FilePayload | Path) -> Page:
        """The same; what then is there, the caller knows."""
        self.choose(file).main.get_by_role("button", name="Look at it first").click()
        return self.page

    def remove_logo(self) -> "Removal":
        """Follow the link to the question."""
        self.main.get_by_role("link", name="Remove the logo").click()
        return Removal(self.page)


class Preview(SignedInScreen):
    """A logo that is not saved yet."""

    heading = "New logo"

    @property
    def pictures(self) -> Locator:
        """How it looks on light and on dark, and the one until now."""
        return self.main.get_by_role("img")

    def save(self) -> Account:
        """Press “Save”."""
        self.main.get_by_role("button", name="Save", exact=True).click()
        return Account(self.page)


class Removal(SignedInScreen):
    """The question before the logo is removed."""

    heading = "Remove the logo"

    def confirm(self) -> Account:
        """Press “Remove”."""
        self.main.get_by_role("button", name="Remove", exact=True).click()
        return Account(self.page)
