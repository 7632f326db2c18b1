"""The tags of a person of the sandbox, as a browser without script changes them."""

from dataclasses import dataclass

from bs4 import Tag as Element

from sandbox.population.profiles import Profile
from sandbox.population.tags import Tag
from sandbox.server import Running
from tests.support.page import Page
from tests.support.platform import PUBLIC_URL
from tests.support.site import PARTIAL, Site


@dataclass(frozen=True)
class TaggedPerson:
    """Somebody of the first account, and the platform that knows their tags."""

    profile: Profile
    platform: Running

    @classmethod
    def with_tag(cls, platform: Running, label: str) -> "TaggedPerson":
        """The first who carries it."""
        account = platform.world.accounts[0]
        carriers = next(tag for tag in account.tags if tag.label == label).profiles
        people = account.profiles.page(1, 100)
        return cls(next(p for p in people if p.id in carriers and p.last_name), platform)

    @property
    def name(self) -> str:
        return f"{self.profile.first_name} {self.profile.last_name}"

    @property
    def path(self) -> str:
        """Their page."""
        return f"/team/{self.profile.id}"

    @property
    def carried(self) -> list[str]:
        """The labels that they carry now, at Profile."""
        tags = self.platform.world.accounts[0].tags
        return sorted(tag.label for tag in tags if self.profile.id in tag.profiles)

    def tag(self, label: str) -> Tag:
        """One of the account's, as it is now."""
        return next(tag for tag in self.platform.world.accounts[0].tags if tag.label == label)

    def remove(self, site: Site, label: str, status: int = 303) -> Page:
        """Open the page, and press the button beside a tag."""
        return site.post(
            f"{self.path}/tags", self.removal(site.get(self.path), label), status=status
        )

    def add(self, site: Site, label: str, status: int = 303) -> Page:
        """Open the page, choose a tag, and press the button."""
        return site.post(
            f"{self.path}/tags", self.addition(site.get(self.path), label), status=status
        )

    def removal(self, page: Page, label: str) -> dict[str, str]:
        """What a page sends when a tag is taken away."""
        form = _form(page, "form:has([name=remove])")
        return {**_hidden(form), "remove": self.tag(label).id}

    def addition(self, page: Page, label: str) -> dict[str, str]:
        """What a page sends when a tag is added."""
        form = _form(page, "form:has([name=add])")
        return {**_hidden(form), "add": self.tag(label).id}

    def in_place(self, site: Site, form: dict[str, str], status: int = 200) -> Page:
        """The same by htmx."""
        headers = {
            **PARTIAL,
            "HX-Target": "section#person_tags",
            "HX-Current-URL": f"{PUBLIC_URL}{self.path}",
        }
        answer = site.client.post(
            f"{self.path}/tags", base_url=PUBLIC_URL, data=form, headers=headers
        )
        assert answer.status_code == status, answer.get_data(as_text=True)
        return Page(answer, partial=True)


def section(page: Page) -> str:
    """The text of the section, in a page or as a part."""
    found = page.soup.select_one("#person_tags")
    assert found is not None, f"no tags: {page.html}"
    return " ".join(found.get_text(" ").split())


def chips(page: Page) -> list[str]:
    """The tags that a page shows as the person's, in its order."""
    return [chip.get_text(strip=True) for chip in page.soup.select("#person_tags .chip")]


def offered(page: Page) -> list[str]:
    """The tags that a page offers to add, in its order."""
    options = page.soup.select("#person_tags select option[value]:not([value=''])")
    return [option.get_text() for option in options]


def _form(page: Page, selector: str) -> Element:
    found = page.soup.select_one(f"#person_tags {selector}")
    assert found is not None, f"no {selector}: {page.html}"
    return found


def _hidden(form: Element) -> dict[str, str]:
    return {str(f["name"]): str(f["value"]) for f in form.select("input[type=hidden]")}
