"""How invites stand once they are sent: told, continued, tagged, and never told to others."""

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.invite_pages import Invites
from tests.support.page import Page
from tests.support.platform import PUBLIC_URL
from tests.support.site import PARTIAL, Site
from tests.support.waiting import wait_until

ANA, BO = "ana@newcomers.test", "bo@newcomers.test"
INVITE = "/api/v4/profile"


def groups(page: Page) -> dict[str, list[str]]:
    """Title and people of each group."""
    return {
        " ".join(group.h2.get_text().split()): [to.get_text() for to in group.select(".to")]
        for group in page.soup.select("#batch section")
        if group.h2
    }


def address_of(page: Page) -> str:
    """Of the one batch that the list shows."""
    (address,) = {to for to in page.links().values() if "batches/" in to}
    return address


def once_tagged(invites: Invites, words: str) -> None:
    """Wait until the page of the one batch says so."""
    address = address_of(invites.site.get("/invites/batches"))
    wait_until(lambda: words in invites.site.get(address).text, words)


def test_each_is_told_with_the_way_to_the_person(invites: Invites) -> None:
    page = invites.send(f"{ANA}\n{BO}, 17")

    assert "2 invites are sent." in page.text
    assert groups(page) == {"Invited: 2": [ANA, BO]}
    made = {message.to: message.profile for message in invites.platform.world.outbox.messages()}
    assert page.links()[f"Open person : {ANA}"] == f"/team/{made[ANA]}"
    assert invites.site.get(f"/team/{made[ANA]}").heading == ANA


def test_a_refusal_is_told_in_the_platforms_words(invites: Invites) -> None:
    done = next(p for p in invites.account.profiles.page(1, 60) if not p.is_pending)
    address = invites.type(f"{ANA}, A-17\n{BO}")
    invites.platform.world.faults.add(Fault(Kind.BROKEN, path="/api/v4/resource-aliases"))
    invites.account.aliases.create(done.id, "A-17")

    page = invites.site.get(str(invites.confirm(address).headers["Location"]))

    assert groups(page) == {"Refused by Profile: 1": [ANA], "Invited: 1": [BO]}
    assert "Profile says: “ customId is another profile's already ”" in page.text


def test_what_failed_is_told_with_the_reading_and_continued(invites: Invites) -> None:
    invites.platform.world.faults.add(Fault(Kind.BROKEN, method="POST", path=INVITE, skip=1))

    page = invites.send("\n".join(f"p{n}@newcomers.test" for n in range(6)))

    assert "1 of 6 invites is sent." in page.text
    assert list(groups(page)) == ["Not sent: 3", "Not tried yet: 2", "Invited: 1"]
    assert "By a reading at" in page.text
    invites.platform.world.faults.clear()
    assert "6 invites are sent." in invites.go_on(page).text
    assert invites.written_to() == {f"p{n}@newcomers.test": 1 for n in range(6)}


def test_what_is_not_known_is_told_so_and_cleared_by_a_reading(invites: Invites) -> None:
    faults = invites.platform.world.faults
    invites.platform.world.witness.clear()
    address = invites.type(ANA)
    preview = invites.site.get(address)
    calls = len(invites.platform.world.witness.arrivals("/api/v4/profiles"))
    faults.add(Fault(Kind.LOST, method="POST", path=INVITE, times=1))
    faults.add(Fault(Kind.BROKEN, method="GET", path="/api/v4/profiles", skip=2 * calls))

    page = invites.site.get(str(invites.confirm(address, preview).headers["Location"]))

    assert groups(page) == {"Not known whether they were written to: 1": [ANA]}
    assert "it is not known whether they were written to" in page.text
    faults.clear()
    assert groups(invites.go_on(page)) == {"Invited: 1": [ANA]}
    assert invites.written_to() == {ANA: 1}


def test_while_the_platform_asks_for_patience_the_page_says_for_how_long(invites: Invites) -> None:
    fault = Fault(Kind.TOO_MANY, method="POST", path=INVITE, skip=1, times=1, retry_after=50)
    invites.platform.world.faults.add(fault)

    page = invites.send(f"{ANA}\n{BO}")

    assert "Sending invites: 1 of 2 so far." in page.text
    assert "seconds from now. It goes on by itself." in page.text
    (asks,) = page.soup.select("#batch [hx-get]")
    part = Page(
        invites.site.client.get(str(asks["hx-get"]), base_url=PUBLIC_URL, headers=PARTIAL),
        partial=True,
    )
    assert "1 of 2 so far" in part.text
    assert invites.site.get(str(asks["hx-get"]), status=302)


def test_a_long_wait_stops_it_and_says_until_when(invites: Invites) -> None:
    fault = Fault(Kind.TOO_MANY, method="POST", path=INVITE, retry_after=3000)
    invites.platform.world.faults.add(fault)

    page = invites.send(ANA)

    assert "Profile asks for patience, so it stopped." in page.text
    assert "Profile asks not to be asked before." in page.text


def test_the_new_people_get_the_tags(invites: Invites) -> None:
    tag = invites.account.tags[0]
    before = tag.profiles

    invites.send(f"{ANA}\n{BO}", [tag.id])

    once_tagged(invites, f"Added to “{tag.label}”: 2 people.")
    new = [message.profile for message in invites.platform.world.outbox.messages()]
    assert set(invites.account.tags[0].profiles) == {*before, *new}


def test_tags_wait_until_all_are_through_or_are_asked_for(invites: Invites) -> None:
    tag = invites.account.tags[0]
    invites.platform.world.faults.add(Fault(Kind.BROKEN, method="POST", path=INVITE, skip=1))
    page = invites.send(f"{ANA}\n{BO}", [tag.id])
    assert f"The tag “ {tag.label} ” is not given yet: it is when all are through." in page.text

    invites.press(page, "/tags")

    once_tagged(invites, f"Added to “{tag.label}”: 1 person.")


def test_batches_of_this_session_are_listed_and_nobody_elses(invites: Invites) -> None:
    page = invites.send(ANA)
    address = page.links()["Invites sent"]
    batch = address_of(invites.site.get(address))
    other = Site(invites.site.app)
    other.sign_in(scope="profiles:write")

    assert "No invites yet" in other.get(address).text
    assert other.get(batch, status=404)


def test_while_names_are_hidden_no_address_is_shown(invites: Invites) -> None:
    page = invites.send(f"{ANA}\nnobody")
    token = page.field("csrf_token")
    invites.site.post("/presentation", {"csrf_token": token, "presenting": "yes"})

    page = invites.site.get(address_of(invites.site.get("/invites/batches")))

    assert "1 invite is sent." in page.text
    assert ANA not in page.html
    assert "names are hidden now" in page.text


def test_without_the_permission_to_read_people_nobody_can_be_opened(
    visitor: Site, platform: Running
) -> None:
    visitor.sign_in(Consent(denied={"profiles:read", "tags:manage"}), scope="profiles:write")
    invites = Invites(visitor, platform)
    platform.world.faults.add(Fault(Kind.LOST, method="POST", path=INVITE, times=1))

    page = invites.send(f"{ANA}\n{BO}")

    assert groups(page) == {
        "Not known whether they were written to: 1": [ANA],
        "Invited: 1": [BO],
    }
    assert "Open person" not in page.text
    assert "Only a reading of people can tell" in page.text
    assert invites.written_to() == {ANA: 1, BO: 1}
