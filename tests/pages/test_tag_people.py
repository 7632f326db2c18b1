"""Many people and one tag: whom it is about, what it would come to, and that it is done once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from redis import Redis

from sandbox.meanwhile import Meanwhile
from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.page import Page
from tests.support.site import Site
from tests.support.tag_people import Bulk, fields, form_of
from tests.support.valkey import alive

NOBODY = "66a1f0c2b7d8e9001c3a4b5d"


def counts(page: Page) -> dict[str, str]:
    """What the list of tags says of each: "3 of 20 have it"."""
    labels = page.soup.select("#pick .chip")
    said = page.soup.select("#pick label .hint")
    return {
        label.get_text(strip=True): count.get_text(strip=True)
        for label, count in zip(labels, said, strict=True)
    }


def preview(page: Page) -> str:
    found = page.soup.select_one("#preview h2")
    return " ".join(found.get_text().split()) if found else ""


def button(page: Page) -> str:
    return form_of(page, "seen").get_text(strip=True)


def test_the_figures_are_those_of_the_platform(site: Site, bulk: Bulk) -> None:
    chosen = bulk.people[:20]
    page = site.get(bulk.choose(site, chosen))

    assert page.heading == "Tag people"
    assert "20 people" in page.text
    assert "Ticked in the list" in page.text
    assert counts(page) == {
        tag.label: f"{len(set(chosen) & set(tag.profiles))} of 20 have it" for tag in bulk.book
    }


@pytest.mark.parametrize("do", ["add", "remove"])
def test_a_preview_says_for_whom_something_changes(site: Site, bulk: Bulk, do: str) -> None:
    chosen, members = bulk.people, set(bulk.tag().profiles)
    having = len(members.intersection(chosen))
    lacking = len(chosen) - having
    page = bulk.preview(site, bulk.choose(site, chosen), do=do)

    if do == "add":
        assert preview(page) == f"Adds Leadership to {lacking} people; {having} already have it"
        assert button(page) == f"Add “Leadership” to {lacking} people"
    else:
        assert preview(page) == (
            f"Removes Leadership from {having} people; {lacking} do not have it"
        )
        assert button(page) == f"Remove “Leadership” from {having} people"
    assert bulk.writes() == 0


def test_it_is_done_as_it_was_shown(site: Site, bulk: Bulk) -> None:
    before, chosen = bulk.tag().profiles, bulk.people[:20]
    shown = bulk.preview(site, bulk.choose(site, chosen))

    told = site.get(bulk.confirm(site, shown))

    assert list(bulk.tag().profiles) == list(dict.fromkeys([*before, *chosen]))
    had = len(set(before) & set(chosen))
    assert f"Added to “Leadership”: {20 - had} people." in told.text
    assert f"{had} people had it already." in told.text
    assert bulk.writes() == 1


def test_it_is_taken_from_those_who_were_chosen_and_from_nobody_else(
    site: Site, bulk: Bulk
) -> None:
    before = bulk.tag().profiles
    chosen = [*before[:3], *(each for each in bulk.people if each not in before)][:10]

    bulk.confirm(site, bulk.preview(site, bulk.choose(site, chosen), do="remove"))

    assert bulk.tag().profiles == before[3:]


def test_sent_twice_it_is_done_once(site: Site, bulk: Bulk) -> None:
    shown = bulk.preview(site, bulk.choose(site, bulk.people[:20]))

    first = bulk.confirm(site, shown)
    bulk.book.set_profiles(bulk.tag().id, [])

    assert bulk.confirm(site, shown) == first
    assert bulk.tag().profiles == ()
    assert bulk.writes() == 1


def test_a_double_click_is_one_change(site: Site, bulk: Bulk) -> None:
    shown = bulk.preview(site, bulk.choose(site, bulk.people[:20]))
    tabs = []
    for _ in range(4):
        tabs.append(Site(site.app))
        for name, value in site.cookies().items():
            tabs[-1].client.set_cookie(name, value, domain="127.0.0.1")

    with ThreadPoolExecutor(len(tabs)) as pool:
        addresses = set(pool.map(lambda tab: bulk.confirm(tab, shown), tabs))

    assert len(addresses) == 1
    assert bulk.writes() == 1


def test_what_others_did_since_the_preview_stays(site: Site, bulk: Bulk) -> None:
    had, *_ = before = bulk.tag().profiles
    lacking = next(each for each in bulk.people if each not in before)
    shown = bulk.preview(site, bulk.choose(site, [had, lacking]))
    bulk.book.set_profiles(bulk.tag().id, before[1:])

    told = site.get(bulk.confirm(site, shown))

    assert bulk.tag().profiles == (*before[1:], lacking)
    assert "Taken away by somebody else since, and that stays: 1" in told.text


def test_everybody_who_matches_is_chosen_without_being_ticked(site: Site, bulk: Bulk) -> None:
    tag = bulk.tag()
    page = site.get(f"/team?tag={tag.id}&size=25")
    form = page.soup.find("form", action="/tags/people")
    assert form is not None
    assert form.get_text(strip=True) == f"Tag all {len(tag.profiles)} that match"

    page = site.get(bulk.choose_all(site, f"?tag={tag.id}&size=25"))

    assert f"{len(tag.profiles)} people" in page.text
    assert "Everybody with the tag “Leadership”." in page.text
    assert counts(page)["Leadership"] == "{0} of {0} have it".format(len(tag.profiles))


def test_nobody_asked_for_is_everybody_even_with_a_default_view(site: Site, bulk: Bulk) -> None:
    page = site.get(bulk.choose_all(site))

    assert "60 people" in page.text
    assert "Everybody in the account." in page.text


def test_a_question_that_lost_its_tag_chooses_nobody(site: Site, bulk: Bulk) -> None:
    form = fields(site.get(f"/team?tag={bulk.tag().id}"), "/tags/people")
    bulk.book.delete(bulk.tag().id)

    page = site.post("/tags/people", form, status=409)

    assert page.heading == "Nothing was chosen"


def test_ids_of_nobody_here_are_said_and_left_out(site: Site, bulk: Bulk) -> None:
    other = bulk.platform.world.accounts[1].profiles.at(0).id
    choice = bulk.choose(site, [bulk.people[0], NOBODY, other, "../x", ""])
    shown = bulk.preview(site, choice)
    assert "1 person" in shown.text
    assert "3 more of those chosen are not in this account, and left out." in shown.text

    told = site.get(bulk.confirm(site, shown))

    assert set(bulk.tag().profiles).isdisjoint({NOBODY, other, "../x"})
    assert bulk.platform.world.witness.arrivals("/api/v4/tag/")[-1].status == 200
    assert "Refused" not in told.text


def test_nobody_chosen_leads_back(site: Site, bulk: Bulk) -> None:
    page = site.get(bulk.choose(site, []))

    assert "Nobody is chosen" in page.text
    assert page.links()["the team"] == "/team"


def test_ten_thousand_that_were_ticked_are_kept(site: Site, bulk: Bulk) -> None:
    ids = [*bulk.people, *(f"{number:024x}" for number in range(10_000 - len(bulk.people)))]

    page = bulk.preview(site, bulk.choose(site, ids))

    assert "60 people" in page.text
    assert "9,940 more of those chosen" in page.text
    before = set(bulk.tag().profiles)
    bulk.confirm(site, page)
    assert set(bulk.tag().profiles) == before.union(bulk.people)


@pytest.mark.parametrize("is_told", [True, False], ids=["told apart", "not told apart"])
def test_without_the_scope_the_choice_is_kept_and_come_back_to(
    visitor: Site, bulk: Bulk, platform: Running, is_told: bool
) -> None:
    """Also where Profile does not tell who signs in."""
    platform.world.extensions.introspection = is_told
    visitor.sign_in(Consent(denied={"tags:manage"}))
    platform.world.witness.clear()
    choice = bulk.choose(visitor, bulk.people[:7])
    assert platform.world.witness.arrivals("/api") == []
    page = visitor.get(choice, status=403)
    assert platform.world.witness.arrivals("/api") == []

    allow = visitor.get(page.links()["Allow it"])
    back = visitor.sign_in(None, **fields(allow, "/sign-in")).headers["Location"]

    assert back == choice
    assert "7 people" in visitor.get(back).text


def test_a_choice_of_another_session_is_not_known(site: Site, app: Flask, bulk: Bulk) -> None:
    choice = bulk.choose(site, bulk.people[:7])
    other = Site(app)
    other.sign_in()

    page = other.get(choice, status=404)

    assert page.heading == "These people are not chosen any more"
    assert page.links()["Go to the team"] == "/team"


def test_a_choice_of_another_account_is_not_known_though_nobody_is_told_apart(
    visitor: Site, app: Flask, bulk: Bulk, platform: Running
) -> None:
    platform.world.extensions.introspection = False
    visitor.sign_in()
    choice = bulk.choose(visitor, bulk.people[:7])
    other = Site(app)
    other.sign_in(Consent(account="Northlight Studio"))

    assert other.get(choice, status=404).heading == "These people are not chosen any more"


def test_a_choice_that_is_kept_no_more_changes_nothing(
    site: Site, bulk: Bulk, redis: Redis
) -> None:
    shown = bulk.preview(site, bulk.choose(site, bulk.people[:7]))
    for key in alive(redis, "work"):
        redis.delete(key)

    bulk.confirm(site, shown, status=404)

    assert bulk.writes() == 0


def test_a_tag_that_has_another_name_by_now_is_shown_anew(site: Site, bulk: Bulk) -> None:
    shown = bulk.preview(site, bulk.choose(site, bulk.people[:20]))
    bulk.book.change(bulk.tag().id, label="Leads")

    page = site.get(bulk.confirm(site, shown))

    assert page.heading == "Tag people"
    assert "is called “Leads” since" in page.text
    assert preview(page).startswith("Adds Leads to ")
    assert bulk.writes() == 0
    bulk.confirm(site, page)
    assert set(bulk.people[:20]) <= set(bulk.tag("Leads").profiles)


def test_a_tag_that_is_gone_by_now_is_said_to_be(site: Site, bulk: Bulk) -> None:
    choice = bulk.choose(site, bulk.people[:20])
    shown = bulk.preview(site, choice)
    bulk.book.delete(bulk.tag().id)

    page = site.get(bulk.confirm(site, shown))

    assert "was deleted by somebody else" in page.text
    assert preview(page) == "This tag is not in the account any more. Pick another."
    assert preview(site.get(choice, do="add")) == "Pick a tag first."


def test_a_form_that_no_preview_drew_does_nothing(site: Site, bulk: Bulk) -> None:
    shown = bulk.preview(site, bulk.choose(site, bulk.people[:3]))
    action = str(form_of(shown, "seen")["action"])
    form = fields(shown, action, "seen")

    for field, value in (("seen", "00"), ("do", "drop"), ("tag", "")):
        site.post(action, {**form, field: value}, status=400)

    assert bulk.writes() == 0


def test_the_preview_alone_is_drawn_for_a_part(site: Site, bulk: Bulk) -> None:
    choice = bulk.choose(site, bulk.people[:20])

    part = site.partial(f"{choice}?tag={bulk.tag().id}&do=add")

    assert part.soup.find(id="preview")
    assert not part.soup.find(id="pick")
    assert part.headers["HX-Push-Url"]


def test_names_stay_hidden_while_presenting(site: Site, bulk: Bulk) -> None:
    token = site.get("/team").field("csrf_token")
    site.post("/presentation", {"csrf_token": token, "presenting": "yes"})
    choice = bulk.choose_all(site, "?q=a")

    page = bulk.preview(site, choice)

    assert "Found by the filters of the team." in page.text
    names = [bulk.platform.world.accounts[0].profiles.at(index) for index in range(60)]
    assert not [p.last_name for p in names if p.last_name and p.last_name in page.text]


def test_somebody_who_acts_between_reading_and_writing_loses_nothing_shown(
    site: Site, bulk: Bulk, platform: Running
) -> None:
    before, chosen = bulk.tag().profiles, bulk.people[:20]
    lacking = [each for each in chosen if each not in before]
    shown = bulk.preview(site, bulk.choose(site, chosen))
    deed = Meanwhile(when="after", method="PATCH", tag=bulk.tag().id, remove=(lacking[0],))
    platform.world.meanwhile.add(deed)

    bulk.confirm(site, shown)

    assert set(lacking) <= set(bulk.tag().profiles)
