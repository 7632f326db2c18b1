"""The figures below the circle of the team map."""

from playwright.sync_api import Locator, Page, expect

from .signed_in import SignedInScreen

SECTIONS = ("DISC styles", "Core values", "DISC scores", "Focus levels")


class TeamFigures(SignedInScreen):
    """“Team map”, as far as what everybody's results come to is concerned."""

    heading = "Team map"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        for name in SECTIONS:
            expect(self.section(name)).to_be_visible()

    @classmethod
    def visit(cls, page: Page, query: str = "") -> "TeamFigures":
        """Open the map by its address."""
        page.goto(f"/team/map{query}")
        return cls(page)

    def section(self, heading: str) -> Locator:
        """One of SECTIONS."""
        return self.page.get_by_role("region", name=heading, exact=True)

    def figures_of(self, dimension: str) -> list[str]:
        """n, lowest, middle, mean, deviation and highest of a DISC dimension."""
        row = self.section("DISC scores").get_by_role("row").filter(has_text=dimension)
        cells: list[str] = row.get_by_role("cell").all_inner_texts()
        return [cell.removeprefix("n ") for cell in cells[1:]]

    def choose_style(self, style: str) -> "TeamFigures":
        """Narrow by the select, and wait until the address says so."""
        self.page.get_by_role("combobox", name="Style", exact=True).select_option(style)
        expect(self.page).to_have_url(f"/team/map?style={style}")
        return self

    def unfold(self) -> "TeamFigures":
        """Open everything that is folded away."""
        for name in SECTIONS:
            for summary in self.section(name).locator("summary").all():
                summary.click()
        return self
