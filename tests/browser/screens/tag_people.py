"""One tag for many people, and what came of it."""

from playwright.sync_api import Locator, Page

from .signed_in import SignedInScreen


class TagChange(SignedInScreen):
    """“Change”: how far one is, then who is in it."""

    heading = "Change"

    @property
    def outcome(self) -> Locator:
        """What came of it."""
        return self.page.get_by_role("region", name="What came of it")

    @property
    def progress(self) -> Locator:
        """What shows how far it is."""
        return self.outcome.get_by_role("progressbar", name="People done")

    def group(self, title: str) -> Locator:
        """People of the same fate: "Added: 10"."""
        heading = self.page.get_by_role("heading", name=title, exact=True)
        return self.outcome.get_by_role("group").filter(has=heading)

    def press(self, label: str) -> Page:
        """“Undo” or “Continue”; where the browser then is, the caller knows."""
        self.outcome.get_by_role("button", name=label).click()
        return self.page

    def look_again(self) -> "TagChange":
        """Follow the link that stands in for script."""
        self.outcome.get_by_role("link", name="Look again").click()
        return TagChange(self.page)

    def all_changes(self) -> "TagChanges":
        """Follow “Changes”."""
        self.main.get_by_role("link", name="Changes").first.click()
        return TagChanges(self.page)


class TagChanges(SignedInScreen):
    """“Changes”: all of this session."""

    heading = "Changes"

    @property
    def entries(self) -> Locator:
        """Each change, the newest first."""
        return self.page.get_by_role("list", name="Changes, the newest first").locator("> li")


class TagPeople(SignedInScreen):
    """“Tag people”: who is chosen, and the tags."""

    heading = "Tag people"

    def tag(self, label: str) -> Locator:
        """What picks a tag."""
        return self.page.get_by_role("group", name="Which tag?").get_by_role("radio", name=label)

    def press(self, label: str) -> "TagPeople":
        """“Add” or “Remove”: shows what that comes to."""
        self.main.get_by_role("button", name=label, exact=True).click()
        return self

    @property
    def preview(self) -> Locator:
        """What it comes to."""
        return self.page.locator("#preview")

    @property
    def sentence(self) -> Locator:
        """The same in one line."""
        return self.preview.get_by_role("heading")

    @property
    def confirming(self) -> Locator:
        """The button that has it done."""
        return self.preview.get_by_role("button")

    def confirm(self) -> TagChange:
        """Press it."""
        self.confirming.click()
        return TagChange(self.page)
