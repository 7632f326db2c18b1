"""The tags of a person of the sandbox, as a browser without script changes them."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from bs4 import Tag as Element

from sandbox.population.profiles import Profile
from sandbox.population.tags import Tag
from sandbox.server import Running
from tests.support.page import Page
from tests.support.platform import PUBLIC_URL
from tests.support.site import PARTIAL, Site

LABEL, OTHER = "Mentors", "Remote"


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

    @classmethod
    def with_one_of_two(cls, platform: Running) -> "TaggedPerson":
        """Somebody who carries LABEL, and not OTHER."""
        found = cls.with_tag(platform, LABEL)
        other = found.tag(OTHER)
        without = [one for one in other.profiles if one != found.profile.id]
        platform.world.accounts[0].tags.set_profiles(other.id, without)
        return found

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

    @property
    def writes(self) -> int:
        """How often a tag was changed at Profile."""
        return len(self.platform.world.audit.rows("tag"))

    def tag(self, label: str) -> Tag:
        """One of the account's, as it is now."""
        return next(tag for tag in self.platform.world.accounts[0].tags if tag.label == label)

    def remove(self, site: Site, label: str, status: int = 303) -> Page:
        """Open the page, and press the button beside a tag."""
        return site.post(f"{self.path}/tags", removal(site.get(self.path), label), status=status)

    def add(self, site: Site, label: str, status: int = 303) -> Page:
        """Open the page, choose a tag, and press the button."""
        return site.post(f"{self.path}/tags", addition(site.get(self.path), label), status=status)

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


def news(page: Page) -> str:
    """What a page tells of a change, and what a part tells the page around it."""
    found = page.soup.select_one("#news, hx-partial")
    return " ".join(found.get_text(" ").split()) if found else ""


def arrived(site: Site, answer: Page) -> Page:
    """The page that a form led to."""
    return site.get(answer.headers["Location"])


def press(site: Site, page: Page, action: str) -> Page:
    """Press *Undo* (`undo`) or *Continue* (`continue`) in the news; gives the page it leads to."""
    form = _one(page, f"form[action$='/{action}']")
    fields = {str(f["name"]): str(f["value"]) for f in form.select("input")}
    return arrived(site, site.post(str(form["action"]), fields))


def undo(site: Site, page: Page) -> Page:
    """Press *Undo* in the news of a page, or of a part."""
    return press(site, page, "undo")


def addition(page: Page, label: str) -> dict[str, str]:
    """What a page sends when a tag is added."""
    form = _one(page, "#person_tags form:has(select)")
    (option,) = (o for o in form.select("option") if o.get_text() == label)
    return {**_hidden(form), "add": str(option["value"])}


def removal(page: Page, label: str) -> dict[str, str]:
    """What a page sends when a tag is taken away."""
    form = _one(page, "#person_tags form:has(.chips)")
    items = form.select("li")
    (item,) = (li for li in items if _one_in(li, ".chip bdi").get_text() == label)
    return {**_hidden(form), "remove": str(_one_in(item, "button")["value"])}


Act = Callable[[TaggedPerson, Site], dict[str, str]]
ACTS: dict[str, Act] = {
    "adding": lambda person, site: addition(site.get(person.path), OTHER),
    "removing": lambda person, site: removal(site.get(person.path), LABEL),
}
acts = pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
"""What their page sends when OTHER is added, and when LABEL is taken away."""


def _one(page: Page, selector: str) -> Element:
    assert page.soup.body is not None
    return _one_in(page.soup.body, selector)


def _one_in(element: Element, selector: str) -> Element:
    found = element.select_one(selector)
    assert found is not None, f"no {selector}: {element}"
    return found


def _hidden(form: Element) -> dict[str, str]:
    return {str(f["name"]): str(f["value"]) for f in form.select("input[type=hidden]")}
