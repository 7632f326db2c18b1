"""The pages of own ids: the list, the form of one, and an import."""

from pathlib import Path

from playwright.sync_api import FilePayload, Locator, Page, expect

from .signed_in import SignedInScreen


class OwnIds(SignedInScreen):
    """“Own ids”."""

    heading = "Own ids"

    @classmethod
    def visit(cls, page: Page, query: str = "") -> "OwnIds":
        """Open it by its address."""
        page.goto(f"/account/aliases{query}")
        return cls(page)

    @property
    def rows(self) -> Locator:
        """The own ids, from top to bottom."""
        return self.main.get_by_role("table", name="Own ids").locator("tbody tr")

    @property
    def search(self) -> Locator:
        """The box that narrows the list."""
        return self.main.get_by_role("searchbox", name="Search own ids")

    @property
    def news(self) -> Locator:
        """What is told of the latest act."""
        return self.page.locator("#news")

    def head(self, label: str) -> Locator:
        """The link that sorts by a column."""
        return self.main.get_by_role("columnheader").get_by_role("link", name=label)

    def new(self) -> "OwnIdForm":
        """Press “New own id”."""
        self.main.get_by_role("link", name="New own id").click()
        return OwnIdForm(self.page, "New own id")

    def edit(self, key: str) -> "OwnIdForm":
        """Press “Edit” of one."""
        self.rows.filter(has_text=key).get_by_role("link", name="Edit").click()
        return OwnIdForm(self.page, f"Edit own id {key}")

    def delete(self, key: str) -> "OwnIds":
        """Delete one, and confirm that."""
        self.rows.filter(has_text=key).get_by_role("link", name="Delete").click()
        self.main.get_by_role("button", name="Delete own id").click()
        return OwnIds(self.page)

    def to_import(self) -> "OwnIdImport":
        """Follow “Import CSV”."""
        self.main.get_by_role("link", name="Import CSV").click()
        return OwnIdImport(self.page)


class OwnIdForm(SignedInScreen):
    """The form of one own id."""

    @property
    def find(self) -> Locator:
        """The box that finds people."""
        return self.main.get_by_role("searchbox", name="Find the person")

    @property
    def people(self) -> Locator:
        """Those who can be chosen."""
        return self.main.get_by_role("radio")

    @property
    def key(self) -> Locator:
        """The own id itself."""
        return self.main.get_by_role("textbox", name="Own id")

    @property
    def save(self) -> Locator:
        """The form's button."""
        return self.main.get_by_role("button", name="Save")


class OwnIdImport(SignedInScreen):
    """“Import own ids”, where a file is chosen."""

    heading = "Import own ids"

    def choose(self, content: str | Path) -> Page:
        """Choose a file, and go on; where the browser then is, the caller knows."""
        file: FilePayload | Path = (
            content
            if isinstance(content, Path)
            else FilePayload(name="ids.csv", mimeType="text/csv", buffer=content.encode())
        )
        self.main.get_by_label("File", exact=True).set_input_files(file)
        self.main.get_by_role("button", name="See what it comes to").click()
        return self.page


class OwnIdPreview(SignedInScreen):
    """“What this import comes to”."""

    heading = "What this import comes to"

    @property
    def move(self) -> Locator:
        """Whether own ids that are somebody else's are moved."""
        return self.main.get_by_role("checkbox", name="Also move own ids")

    def confirm(self) -> "OwnIdOutcome":
        """Have it done."""
        self.main.get_by_role("button", name="Import").click()
        return OwnIdOutcome(self.page)


class OwnIdOutcome(SignedInScreen):
    """“Import of own ids”: how far it is, then what came of it."""

    heading = "Import of own ids"

    def is_told(self, words: str) -> "OwnIdOutcome":
        """Wait until this is said."""
        expect(self.main.get_by_text(words)).to_be_visible()
        return self
