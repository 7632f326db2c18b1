"""The debrief on a person's page, and on the page of its own."""

from playwright.sync_api import Locator, Page

from sandbox.population.profiles import Profile

from .person import Person


class Debrief(Person):
    """A page with the region *Debrief*, known by its h1."""

    @classmethod
    def of(cls, page: Page, profile: Profile) -> "Debrief":
        """Open the page of a person."""
        page.goto(f"/team/{profile.id}")
        return cls(page, f"{profile.first_name} {profile.last_name}")

    @property
    def region(self) -> Locator:
        """The section."""
        return self.section("Debrief")

    @property
    def button(self) -> Locator:
        """What has one written."""
        return self.region.get_by_role("button", name="Write a debrief")

    @property
    def progress(self) -> Locator:
        """What shows that one is being written."""
        return self.region.get_by_role("progressbar", name="Profile’s AI is writing the debrief")

    @property
    def text(self) -> Locator:
        """The debrief itself."""
        return self.region.get_by_role("blockquote")

    @property
    def told(self) -> Locator:
        """What is announced."""
        return self.page.get_by_role("status").first

    def look_again(self, profile: Profile) -> "Debrief":
        """Follow the link, without script: it leads to the debrief's own page."""
        self.region.get_by_role("link", name="Look again").click()
        return Debrief(self.page, f"Debrief of {profile.first_name} {profile.last_name}")
