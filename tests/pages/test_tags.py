"""The page of all tags, and its forms as a browser without script sends them."""

import pytest

from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.site import Site
from tests.support.tags import (
    advice,
    focused,
    labels,
    row,
    send,
    shown,
    the_tag,
    told,
    typed,
    writes,
)
from webapp.api.tags import TAG_COLOURS

HEBREW, FAMILY = "צוות מכירות", "👩‍👩‍👧 Parents"


def test_every_tag_is_listed_with_its_colour_people_and_last_change(
    site: Site, platform: Running
) -> None:
    page = site.get("/tags")

    assert page.heading == "Tags"
    assert shown(page) == sorted(labels(platform), key=str.casefold)
    remote = the_tag(platform, "Remote")
    assert f"{len(remote.profiles)} people" in row(page, "Remote")
    assert "Changed" in row(page, "Remote")
    assert "ago" in row(page, "Remote")
    assert "Nobody" in row(page, "Book club")
    chip = page.soup.select_one(f"#tag-{remote.id} .chip")
    assert chip is not None
    assert chip["data-colour"] == remote.color
    assert page.links()["Changes"] == "/tags/changes"
    assert page.links()["Read again"] == "/tags"
    assert page.links()["Tags"] == "/tags"


def test_the_page_asks_for_tags_alone(visitor: Site, platform: Running) -> None:
    visitor.sign_in(Consent(denied={"profiles:read"}))
    platform.world.witness.clear()

    assert shown(visitor.get("/tags"))
    assert {call.path for call in platform.world.witness.arrivals("/api")} == {"/api/v4/tags"}


def test_each_act_of_a_tag_names_it_by_its_description(site: Site, platform: Running) -> None:
    page = site.get("/tags")
    tag = the_tag(platform, "Remote")
    acts = {link.get_text(): link for link in page.soup.select(f"#tag-{tag.id} .actions a")}

    assert list(acts) == ["Edit", "Members", "Delete"]
    for act in acts.values():
        (described,) = page.soup.select(f"#{act['aria-describedby']}")
        assert described.get_text(strip=True) == "Remote"
    assert acts["Members"]["href"] == f"/tags/{tag.id}"


def test_an_account_without_tags_is_told_what_they_are_for(site: Site, platform: Running) -> None:
    for tag in list(platform.world.accounts[0].tags):
        platform.world.accounts[0].tags.delete(tag.id)

    page = site.get("/tags")

    assert shown(page) == []
    assert "No tags yet" in page.text


@pytest.mark.parametrize("count", [1, 300])
def test_few_and_many_are_counted(site: Site, platform: Running, count: int) -> None:
    book = platform.world.accounts[0].tags
    for tag in list(book):
        book.delete(tag.id)
    for place in range(count):
        book.create(f"Site {place:03}", "red")

    page = site.get("/tags")

    assert f"{count} tag{'' if count == 1 else 's'}" in page.text
    assert len(shown(page)) == count


@pytest.mark.parametrize("label", ["Night shift", HEBREW, FAMILY, "x" * 100, "<b>50 %</b>"])
def test_a_tag_is_made(site: Site, platform: Running, label: str) -> None:
    form = site.get("/tags/new")
    assert focused(form) == "label"

    made = send(site, form, label=f"  {label} ", color="pink")

    page = site.get(made.headers["Location"])
    assert the_tag(platform, label).color == "pink"
    assert "is there" in told(page)
    assert "Nobody" in row(page, label)
    assert writes(platform) == ["tag.create"]


def test_the_colours_are_the_nine_of_the_platform(site: Site) -> None:
    (group,) = site.get("/tags/new").soup.select("fieldset[role=radiogroup]")

    assert [legend.get_text() for legend in group.select("legend")] == ["Colour"]
    words = tuple(label.get_text(strip=True) for label in group.select("label"))
    assert words == TAG_COLOURS == tuple(str(each["value"]) for each in group.select("input"))


REFUSED = {
    "nothing": ("", "red", "Type a label."),
    "a blank": (" \t ", "red", "Type a label."),
    "300 characters": ("x" * 300, "red", "100 characters at most; these are 300."),
    "no colour": ("Night shift", "", "Choose one of these colours."),
    "an unknown colour": ("Night shift", "mauve", "Choose one of these colours."),
}


@pytest.mark.parametrize(("label", "color", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_taken_is_told_beside_the_field_and_nothing_is_sent(
    site: Site, platform: Running, label: str, color: str, said: str
) -> None:
    tag = the_tag(platform, "Remote")
    for address in ("/tags/new", f"/tags/{tag.id}/edit"):
        form = site.get(address)
        if "edit" in address and not color:
            continue  # no colour means the one that it has
        again = send(site, form, 422, label=label, color=color)

        assert said in advice(again)
        assert typed(again) == (label, color if color in TAG_COLOURS else "")
        assert len(again.soup.select("[aria-invalid]")) == 1
        assert again.field("once") != form.field("once")
    assert writes(platform) == []


@pytest.mark.parametrize("label", ["finance", "FINANCÉ", " Finance "])
def test_a_label_that_another_tag_has_leads_to_that_tag(
    site: Site, platform: Running, label: str
) -> None:
    twin = the_tag(platform, "Finance")
    for address in ("/tags/new", f"/tags/{the_tag(platform, 'Remote').id}/edit"):
        again = send(site, site.get(address), 409, label=label, color="red")

        assert "Another tag has this label already" in advice(again)
        assert again.links()["Finance"] == f"/tags/{twin.id}"
        assert typed(again) == (label, "red")
    assert writes(platform) == []


def test_a_tag_is_renamed_and_recoloured(site: Site, platform: Running) -> None:
    tag = the_tag(platform, "Remote")
    form = site.get(f"/tags/{tag.id}/edit")
    assert (typed(form), focused(form)) == (("Remote", tag.color), "label")

    page = site.get(send(site, form, label="Away", color="red").headers["Location"])

    now = the_tag(platform, "Away")
    assert (now.id, now.color, now.profiles) == (tag.id, "red", tag.profiles)
    assert "“Remote” is called “Away” now" in told(page)
    assert writes(platform) == ["tag.change"]
    undo = page.soup.select_one(".change form")
    assert undo is not None
    fields = {str(each["name"]): str(each["value"]) for each in undo.select("input")}
    assert "Undone" in told(site.get(site.post(str(undo["action"]), fields).headers["Location"]))
    assert the_tag(platform, "Remote").color == tag.color


def test_a_long_label_of_before_may_stay_where_the_colour_changes(
    site: Site, platform: Running
) -> None:
    tag = platform.world.accounts[0].tags.create("long\nlabel " * 30, "red")

    send(site, site.get(f"/tags/{tag.id}/edit"), color="blue")

    now = next(each for each in platform.world.accounts[0].tags if each.id == tag.id)
    assert (now.label, now.color) == (tag.label, "blue")
    send(site, site.get(f"/tags/{tag.id}/edit"), label="Short")
    assert the_tag(platform, "Short").id == tag.id


def test_an_unknown_colour_is_named_and_kept(site: Site, platform: Running) -> None:
    tag = platform.world.accounts[0].tags.create("Odd", "teal & more")
    form = site.get(f"/tags/{tag.id}/edit")
    assert "teal & more" in form.text

    send(site, form, label="Even")

    assert the_tag(platform, "Even").color == "teal & more"


def test_cancelling_leads_back_to_the_control_that_opened_the_form(
    site: Site, platform: Running
) -> None:
    tag = the_tag(platform, "Remote")
    for address, control in (
        ("/tags/new", "New tag"),
        (f"/tags/{tag.id}/edit", "Edit"),
        (f"/tags/{tag.id}/delete", "Delete"),
    ):
        back = site.get(address).links()["Cancel"]

        assert focused(site.get(back)) == control
        assert focused(site.partial(back)) == control


@pytest.mark.parametrize("act", ["edit", "delete"])
def test_a_tag_that_is_gone_is_not_found(site: Site, act: str) -> None:
    page = site.get(f"/tags/66a1f0c2b7d8e9002c3a4b5d/{act}", status=404)

    assert page.heading == "This tag is not in the account"


def test_names_may_be_hidden_meanwhile(site: Site, platform: Running) -> None:
    token = site.get("/tags").field("csrf_token")
    site.post("/presentation", {"csrf_token": token, "presenting": "yes", "next": "/tags"})

    send(site, site.get("/tags/new"), label="Night shift", color="red")

    assert "Night shift" in shown(site.get("/tags"))
