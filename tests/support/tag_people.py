"""Tagging many people at once, as a browser without script does it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from bs4 import Tag as Element

from sandbox.population.tags import Tag
from sandbox.server import Running
from sandbox.tags import TagBook
from tests.support.page import Page
from tests.support.platform import PUBLIC_URL
from tests.support.site import Site

WRITES = "tag.set_profiles"


@dataclass(frozen=True)
class Bulk:
    """The platform's tags and people, and the ways of a browser to change them."""

    platform: Running

    @property
    def book(self) -> TagBook:
        """The tags as they stand at the platform now."""
        return self.platform.world.accounts[0].tags

    @property
    def people(self) -> list[str]:
        """The ids of everybody."""
        profiles = self.platform.world.accounts[0].profiles
        return [profiles.at(index).id for index in range(len(profiles))]

    def tag(self, label: str = "Leadership") -> Tag:
        """One tag as it stands at the platform now."""
        return next(tag for tag in self.book if tag.label == label)

    def writes(self) -> int:
        """How often somebody's members were written."""
        return len(self.platform.world.audit.rows(WRITES))

    def choose(self, site: Site, ids: Sequence[str], **form: str) -> str:
        """Tick these in the list and press “Tag…”; returns the address it leads to."""
        token = site.get("/sessions").field("csrf_token")
        data = {"csrf_token": token, "id": list(ids), **form}
        answer = site.client.post("/tags/people", base_url=PUBLIC_URL, data=data)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return str(answer.headers["Location"])

    def choose_all(self, site: Site, query: str = "") -> str:
        """Press “Tag all” in the list."""
        form = fields(site.get(f"/team{query}"), "/tags/people")
        return str(site.post("/tags/people", form).headers["Location"])

    def preview(self, site: Site, choice: str, label: str = "Leadership", do: str = "add") -> Page:
        """Pick a tag and press “Add” or “Remove”."""
        return site.get(choice, tag=self.tag(label).id, do=do)

    def confirm(self, site: Site, preview: Page, status: int = 303) -> str:
        """Press the button under the preview; returns the address it leads to."""
        action = form_of(preview, "seen")["action"]
        sent = site.post(str(action), fields(preview, str(action), "seen"), status=status)
        return str(sent.headers.get("Location"))


def form_of(page: Page, field: str) -> Element:
    """The form that has a field of this name."""
    found = page.soup.find(attrs={"name": field})
    assert isinstance(found, Element), f"no field {field}"
    form = found.find_parent("form")
    assert isinstance(form, Element)
    return form


def fields(page: Page, action: str, having: str = "") -> dict[str, str]:
    """Name and value of each hidden field of the form with this action."""
    for form in page.soup.find_all("form", action=action):
        found = {str(each["name"]): str(each["value"]) for each in form.select("[type=hidden]")}
        if not having or having in found:
            return found
    raise AssertionError(f"no form {action}")


@pytest.fixture
def bulk(platform: Running) -> Bulk:
    """Tags of the first account, put back after the test."""
    return Bulk(platform)
