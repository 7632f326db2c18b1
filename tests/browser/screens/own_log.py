"""What this dashboard did in the signed-in person's name."""

from playwright.sync_api import Download, Locator, Page

from .signed_in import SignedInScreen


class OwnLogScreen(SignedInScreen):
    """“What this dashboard did”."""

    heading = "What this dashboard did"

    @classmethod
    def visit(cls, page: Page) -> "OwnLogScreen":
        """Open it by its address."""
        page.goto("/connected-apps/log")
        return cls(page)

    @property
    def entries(self) -> Locator:
        """One row each, the newest first; the heads are none."""
        table = self.main.get_by_role("table", name="Entries, the newest first")
        return table.get_by_role("row").filter(has=self.page.get_by_role("cell"))

    @property
    def chain(self) -> Locator:
        """What is said of the chain."""
        return self.main.get_by_text("The chain is")

    def export(self, name: str) -> Download:
        """Press the link; returns the file."""
        with self.page.expect_download() as caught:
            self.main.get_by_role("link", name=name).click()
        return caught.value
