"""Saved views: kept under a name, opened, seen to; the team opens with the default one."""

import re

import pytest
from redis import Redis

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support.platform import PUBLIC_URL
from tests.support.saved_views import names, panel, refused_name, save, send
from tests.support.site import PARTIAL, Site

NOBODYS = "0123456789abcdef"


def test_a_view_is_saved_from_the_list_and_opened_again(site: Site) -> None:
    team = site.get("/team?style=SC&sort=-d&page=1")
    query = team.field("query")
    assert query == "?style=SC&sort=-d"

    view_id = save(site, "  Steady   ones ", query)

    assert names(site) == ["Steady ones"]
    assert site.get("/team").links()["Steady ones"] == f"/team/views/{view_id}"
    opened = site.get(f"/team/views/{view_id}", status=302).headers["Location"]
    assert opened == f"/team?style=SC&sort=-d&view={view_id}"
    assert site.get(opened).rows() == team.rows()
    assert "nothing has changed" in panel(site.get(opened))


def test_the_question_of_a_swapped_part_is_what_is_saved(site: Site) -> None:
    assert site.partial("/team?q=ana&page=2").field("query") == "?q=ana"
    assert site.partial("/team/map?q=ana").field("query") == "?q=ana"


def test_a_view_saved_on_the_map_leads_back_to_the_map(site: Site) -> None:
    page = site.get("/team/map?q=a")
    form = {name: page.field(name) for name in ("csrf_token", "query", "place")}

    shown = site.post("/team/views", {**form, "name": "Map"}).headers["Location"]

    assert shown.startswith("/team/map?q=a&view=")
    assert "“ Map ”" in panel(site.get(shown))
    again = site.get("/team/map").links()["Map"]  # the first of that name is the tab
    assert again == "/team/map"
    (in_menu,) = site.get("/team/map").soup.select("#views li a")
    assert site.get(str(in_menu["href"]), status=302).headers["Location"] == shown


def test_a_double_click_saves_once(site: Site) -> None:
    assert save(site, "Steady", "?style=SC") == save(site, "steady", "?style=SC")
    assert names(site) == ["Steady"]


def test_a_name_that_is_taken_asks_to_replace(site: Site) -> None:
    view_id = save(site, "Steady", "?style=SC")
    asked = send(site, "/team/views", name="STEADY", query="?q=a", status=409)
    assert asked.field("replaces") == view_id
    assert (refused_name(asked), names(site)) == ("STEADY", ["Steady"])

    assert save(site, "STEADY", "?q=a", replaces=view_id) == view_id

    assert names(site) == ["STEADY"]
    assert (
        site.get(f"/team/views/{view_id}", status=302).headers["Location"].startswith("/team?q=a")
    )


def test_a_view_is_renamed_but_not_to_a_name_that_is_taken(site: Site) -> None:
    save(site, "One")
    view_id = save(site, "Two")

    refused = send(site, f"/team/views/{view_id}/rename", name=" oNE ", status=409)
    assert (refused_name(refused), names(site)) == ("oNE", ["One", "Two"])
    send(site, f"/team/views/{view_id}/rename", name="TWO")

    assert names(site) == ["One", "TWO"]


def test_deleting_asks_first(site: Site) -> None:
    view_id = save(site, "Steady", "?style=SC")
    asked = site.get(site.get("/team/views").links()["Delete"])

    assert "Delete “ Steady ”?" in asked.text
    assert names(site) == ["Steady"]
    for _ in range(2):  # a double click finds it gone, as wished
        gone = send(site, f"/team/views/{view_id}/delete").headers["Location"]
        assert "The view was deleted." in site.get(gone).text
    assert names(site) == []
    site.get(f"/team/views/{view_id}", status=404)


def test_one_more_than_there_may_be_is_refused_with_what_was_typed(site: Site) -> None:
    for number in range(20):
        save(site, f"View {number}")

    refused = send(site, "/team/views", name="One too many", query="?q=a", status=422)

    assert "There are 20 views already. Delete one below" in refused.text
    assert refused_name(refused) == "One too many"
    assert "You have as many views as can be saved" in site.get("/team").text


def test_the_team_opens_with_the_default_and_everybody_can_be_shown(site: Site) -> None:
    view_id = save(site, "Steady", "?style=SC")
    send(site, "/team/views/default", view=view_id)

    assert site.get("/team", status=302).headers["Location"] == f"/team?style=SC&view={view_id}"
    assert site.get("/team?style=SC").links()["Show everybody"] == "/team?all=1"
    assert "60 people" in site.get("/team?all=1").text


@pytest.mark.parametrize("page", ["/team", "/team/map"])
def test_no_link_about_everybody_leads_into_the_default(site: Site, page: str) -> None:
    send(site, "/team/views/default", view=save(site, "Steady", "?style=SC"))

    for query in ("?all=1", "?style=SC", "?q=zzz", "?page=2", "?sort=-name"):
        links = site.get(f"{page}{query}").soup.select("main a[href], #views a[href]")
        assert "/team" not in [link["href"] for link in links]
    everybody = site.partial(f"{page}?q=&all=1")
    assert everybody.headers["HX-Push-Url"] == f"{page}?all=1"
    assert everybody.field("all") == "1", "the next swap would forget it"


def test_without_a_default_addresses_stay_the_shortest(site: Site) -> None:
    save(site, "Steady", "?style=SC")

    links = site.get("/team?all=1").soup.select("a[href], form[action]")
    assert [link for link in links if "all=1" in str(link.get("href") or link["action"])] == []


def test_a_default_that_asks_for_nothing_traps_nobody(site: Site) -> None:
    view_id = save(site, "All", "")
    send(site, "/team/views/default", view=view_id)

    shown = site.get("/team", status=302).headers["Location"]

    assert shown == f"/team?view={view_id}"
    assert "60 people" in site.get(shown).text


@pytest.mark.parametrize(
    "headers", [PARTIAL, {"HX-History-Restore-Request": "true"}], ids=["part", "history"]
)
def test_a_default_is_for_whole_pages_only(site: Site, headers: dict[str, str]) -> None:
    send(site, "/team/views/default", view=save(site, "Steady", "?style=SC"))

    answer = site.client.get("/team", base_url=PUBLIC_URL, headers=headers)

    assert (answer.status_code, "HX-Redirect" in answer.headers) == (200, False)
    assert "60 people" in answer.text


def test_the_default_can_be_taken_back_and_goes_with_its_view(site: Site) -> None:
    view_id = save(site, "Steady", "?style=SC")
    for path in ("default", f"{view_id}/delete"):
        send(site, "/team/views/default", view=view_id)
        site.get("/team", status=302)
        send(site, f"/team/views/{path}", view="")
        site.get("/team")


@pytest.mark.parametrize(
    "query",
    ["?q=" + "x" * 3000, "?" + "&".join(f"tag={n:024x}" for n in range(200))],
    ids=["words", "tags"],
)
def test_a_question_that_is_too_long_is_not_kept(site: Site, query: str) -> None:
    refused = send(site, "/team/views", name="Long", query=query, status=422)

    assert "asks for more than a view can keep" in refused.text
    assert refused_name(refused) == "Long"


@pytest.mark.parametrize(
    "query", ["nonsense", "?page=7&size=x&sort=zzz", "?view=1&all=1", "%00&&="]
)
def test_of_a_hostile_question_only_what_it_asks_is_kept(site: Site, query: str) -> None:
    view_id = save(site, "Odd", query)

    opened = site.get(f"/team/views/{view_id}", status=302)

    assert opened.headers["Location"] == f"/team?view={view_id}"


@pytest.mark.parametrize("view_id", [NOBODYS, "..%2f..", "%00", "x" * 3000, "💚"])
def test_a_view_that_there_is_not(site: Site, view_id: str) -> None:
    assert "not found" in site.get(f"/team/views/{view_id}", status=404).heading
    send(site, f"/team/views/{view_id}/rename", name="New", status=404)
    send(site, f"/team/views/{view_id}/seen", status=404)
    send(site, "/team/views/default", view=view_id, status=404)

    assert site.get(f"/team?view={view_id}").heading == "Team"


def test_a_view_is_not_saved_where_nobody_tells_who_is_in_it(site: Site, platform: Running) -> None:
    platform.world.faults.add(Fault(Kind.BROKEN, path="/api/v4/profiles"))
    send(site, "/team/views", name="Leads", query="?q=a", status=502)
    platform.world.faults.clear()

    assert names(site) == []


def test_no_fingerprint_is_left_behind(site: Site, redis: Redis) -> None:
    def kinds() -> list[str]:
        found = [key for key in redis.scan_iter("[vf]*") if isinstance(key, bytes)]
        return sorted(re.sub(":.*", "", key.decode()) for key in found)

    view_id = save(site, "Leads", "?q=a")
    assert kinds() == ["fingerprint", "views"]
    save(site, "Leads", "?q=a")
    save(site, "Leads", "?q=b", replaces=view_id)
    send(site, f"/team/views/{view_id}/seen")
    send(site, "/team/views", name="leads", query="?q=c", status=409)
    assert kinds() == ["fingerprint", "views"]
    send(site, f"/team/views/{view_id}/delete")
    assert kinds() == ["views"]


@pytest.mark.parametrize(("page", "other"), [("/team", "/team/map"), ("/team/map", "/team")])
def test_a_part_takes_its_question_along_to_the_other_ways_to_see_it(
    site: Site, page: str, other: str
) -> None:
    part = site.partial(f"{page}?q=an&style=SC")

    ways = part.soup.select_one("#ways")
    assert ways is not None
    assert f"{other}?q=an&style=SC" in [link["href"] for link in ways.select("a")]


def test_a_view_stays_open_on_every_way_that_shows_the_same_people(site: Site) -> None:
    view = save(site, "Steady", "?style=SC")
    page = site.get(f"/team?style=SC&view={view}")

    for label in ("Read again", "Map", "E-mail"):
        assert f"view={view}" in page.links()[label], label
    assert page.soup.select_one("#changes section")
    part = site.partial(f"/team?style=SC&sort=email&view={view}")
    assert not part.soup.select('hx-partial[hx-target="#changes"]')


@pytest.mark.parametrize("query", ["?style=S&view={view}", "?style=SC&view=0123456789abcdef"])
def test_a_view_is_not_said_to_be_open_for_other_people_or_by_a_made_up_id(
    site: Site, query: str
) -> None:
    page = site.get("/team" + query.format(view=save(site, "Steady", "?style=SC")))

    assert not page.soup.select_one("#changes section")
    assert "view=" not in page.links()["Read again"]


def test_other_people_take_the_name_of_the_view_off_the_page(site: Site) -> None:
    part = site.partial("/team?style=S")

    for target, left in (("#opened-view", "Views"), ("#changes", "")):
        (gone,) = part.soup.select(f'hx-partial[hx-target="{target}"]')
        assert gone.get_text(strip=True) == left
