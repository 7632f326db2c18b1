"""The page of all tags, with the forms that open in it."""

from re import Pattern

from playwright.sync_api import Locator, Page, expect

from .signed_in import SignedInScreen


class Tags(SignedInScreen):
    """“Tags”."""

    heading = "Tags"

    @classmethod
    def visit(cls, page: Page, query: str = "") -> "Tags":
        """Open it by its address."""
        page.goto(f"/tags{query}")
        return cls(page)

    @property
    def rows(self) -> Locator:
        """The tags, from top to bottom."""
        return self.main.get_by_role("listitem")

    def row(self, label: str) -> Locator:
        """One tag, as long as no form is open at it."""
        heading = self.page.get_by_role("heading", level=2, name=label, exact=True)
        return self.rows.filter(has=heading)

    def act(self, label: str, act: str) -> Locator:
        """“Edit”, “Members” or “Delete” of a tag."""
        return self.row(label).get_by_role("link", name=act, exact=True)

    @property
    def told(self) -> Locator:
        """What was said of the latest act in place."""
        return self.page.locator("#messages")

    @property
    def news(self) -> Locator:
        """The same on a page that was loaded for it."""
        return self.page.locator("#news")

    @property
    def new_tag(self) -> Locator:
        """The button that opens the form for another one."""
        return self.main.get_by_role("button", name="New tag")

    @property
    def label(self) -> Locator:
        """The field of the form that is open."""
        return self.main.get_by_role("textbox", name="Label")

    def color(self, word: str) -> Locator:
        """One colour of the form that is open."""
        colours = self.main.get_by_role("radiogroup", name="Colour")
        return colours.get_by_role("radio", name=word, exact=True)

    @property
    def save(self) -> Locator:
        """The form's button."""
        return self.main.get_by_role("button", name="Save")

    @property
    def doomed(self) -> Locator:
        """The question whether to delete a tag."""
        return self.main.get_by_role("heading", name="Delete “")

    @property
    def delete(self) -> Locator:
        """The button that answers it."""
        return self.main.get_by_role("button", name="Delete tag")

    def fill(self, label: str, color: str = "") -> "Tags":
        """Type a label and choose a colour in the form that is open."""
        self.label.fill(label)
        if color:
            self.color(color).check()
        return self

    def make(self, label: str, color: str) -> "Tags":
        """Make a tag."""
        self.new_tag.click()
        self.fill(label, color).save.click()
        expect(self.row(label)).to_be_visible()
        return self

    def is_told(self, words: str | Pattern[str]) -> "Tags":
        """Wait until this is said, in place or on the page."""
        expect(self.told.or_(self.news).filter(has_text=words)).to_be_visible()
        return self
