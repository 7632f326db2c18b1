"""The tags on a person's page, and on the page of their own."""

from playwright.sync_api import Locator, Page

from sandbox.population.profiles import Profile

from .person import Person


class PersonTags(Person):
    """A page with the region *Tags*, known by its h1."""

    @classmethod
    def of(cls, page: Page, profile: Profile) -> "PersonTags":
        """Open the page of a person."""
        page.goto(f"/team/{profile.id}")
        return cls(page, f"{profile.first_name} {profile.last_name}")

    @property
    def region(self) -> Locator:
        """The section."""
        return self.section("Tags")

    @property
    def heading_of_region(self) -> Locator:
        """The section's own heading."""
        return self.region.get_by_role("heading", name="Tags")

    @property
    def chips(self) -> Locator:
        """The tags that they carry."""
        return self.region.get_by_role("listitem")

    @property
    def choice(self) -> Locator:
        """The tags that can be added."""
        return self.region.get_by_role("combobox", name="Another tag")

    @property
    def add_button(self) -> Locator:
        """What adds the one that is chosen."""
        return self.region.get_by_role("button", name="Add tag")

    def remove_button(self, label: str) -> Locator:
        """What takes a tag away."""
        return self.region.get_by_role("button", name=f"Remove {label}", exact=True)

    @property
    def told(self) -> Locator:
        """What is announced; holds the way back."""
        return self.page.get_by_role("status").filter(has=self.page.locator(".change"))

    @property
    def undo_button(self) -> Locator:
        """Takes the change back that is told."""
        return self.page.get_by_role("button", name="Undo")
