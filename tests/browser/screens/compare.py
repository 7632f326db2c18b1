"""People side by side."""

from playwright.sync_api import Locator, Page, expect

from .signed_in import SignedInScreen
from .team import Team


class Compare(SignedInScreen):
    """“Compare”."""

    heading = "Compare"

    @classmethod
    def visit(cls, page: Page, *ids: str) -> "Compare":
        """Open it by its address."""
        page.goto("/team/compare?" + "&".join(f"id={each}" for each in ids))
        return cls(page)

    def region(self, heading: str) -> Locator:
        """“People”, “Differences”, “Shared ground” or “Not compared”."""
        return self.page.get_by_role("region", name=heading, exact=True)

    def shows(self, *names: str) -> "Compare":
        """Wait until exactly these people are compared, in this order."""
        removals = [f"Remove {name}" for name in names]
        links = self.region("People").get_by_role("link", name="Remove ")
        expect(links).to_have_text(removals)
        return self

    def remove(self, name: str) -> "Compare":
        """Follow the link that leaves somebody out."""
        self.region("People").get_by_role("link", name=f"Remove {name}", exact=True).click()
        return Compare(self.page)

    def add(self, name: str) -> "Compare":
        """Choose somebody from the list."""
        people = self.region("People")
        option = people.locator("option", has_text=name).first
        people.get_by_role("combobox", name="Add somebody").select_option(
            option.get_attribute("value")
        )
        people.get_by_role("button", name="Add").click()
        return Compare(self.page)

    def back(self) -> "Compare":
        """Press the browser's back button."""
        self.page.go_back()
        return Compare(self.page)

    def back_to_team(self) -> Team:
        """Follow the link to the list."""
        self.main.get_by_role("link", name="Team", exact=True).click()
        return Team(self.page)

    def unfold(self) -> "Compare":
        """Open everything that is folded away."""
        for summary in self.main.locator("summary").all():
            summary.click()
        return self
