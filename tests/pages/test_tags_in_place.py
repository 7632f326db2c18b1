"""The forms of the page of tags as htmx sends them: only what changes is drawn."""

import pytest

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support.page import Page
from tests.support.platform import PUBLIC_URL
from tests.support.site import PARTIAL, Site
from tests.support.tags import (
    advice,
    focused,
    labels,
    send_in_place,
    shown,
    the_tag,
    told,
    typed,
    writes,
)
from tests.support.waiting import wait_until
from webapp.current import tagging as current


def swaps(page: Page) -> dict[str, str]:
    """What is swapped besides the part itself: target, and how."""
    parts = page.soup.find_all("hx-partial")
    return {str(part["hx-target"]): str(part["hx-swap"]) for part in parts}


def root(page: Page) -> str:
    """The id of the part."""
    first = page.soup.select_one("body > :first-child")
    assert first is not None
    return str(first["id"])


def test_only_the_form_is_drawn(site: Site, platform: Running) -> None:
    tag = the_tag(platform, "Remote")

    for address, part in (
        ("/tags/new", "new"),
        (f"/tags/{tag.id}/edit", f"tag-{tag.id}"),
        (f"/tags/{tag.id}/delete", f"tag-{tag.id}"),
    ):
        page = site.partial(address)
        assert root(page) == part
        assert "<html" not in page.html
        assert swaps(page) == {}


def test_the_question_whether_to_delete_has_the_focus_itself(site: Site, platform: Running) -> None:
    """So that it is read out, and no button is pressed by a key that is held."""
    part = site.partial(f"/tags/{the_tag(platform, 'Remote').id}/delete")

    assert focused(part) == "Delete “ Remote ”?"


def test_a_tag_that_was_made_comes_first_and_is_told_of(site: Site, platform: Running) -> None:
    part = send_in_place(site, site.partial("/tags/new"), label="Night shift", color="red")

    assert root(part) == "new"
    assert swaps(part) == {
        "#messages": "innerHTML",
        "#news": "innerHTML",
        "#total": "outerHTML",
        "#tags": "afterbegin",
    }
    assert shown(part) == ["Night shift"]
    assert "is there" in told(part)
    assert f"{len(labels(platform))} tags" in part.text
    assert focused(part) == "New tag"


def test_a_tag_that_was_altered_is_drawn_anew_with_the_focus_on_edit(
    site: Site, platform: Running
) -> None:
    tag = the_tag(platform, "Remote")

    part = send_in_place(site, site.partial(f"/tags/{tag.id}/edit"), label="Away")

    assert root(part) == f"tag-{tag.id}"
    assert shown(part) == ["Away"]
    assert swaps(part) == {"#messages": "innerHTML", "#news": "innerHTML"}
    assert focused(part) == "Edit"


def test_a_tag_that_was_deleted_goes_and_the_focus_is_on_how_many_are_left(
    site: Site, platform: Running
) -> None:
    tag = the_tag(platform, "Remote")

    part = send_in_place(site, site.partial(f"/tags/{tag.id}/delete"))

    assert part.headers["HX-Retarget"] == "#total"
    assert swaps(part)[f"li:has(> #tag-{tag.id})"] == "delete"
    assert "is deleted" in told(part)
    assert f"{len(labels(platform))} tags" in focused(part)


def test_the_last_tag_leaves_the_empty_state(site: Site, platform: Running) -> None:
    book = platform.world.accounts[0].tags
    for each in list(book)[1:]:
        book.delete(each.id)

    part = send_in_place(site, site.partial(f"/tags/{book[0].id}/delete"))

    assert "No tags yet" in part.text


def test_what_cannot_be_taken_is_told_in_the_form_alone(site: Site, platform: Running) -> None:
    part = send_in_place(site, site.partial("/tags/new"), 422, label=" ", color="red")

    assert (root(part), swaps(part)) == ("new", {})
    assert "Type a label." in advice(part)
    assert typed(part) == (" ", "red")
    assert focused(part) == "label"
    part = send_in_place(site, part, 422, label="Night shift", color="mauve")
    assert focused(part) == "color"
    assert writes(platform) == []


def test_a_form_whose_tag_is_gone_comes_back_where_tags_are_made(
    site: Site, platform: Running
) -> None:
    tag = the_tag(platform, "Remote")
    form = site.partial(f"/tags/{tag.id}/edit")
    platform.world.accounts[0].tags.delete(tag.id)

    part = send_in_place(site, form, 409, label="Away", color="red")

    assert part.headers["HX-Retarget"] == "#new"
    assert swaps(part) == {f"li:has(> #tag-{tag.id})": "delete"}
    assert typed(part) == ("Away", "red")


def test_a_tag_that_changed_meanwhile_is_asked_about_in_its_place(
    site: Site, platform: Running
) -> None:
    tag = the_tag(platform, "Remote")
    question = site.partial(f"/tags/{tag.id}/delete")
    platform.world.accounts[0].tags.set_profiles(tag.id, tag.profiles[:2])

    part = send_in_place(site, question, 409)

    assert root(part) == f"tag-{tag.id}"
    assert "2 people lose it." in part.text


def test_where_the_platform_fails_after_the_change_its_own_page_tells(
    site: Site, platform: Running
) -> None:
    form = site.partial("/tags/new")
    fault = Fault(Kind.TOO_MANY, origin="api", path="/api/v4/tag", retry_after=600)
    platform.world.faults.add(fault)

    part = send_in_place(site, form, label="Night shift", color="red")

    assert part.headers["HX-Redirect"].startswith("/tags/changes/")
    assert "Continue" in told(site.get(part.headers["HX-Redirect"]))


def test_a_form_that_cannot_be_opened_says_so_in_the_place_of_the_tag(
    site: Site, platform: Running
) -> None:
    platform.world.faults.add(Fault(Kind.BROKEN, origin="api"))
    tag = the_tag(platform, "Remote")
    headers = {**PARTIAL, "HX-Target": f"div#tag-{tag.id}"}

    answer = site.client.get(f"/tags/{tag.id}/edit", base_url=PUBLIC_URL, headers=headers)

    page = Page(answer, partial=True)
    assert root(page) == f"tag-{tag.id}"
    assert page.links()["Try again"] == f"/tags/{tag.id}/edit"


def test_what_takes_long_leads_to_its_own_page_and_shows_what_was_typed(
    site: Site, platform: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A form that is closed before its change is done would say that it was."""
    monkeypatch.setattr(current, "PATIENCE", 0.0)
    form = site.partial("/tags/new")
    platform.world.faults.add(Fault(Kind.SLOW, origin="api", method="POST", seconds=60))

    answer = send_in_place(site, form, label="Night shift", color="red")

    under_way = site.get(answer.headers["HX-Redirect"])
    assert under_way.soup.progress
    assert "New tag “Night shift”, red" in under_way.text
    platform.world.faults.clear()
    wait_until(lambda: "Night shift" in labels(platform), "it is made")
