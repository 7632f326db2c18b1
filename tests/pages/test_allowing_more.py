"""A permission that is asked for at the action that needs it: given, denied, or left out."""

from dataclasses import dataclass
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
from redis import Redis

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support import consent
from tests.support.consent import Consent
from tests.support.page import Page
from tests.support.platform import PUBLIC_URL
from tests.support.site import PARTIAL, Site
from tests.support.tag_people import fields
from tests.support.tags import labels, writes
from tests.support.valkey import alive

LESS = Consent(denied={"tags:manage"})
TYPED = {"once": "0f" * 16, "label": "Mentors-to-be", "color": "emerald"}
FROM = {"Referer": f"{PUBLIC_URL}/tags/new"}


@dataclass(frozen=True)
class Wish:
    """Somebody who wants to make a tag, and has not allowed it."""

    site: Site
    platform: Running

    def press(self, **typed: str) -> Page:
        """Send the form; returns the page that asks for the permission."""
        form = {**TYPED, **typed, "csrf_token": self.site.get("/sessions").field("csrf_token")}
        return self.site.post("/tags", form, status=403, headers=FROM)

    def ask(self, page: Page, wish: Consent | None = None, name: str = "Allow it") -> str:
        """Follow the link, and answer at Profile; returns the address that is led back to."""
        asked = self.site.get(page.links()[name])
        begun = self.site.begin_sign_in(**fields(asked, "/sign-in"))
        return str(self.site.finish_sign_in(consent.answer(begun, wish)).headers["Location"])


@pytest.fixture
def wish(visitor: Site, platform: Running) -> Wish:
    visitor.sign_in(LESS)
    return Wish(visitor, platform)


def send(wish: Wish, page: Page, label: str = "Send it", status: int = 303) -> Page:
    """Press the button of the page that shows the action again."""
    button = page.soup.find("button", string=label)
    assert button is not None
    form = button.find_parent("form")
    assert form is not None
    data = {str(field["name"]): str(field["value"]) for field in form.find_all("input")}
    return wish.site.post(str(form["action"]), data, status=status)


def said(page: Page) -> str:
    """What is said above the page."""
    found = page.soup.select_one("#messages")
    assert found is not None
    return " ".join(found.get_text(" ").split())


def test_the_page_says_what_for_and_what_was_typed(wish: Wish) -> None:
    wish.platform.world.witness.clear()
    page = wish.press()

    assert "To make a tag, this dashboard must be allowed to: “See and change tags" in page.text
    assert "Mentors-to-be" in page.text
    assert "kept for 15 minutes" in page.text
    assert [link for link in page.links() if link == "Allow it"] == ["Allow it"]
    assert wish.platform.world.witness.arrivals() == []


def test_once_it_is_allowed_the_action_is_shown_again_and_sent_by_a_press(wish: Wish) -> None:
    back = wish.ask(wish.press())
    page = wish.site.get(back)

    assert page.heading == "Ready to make a tag"
    assert "Mentors-to-be" in page.text
    assert "0f" * 16 not in page.text, "what is technical is not shown"
    assert writes(wish.platform) == [], "never sent by itself"
    assert wish.site.get(back).heading == "Ready to make a tag"
    send(wish, page)
    send(wish, page)
    assert writes(wish.platform) == ["tag.create"]
    assert labels(wish.platform).count("Mentors-to-be") == 1


def test_only_what_is_needed_is_asked_for_besides_what_was_granted(wish: Wish) -> None:
    asked = wish.site.get(wish.press().links()["Allow it"])

    granted = {"profiles:read", "account:read", "tags:manage"}
    assert set(asked.field("scope").split()) == granted
    assert asked.field("more") == "tags:manage"
    assert [li.get_text(" ", strip=True) for li in asked.soup.select(".asks li:has(.pill)")] == [
        "See and change tags, and who has them New"
    ]


@pytest.mark.parametrize("is_told", [True, False], ids=["told apart", "not told apart"])
def test_it_is_come_back_to_where_profile_tells_neither_the_account_nor_who_signs_in(
    visitor: Site, platform: Running, is_told: bool
) -> None:
    platform.world.extensions.introspection = is_told
    visitor.sign_in(Consent(denied={"tags:manage", "account:read"}))
    wish = Wish(visitor, platform)

    page = visitor.get(wish.ask(wish.press()))

    assert "whether it was begun in the account that is now in use" in page.text
    send(wish, page, "Send it to the account in use")
    assert "Mentors-to-be" in labels(platform)


@pytest.mark.parametrize(
    "other",
    [Consent(account="Northlight Studio"), Consent(person="Mateus Lindgren")],
    ids=["another account", "another person"],
)
def test_who_signs_in_otherwise_finds_nothing_of_it(wish: Wish, other: Consent) -> None:
    back = wish.ask(wish.press(), other)
    page = wish.site.get(back, status=410)

    assert page.heading == "This is not kept here"
    assert "Mentors-to-be" not in page.text
    assert page.links()["Back to where it began"] == "/tags/new"


def test_from_another_account_of_the_session_it_is_switched_back_to(wish: Wish) -> None:
    asked = wish.press()
    wish.site.sign_in(Consent(account="Northlight Studio"), another="1")
    kept_at = parse_qs(urlsplit(asked.links()["Allow it"]).query)["next"][0]

    page = wish.site.get(kept_at, status=410)

    assert page.heading == "This is for another account"
    assert "Mentors-to-be" not in page.text
    button = page.soup.select_one("button.primary[name=connection]")
    assert button is not None
    form = {"csrf_token": page.field("csrf_token"), "next": kept_at}
    switched = wish.site.post("/connections/switch", {**form, "connection": str(button["value"])})
    assert wish.site.get(switched.headers["Location"]).heading == "Still not allowed"


def test_what_is_kept_no_longer_is_told_and_led_back_from(wish: Wish, redis: Redis) -> None:
    back = wish.ask(wish.press())
    for key in alive(redis, "work"):
        redis.delete(key)

    page = wish.site.get(back, status=410)

    assert page.links()["Back to where it began"] == "/tags/new"
    assert writes(wish.platform) == []


def test_what_is_kept_lives_for_a_quarter_of_an_hour_and_holds_no_token(
    wish: Wish, redis: Redis
) -> None:
    before = set(alive(redis, "work"))
    page = wish.press()
    fresh = [key for key in set(alive(redis, "work")) - before if b"log" not in key.encode()]

    assert fresh
    assert all(0 < redis.ttl(key) <= 900 for key in fresh)
    back = wish.site.get(wish.ask(page))
    names = [str(i["name"]) for i in back.soup.select("main form input")]
    assert names == ["csrf_token", "once", "label", "color"]
    wish.site.sign_out()
    assert [key for key in alive(redis, "work") if key in fresh] == []


def test_denying_it_leads_back_to_the_form_says_so_once_and_can_be_asked_again(
    wish: Wish,
) -> None:
    wish.site.sign_in()  # so that the page of the form is one that can be seen
    wish.site.sign_in(Consent(denied={"profiles:write"}))
    asked = wish.site.get("/sign-in", scope="profiles:write", next="/tags", back="/team?q=a")
    begun = wish.site.begin_sign_in(**fields(asked, "/sign-in"))
    denied = wish.site.finish_sign_in(consent.answer(begun, Consent(allow=False)))

    assert denied.headers["Location"] == "/team?q=a"
    page = wish.site.get("/team?q=a")
    assert "Nothing was changed. You did not allow “Invite people" in said(page)
    again = page.links()["Ask me again"]
    assert said(wish.site.get("/team?q=a")) == ""
    assert wish.site.get(again).field("back") == "/team?q=a"
    assert wish.site.get("/tags").heading == "Tags", "what was granted still is"


def test_what_was_typed_is_still_there_after_a_denial(wish: Wish) -> None:
    back = wish.ask(wish.press(), Consent(allow=False))
    assert back == "/tags/new"
    page = wish.site.get(back, status=403)
    kept = wish.site.get(page.links()["See what you typed"])

    assert kept.heading == "Still not allowed"
    assert "Mentors-to-be" in kept.text
    assert kept.soup.find("button", string="Send it") is None
    assert wish.site.get(wish.ask(kept)).heading == "Ready to make a tag"


def test_a_page_that_is_denied_leads_back_to_the_one_that_linked_to_it(wish: Wish) -> None:
    answer = wish.site.client.get(
        "/tags", base_url=PUBLIC_URL, headers={"Referer": f"{PUBLIC_URL}/team?q=an"}
    )

    back = wish.ask(Page(answer), Consent(allow=False))

    assert back == "/team?q=an"
    assert "See and change tags" in said(wish.site.get(back))


@pytest.mark.parametrize("came_from", ["https://evil.test/team", f"{PUBLIC_URL}/sign-in?x=1"])
def test_nothing_but_a_page_of_ours_is_led_back_to(wish: Wish, came_from: str) -> None:
    answer = wish.site.client.get("/tags", base_url=PUBLIC_URL, headers={"Referer": came_from})

    assert "back=" not in Page(answer).links()["Allow it"]
    hostile = wish.site.get("/sign-in", scope="tags:manage", back="//evil.test")
    assert hostile.soup.find(attrs={"name": "back"}) is None


def test_leaving_out_the_new_line_alone_asks_in_no_circle(wish: Wish) -> None:
    back = wish.ask(wish.press(), LESS)

    assert back == "/tags/new"
    page = wish.site.get(back, status=403)
    assert "You left out “See and change tags" in said(page)
    assert wish.site.get(page.links()["See what you typed"]).heading == "Still not allowed"


def test_an_old_permission_may_be_taken_back_on_the_same_way(wish: Wish) -> None:
    back = wish.ask(wish.press(), Consent(denied={"profiles:read"}))

    assert wish.site.get(back).heading == "Ready to make a tag"
    wish.site.get("/team", status=403)


def test_a_first_sign_in_that_is_denied_keeps_its_page(visitor: Site) -> None:
    begun = visitor.begin_sign_in(scope="tags:manage", more="tags:manage", back="/team")

    page = visitor.finish_sign_in(consent.answer(begun, Consent(allow=False)), status=403)

    assert page.heading == "You did not allow access"


def test_by_htmx_the_form_stays_and_the_news_leads_to_the_same_page(wish: Wish) -> None:
    token = wish.site.get("/sessions").field("csrf_token")
    answer = wish.site.client.post(
        "/tags",
        base_url=PUBLIC_URL,
        data={**TYPED, "csrf_token": token},
        headers={**PARTIAL, "HX-Target": "div#new", "HX-Current-URL": f"{PUBLIC_URL}/tags/new"},
    )
    part = Page(answer, partial=True)

    assert (part.status, part.headers["HX-Retarget"]) == (403, "#messages")
    assert "To make a tag" in part.text
    assert wish.site.get(wish.ask(part)).heading == "Ready to make a tag"


def test_what_is_too_long_to_be_kept_is_asked_for_in_another_tab(wish: Wish) -> None:
    page = wish.press(label="x" * 70_000)

    assert "/go-on/" not in page.links()["Allow it"]
    assert page.soup.select_one(".actions a.primary[target=_blank]") is not None
    assert "cannot be kept meanwhile" in page.text
    assert "kept for" not in page.text


def test_a_file_is_chosen_again(wish: Wish) -> None:
    token = wish.site.get("/sessions").field("csrf_token")
    answer = wish.site.client.post(
        "/tags",
        base_url=PUBLIC_URL,
        data={**TYPED, "csrf_token": token, "file": (BytesIO(b"a,b"), "people.csv")},
        headers=FROM,
    )

    page = wish.site.get(wish.ask(Page(answer)))

    assert page.heading == "Choose the file again"
    assert page.soup.find("button", string="Send it") is None
    assert page.links()["Back to where it began"] == "/tags/new"


def test_what_was_typed_with_names_is_hidden_with_them(wish: Wish) -> None:
    back = wish.ask(wish.press())
    token = wish.site.get("/sessions").field("csrf_token")
    wish.site.post("/presentation", {"csrf_token": token, "presenting": "yes"})

    page = wish.site.get(back)

    assert page.heading == "This may show names"
    assert "Mentors-to-be" not in page.text
    assert page.soup.find("button", string="Send it") is None


@pytest.mark.parametrize("denied", [LESS, Consent(denied={"tags:manage", "account:read"})])
def test_names_that_are_hidden_stay_so(visitor: Site, denied: Consent) -> None:
    """Also where nobody can tell that it is the same account that comes back."""
    visitor.sign_in(denied)
    token = visitor.get("/sessions").field("csrf_token")
    visitor.post("/presentation", {"csrf_token": token, "presenting": "yes"})

    asked = visitor.get(visitor.get("/tags", status=403).links()["Allow it"])
    visitor.sign_in(None, **fields(asked, "/sign-in"))

    assert "Presentation mode. Names" in visitor.get("/tags").text


def test_a_scope_that_profile_misses_though_we_believed_in_it_is_asked_for_alike(
    visitor: Site, platform: Running
) -> None:
    visitor.sign_in()
    platform.world.faults.add(Fault(Kind.FORBIDDEN, path="/api/v4/profiles", times=1))
    query = {"csrf_token": visitor.get("/sessions").field("csrf_token"), "query": "q=an"}
    page = visitor.post("/tags/people", query, status=403)

    back = Wish(visitor, platform).ask(page)

    assert visitor.get(back).heading == "Ready to show whom you chose"


def test_everything_that_is_missing_is_asked_for_at_once(visitor: Site, platform: Running) -> None:
    visitor.sign_in(Consent(denied={"tags:manage", "profiles:read"}))

    asked = visitor.get(visitor.get("/tags/" + "0" * 24, status=403).links()["Allow it"])

    assert asked.field("more").split() == ["tags:manage", "profiles:read"]


def test_without_a_scope_in_it_a_refusal_is_a_matter_of_the_role(
    site: Site, platform: Running
) -> None:
    platform.world.faults.add(Fault(Kind.FORBIDDEN, path="/api/v4/profiles", scope=""))

    for page in (site.get("/team", status=403), site.partial("/team", status=403)):
        assert "Profile says: “" in page.text
        assert "Ask an Owner of the account" in page.text
        assert "Allow it" not in page.links()
