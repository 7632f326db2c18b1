"""The page of tags as a browser without script meets it, and as htmx does."""

import re
from typing import Any

from bs4 import Tag as Element

from sandbox.population.tags import Tag
from sandbox.server import Running
from tests.support.page import Page
from tests.support.platform import PUBLIC_URL
from tests.support.site import PARTIAL, Site


def the_tag(platform: Running, label: str) -> Tag:
    """A tag of the first account, as it is now."""
    return next(tag for tag in platform.world.accounts[0].tags if tag.label == label)


def labels(platform: Running) -> list[str]:
    """Those of all tags of the account."""
    return [tag.label for tag in platform.world.accounts[0].tags]


def writes(platform: Running) -> list[str]:
    """What has been done to tags, by the platform's own record."""
    return [row.action for row in platform.world.audit.rows("tag.")]


def send(site: Site, opened: Page, status: int = 303, **typed: str) -> Page:
    """Send the form that is open in a page, with what was typed."""
    form = _form(opened)
    return site.post(str(form["action"]), {**_fields(form), **typed}, status=status)


def send_in_place(site: Site, opened: Page, status: int = 200, **typed: str) -> Page:
    """The same by htmx."""
    form = _form(opened)
    answer = site.client.post(
        str(form["action"]),
        base_url=PUBLIC_URL,
        data={**_fields(form), **typed},
        headers={**PARTIAL, "HX-Target": "div#new", "HX-Current-URL": f"{PUBLIC_URL}/tags"},
    )
    assert answer.status_code == status, answer.get_data(as_text=True)
    return Page(answer, partial=True)


def row(page: Page, label: str) -> str:
    """What is said of one tag."""
    for found in page.soup.select(".tag-row"):
        heading = found.h2
        if heading and heading.get_text(strip=True) == label:
            return " ".join(found.get_text(" ").split())
    raise AssertionError(f"no tag {label}")


def shown(page: Page) -> list[str]:
    """The labels on the page, from top to bottom."""
    return [heading.get_text(strip=True) for heading in page.soup.select(".tag-row h2")]


def told(page: Page) -> str:
    """What is said of the latest change."""
    found = page.soup.select_one(".change")
    return " ".join(found.get_text(" ").split()) if found else ""


def advice(page: Page) -> str:
    """What is said beside the fields, and above them."""
    return " ".join(" ".join(each.get_text(" ").split()) for each in page.soup.select(".message"))


def typed(page: Page) -> tuple[str, str]:
    """Label and colour as they stand in the form."""
    chosen = page.soup.select_one(".tag-form [name=color][checked]")
    return page.field("label"), str(chosen["value"]) if chosen else ""


def focused(page: Page) -> str:
    """What has the focus when the page, or the part, is there."""
    (found,) = page.soup.select("[autofocus]")
    return str(found.get("name") or found.get_text(" ", strip=True))


def _form(page: Page) -> Element:
    (form,) = page.soup.select("form.tag-form, .tag-row.open > form.actions")
    return form


def _fields(form: Element) -> dict[str, Any]:
    """What stands in it; every end of a line is sent as browsers send it."""
    inputs = form.select("input:not([type=radio]), input[checked]")
    sent = {str(each["name"]): str(each.get("value", "")) for each in inputs}
    return {name: re.sub(r"\r?\n", "\r\n", value) for name, value in sent.items()}
