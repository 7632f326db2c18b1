"""Who has a tag."""

from playwright.sync_api import Locator, Page, expect

from .signed_in import SignedInScreen


class TagMembers(SignedInScreen):
    """The tag's label."""

    def __init__(self, page: Page, label: str) -> None:
        super().__init__(page, label)
        self.find = page.get_by_role("searchbox", name="Find people to add")
        self.search = page.get_by_role("searchbox", name="Search members")
        self.people = page.get_by_role("table", name="People")
        expect(self.find).to_be_visible()

    @classmethod
    def visit(cls, page: Page, tag_id: str, label: str, query: str = "") -> "TagMembers":
        """Open it by its address."""
        page.goto(f"/tags/{tag_id}{query}")
        return cls(page, label)

    @property
    def again(self) -> "TagMembers":
        """The same page once the browser has loaded it anew."""
        return TagMembers(self.page, str(self._heading))

    @property
    def news(self) -> Locator:
        """What came of a change."""
        return self.page.locator("#messages .change, #news .change")

    def link_to(self, name: str) -> Locator:
        """The link with the name of somebody who has the tag."""
        return self.people.get_by_role("link", name=name, exact=True)

    def look_for(self, words: str) -> "TagMembers":
        """Type, key by key, as a person does."""
        self.find.clear()
        self.find.press_sequentially(words, delay=20)
        return self

    def button(self, name: str) -> Locator:
        """A button by its whole name."""
        return self.main.get_by_role("button", name=name, exact=True)

    def offered(self, name: str) -> Locator:
        """The box of somebody who might be added."""
        people = self.page.get_by_role("form", name="People to add")
        return people.get_by_role("checkbox", name=name)

    def box(self, name: str) -> Locator:
        """What chooses somebody who has the tag."""
        return self.people.get_by_role("checkbox", name=f"Choose {name}", exact=True)

    def undo(self) -> "TagMembers":
        """Take the change back that the page tells of."""
        self.news.get_by_role("button", name="Undo").click()
        return self.again
