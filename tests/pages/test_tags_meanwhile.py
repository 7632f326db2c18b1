"""Tags that others change meanwhile, forms that are sent twice, a platform that fails."""

from collections.abc import Callable

import pytest

from sandbox.api.answers import Refusal
from sandbox.faults import Fault, Kind
from sandbox.meanwhile import Meanwhile
from sandbox.server import Running
from tests.support.site import Site
from tests.support.tags import advice, labels, row, send, shown, the_tag, told, typed, writes


def test_a_form_that_is_sent_twice_makes_one_tag(site: Site, platform: Running) -> None:
    form = site.get("/tags/new")

    for _ in range(2):
        send(site, form, label="Night shift", color="red")

    assert labels(platform).count("Night shift") == 1
    assert writes(platform) == ["tag.create"]


def test_the_same_form_with_other_words_makes_another(site: Site, platform: Running) -> None:
    form = site.get("/tags/new")

    for label in ("Night shift", "Day shift"):
        send(site, form, label=label, color="red")

    assert {"Night shift", "Day shift"} < set(labels(platform))
    assert writes(platform) == ["tag.create"] * 2


def test_a_tag_that_was_renamed_meanwhile_shows_both_and_saves_the_second_time(
    site: Site, platform: Running
) -> None:
    tag = the_tag(platform, "Remote")
    form = site.get(f"/tags/{tag.id}/edit")
    platform.world.accounts[0].tags.change(tag.id, label="Far away", color="pink")

    again = send(site, form, 409, label="Away", color="red")

    assert "Now: Far away ; yours: Away" in advice(again)
    assert "Now: pink ; yours: red" in advice(again)
    assert typed(again) == ("Away", "red")
    assert writes(platform) == []
    send(site, again)
    assert the_tag(platform, "Away").color == "red"


def test_what_was_not_touched_follows_the_others(site: Site, platform: Running) -> None:
    tag = the_tag(platform, "Remote")
    form = site.get(f"/tags/{tag.id}/edit")
    platform.world.accounts[0].tags.change(tag.id, label="Far away", color="pink")

    again = send(site, form, 409, color="red")

    assert typed(again) == ("Far away", "red")
    send(site, again)
    assert the_tag(platform, "Far away").color == "red"


def test_a_colour_and_a_label_that_two_people_change_at_once_both_stay(
    site: Site, platform: Running
) -> None:
    tag = the_tag(platform, "Remote")
    form = site.get(f"/tags/{tag.id}/edit")
    deed = Meanwhile(when="before", method="GET", path="/api/v4/tags", tag=tag.id, color="pink")
    platform.world.meanwhile.add(deed)

    send(site, form, label="Away")

    assert the_tag(platform, "Away").color == "pink"


def test_a_refusal_of_ours_does_not_hide_what_others_did(site: Site, platform: Running) -> None:
    tag = the_tag(platform, "Remote")
    form = site.get(f"/tags/{tag.id}/edit")
    platform.world.accounts[0].tags.change(tag.id, label="Far away")

    refused = send(site, form, 422, label=" ")

    assert "yours: Away" in advice(send(site, refused, 409, label="Away"))


def test_a_tag_that_is_gone_can_be_made_anew_of_what_was_typed(
    site: Site, platform: Running
) -> None:
    tag = the_tag(platform, "Remote")
    form = site.get(f"/tags/{tag.id}/edit")
    platform.world.accounts[0].tags.delete(tag.id)

    refused = send(site, form, 409, label=" ", color="red")
    assert "Type a label." in advice(refused)
    again = send(site, form, 409, label="Away", color="red")
    assert "was deleted by somebody else meanwhile" in advice(again)
    assert typed(again) == ("Away", "red")
    send(site, again)

    assert the_tag(platform, "Away").color == "red"


def test_deleting_says_how_many_people_lose_it_and_can_be_undone(
    site: Site, platform: Running
) -> None:
    tag = the_tag(platform, "Remote")
    question = site.get(f"/tags/{tag.id}/delete")
    assert f"{len(tag.profiles)} people lose it." in question.text

    page = site.get(send(site, question).headers["Location"])

    assert "Remote" not in shown(page)
    assert f"“Remote” is deleted; {len(tag.profiles)} people lost it." in told(page)
    assert "Undo" in told(page)
    assert writes(platform) == ["tag.delete"]


def test_a_tag_that_changed_is_asked_about_anew_with_the_new_figures(
    site: Site, platform: Running
) -> None:
    tag, book = the_tag(platform, "Remote"), platform.world.accounts[0].tags
    question = site.get(f"/tags/{tag.id}/delete")
    book.set_profiles(tag.id, tag.profiles[:1])

    again = send(site, question, 409)
    assert "was changed by somebody else meanwhile" in advice(again)
    assert "1 person loses it." in again.text
    book.change(tag.id, label="Far away")
    again = send(site, again, 409)
    assert "is called “Far away” since" in advice(again)
    assert "Delete “ Far away ”?" in again.text
    assert writes(platform) == []

    send(site, again)
    assert "Far away" not in labels(platform)


def test_a_tag_that_is_gone_already_is_as_wished(site: Site, platform: Running) -> None:
    tag = the_tag(platform, "Remote")
    question = site.get(f"/tags/{tag.id}/delete")
    platform.world.accounts[0].tags.delete(tag.id)

    page = site.get(send(site, question).headers["Location"])

    assert "Remote" not in shown(page)
    assert "trouble" not in str(page.soup.select_one(".change"))


def test_a_platform_that_deletes_no_tags_is_told(
    site: Site, platform: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = the_tag(platform, "Remote")
    question = site.get(f"/tags/{tag.id}/delete")
    monkeypatch.setattr(platform.world.accounts[0].tags, "delete", refusing(404))

    page = site.get(send(site, question).headers["Location"])

    assert "offers no way to do this from here" in told(page)
    assert row(page, "Remote")


def test_what_the_platform_refuses_is_told_with_what_was_typed(
    site: Site, platform: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform.world.accounts[0].tags, "create", refusing(400))

    again = send(site, site.get("/tags/new"), 409, label="Night shift", color="red")

    assert "Profile refused this. It says: “Not today”" in advice(again)
    assert typed(again) == ("Night shift", "red")


def test_a_change_that_stopped_is_told_where_the_platform_is_not_asked(
    site: Site, platform: Running
) -> None:
    form = site.get("/tags/new")
    fault = Fault(Kind.TOO_MANY, origin="api", path="/api/v4/tag", retry_after=600)
    platform.world.faults.add(fault)

    stopped = send(site, form, label="Night shift", color="red").headers["Location"]

    page = site.get(stopped)
    assert "asks for patience" in told(page)
    assert "Continue" in told(page)
    assert "New tag “Night shift”, red" in page.text
    assert "New tag “Night shift”, red" in site.get("/tags/changes").text


def refusing(status: int) -> Callable[..., None]:
    """A platform that answers so."""

    def refuse(*_: object, **__: object) -> None:
        raise Refusal(status, "Not today")

    return refuse
