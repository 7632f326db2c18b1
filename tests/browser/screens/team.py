"""The roster."""

from dataclasses import dataclass
from pathlib import Path
from re import Pattern
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, expect

from .person import Person
from .sign_in import SignIn
from .signed_in import SignedInScreen


@dataclass(frozen=True)
class View:
    """All that a shared link must bring back: the question and its answer."""

    path: str
    search: str
    tag: str | None
    style: str
    names: tuple[str, ...]


class Team(SignedInScreen):
    """“Team”."""

    heading = "Team"

    def __init__(self, page: Page, heading: str | Pattern[str] = "") -> None:
        super().__init__(page, heading)
        self.search_box = page.get_by_role("searchbox", name="Search people")
        self.tag = page.get_by_role("combobox", name="Tag", exact=True)
        self.style = page.get_by_role("combobox", name="Style", exact=True)
        self.people = page.get_by_role("table", name="People")
        expect(self.search_box).to_be_visible()

    @classmethod
    def visit(cls, page: Page, query: str = "") -> "Team":
        """Open the roster by its address."""
        page.goto(f"/team{query}")
        return cls(page)

    @property
    def rows(self) -> Locator:
        """The cell with the name of every person shown, from top to bottom."""
        return self.people.get_by_role("rowheader")

    @property
    def names(self) -> list[str]:
        """The names shown, from top to bottom."""
        return self.rows.all_inner_texts()

    @property
    def view(self) -> View:
        """What is shown now."""
        return View(
            path=self.path,
            search=self.search_box.input_value(),
            tag=self.tag.input_value() if self.tag.count() else None,
            style=self.style.input_value(),
            names=tuple(self.names),
        )

    def search(self, words: str) -> "Team":
        """Type, key by key, as a person does."""
        self.search_box.clear()
        self.search_box.press_sequentially(words, delay=20)
        return self

    def asks(self, **question: str) -> "Team":
        """Wait until the address bar holds exactly this question."""
        expect(self.page).to_have_url(f"/team?{urlencode(question)}" if question else "/team")
        return self

    def comes_to_show(self, view: View) -> "Team":
        """Wait until all of this is shown."""
        expect(self.page).to_have_url(view.path)
        expect(self.search_box).to_have_value(view.search)
        if view.tag is not None:
            expect(self.tag).to_have_value(view.tag)
        expect(self.style).to_have_value(view.style)
        expect(self.rows).to_have_text(list(view.names))
        return self

    def apply(self) -> "Team":
        """Press the button that stands in for script."""
        self.page.get_by_role("button", name="Apply").click()
        return Team(self.page)

    def allow_tags(self) -> SignIn:
        """Follow the link that stands where tags were not allowed."""
        self.main.get_by_role("link", name="Allow tags").click()
        return SignIn(self.page)

    def column(self, label: str) -> Locator:
        """The head of a column."""
        return self.people.get_by_role("columnheader", name=label, exact=True)

    def sort_by(self, label: str) -> "Team":
        """Follow the link in the head of a column."""
        self.column(label).get_by_role("link").click()
        return self

    def link_to(self, name: str) -> Locator:
        """The link with a person's name."""
        return self.people.get_by_role("link", name=name, exact=True)

    def box(self, name: str) -> Locator:
        """What chooses a person, to do something with several."""
        return self.people.get_by_role("checkbox", name=f"Choose {name}", exact=True)

    @property
    def chosen(self) -> Locator:
        """The bar that says how many are chosen, and what can be done with them."""
        return self.page.get_by_role("form", name="Chosen people")

    def press_compare(self) -> Page:
        """See those who are chosen side by side."""
        self.chosen.get_by_role("button", name="Compare").click()
        return self.page

    def open(self, name: str) -> Person:
        """Follow it."""
        self.link_to(name).click()
        return Person(self.page, name)

    def export(self, kind: str, folder: Path) -> Path:
        """Follow “Export CSV” or “Export JSON”; returns the file as the browser saved it."""
        with self.page.expect_download() as download:
            self.main.get_by_role("link", name=f"Export {kind}", exact=True).click()
        path = folder / download.value.suggested_filename
        download.value.save_as(path)
        return path

    def present(self) -> "Team":
        """Press “Presentation mode” in the account's menu."""
        self._press("Presentation mode")
        expect(self.presenting).to_be_visible()
        return Team(self.page)

    def show_names(self) -> "Team":
        """Press “Show names again”."""
        self.presenting.get_by_role("button", name="Show names again").click()
        expect(self.presenting).to_have_count(0)
        return Team(self.page)

    def back(self) -> "Team":
        """Press the browser's back button."""
        self.page.go_back()
        return Team(self.page)

    def forward(self) -> "Team":
        """Press the browser's forward button."""
        self.page.go_forward()
        return Team(self.page)
