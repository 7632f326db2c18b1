"""The map of the team with its circle."""

from re import Pattern

from playwright.sync_api import Locator, Page, expect

from .person import Person
from .signed_in import SignedInScreen


class TeamCircle(SignedInScreen):
    """“Team map”."""

    heading = "Team map"

    def __init__(self, page: Page, heading: str | Pattern[str] = "") -> None:
        super().__init__(page, heading)
        self.search_box = page.get_by_role("searchbox", name="Search people")
        self.circle = page.get_by_role("group", name="DISC circle")
        self.table = page.get_by_role("region", name="People on the map")

    @classmethod
    def visit(cls, page: Page, query: str = "") -> "TeamCircle":
        """Open the map by its address."""
        page.goto(f"/team/map{query}")
        return cls(page)

    @property
    def marks(self) -> Locator:
        """The links of the drawing that is shown, in reading order."""
        return self.circle.get_by_role("link")

    @property
    def stops(self) -> Locator:
        """Those of them at which Tab stops."""
        return self.marks.and_(self.page.locator('[tabindex="0"]'))

    @property
    def passed(self) -> Locator:
        """Those that Tab passes by."""
        return self.marks.and_(self.page.locator('[tabindex="-1"]'))

    @property
    def focused(self) -> str:
        """The name of what has the focus."""
        name: str = self.page.evaluate("document.activeElement.getAttribute('aria-label') ?? ''")
        return name

    def mark(self, name: str | Pattern[str]) -> Locator:
        """A mark whose name begins so."""
        return self.circle.get_by_role("link", name=name)

    @property
    def folds(self) -> Locator:
        """What can be opened beside and below the circle."""
        return self.main.get_by_role("region", name="DISC circle").locator("details")

    def unfold(self, title: str) -> Locator:
        """Open one of them."""
        fold = self.folds.filter(has=self.page.get_by_text(title, exact=True))
        fold.locator("summary").click()
        return fold

    def asks(self, question: str) -> "TeamCircle":
        """Wait until the address bar holds exactly this question and its answer is shown."""
        expect(self.page).to_have_url(f"/team/map{question}")
        expect(self.page.locator(".htmx-request")).to_have_count(0)
        return self

    def opens(self, name: str) -> Person:
        """The person's page, once it is there."""
        return Person(self.page, name)
