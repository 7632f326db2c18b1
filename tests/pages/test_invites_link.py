"""A link to share: what it brings, how it is shown, and that it is nowhere else."""

import logging

import pytest
from redis import Redis

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.invites import Invited
from tests.support.page import Page
from tests.support.site import Site

CALL = "/api/v4/assessment-invite"
LINK = "/invites/link"


def ask(site: Site, status: int = 303, own_id: str = "", tag: str = "") -> Page:
    fields = {"own_id": own_id, **({"tag": tag} if tag else {})}
    form = {"csrf_token": site.get(LINK).field("csrf_token"), **fields}
    return site.post(LINK, form, status=status)


def made(site: Site, own_id: str = "", tag: str = "") -> Page:
    return site.get(ask(site, own_id=own_id, tag=tag).headers["Location"])


def shown(page: Page) -> str:
    (field,) = page.soup.select("#link")
    assert field.has_attr("readonly")
    return str(field["value"])


def calls(platform: Running) -> int:
    return len(platform.world.witness.arrivals(CALL))


def test_a_link_is_made_shown_and_drawn_and_nobody_is_written_to(
    invited: Invited, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    answer = ask(invited.site)
    page = invited.site.get(answer.headers["Location"])

    link = shown(page)
    assert link.startswith(f"{invited.platform.login_url}/sandbox/a/")
    assert page.links()["Open"] == link
    (code,) = page.soup.select("svg.qr[role=img]")
    assert code["aria-label"] == "QR code of the link"
    assert code.select("path[d]")
    assert invited.platform.world.outbox.messages() == []
    assert link not in answer.headers["Location"]
    assert link.rpartition("/")[2] not in answer.headers["Location"] + caplog.text


def test_it_lies_in_redis_for_an_hour_at_most_and_sealed(invited: Invited, redis: Redis) -> None:
    before = set(redis.keys())
    link = shown(made(invited.site))

    for key in set(redis.keys()) - before:
        assert redis.ttl(key) > 0
        kind = redis.type(key)
        if kind == b"string":
            assert link.encode() not in (redis.get(key) or b"")


def test_tags_and_an_own_id_go_along_and_are_told(invited: Invited) -> None:
    tags = list(invited.platform.world.accounts[0].tags)[:1]

    page = made(invited.site, tag=tags[0].id, own_id=" payroll/7 ")

    found = invited.platform.world.links.find(shown(page).rpartition("/")[2])
    assert found is not None
    assert (list(found.tags), found.custom_id) == ([tags[0].id], "payroll/7")
    assert "Everybody who follows it gets the own id payroll/7" in page.text
    assert page.soup.select(".shared-link .chip")[0].get_text() == tags[0].label


def test_the_same_wish_brings_the_same_link(invited: Invited) -> None:
    assert shown(made(invited.site)) == shown(made(invited.site))


def test_the_form_warns_of_an_own_id_that_many_get(site: Site) -> None:
    page = site.get(LINK)

    advice = page.soup.select_one("#own-id-advice")
    assert advice is not None
    assert "Everybody who follows the link gets this same id" in advice.get_text()


def test_without_tags_it_says_so_and_works(visitor: Site, platform: Running) -> None:
    visitor.sign_in(Consent(denied={"tags:manage"}), scope="profiles:write")
    platform.world.witness.clear()

    page = visitor.get(LINK)

    assert "Your tags cannot be offered here" in page.text
    assert "scope=tags:manage" in page.links()["Allow tags"]
    assert shown(made(visitor))
    assert platform.world.witness.arrivals("/api/v4/tags") == []


def test_without_leave_to_invite_the_form_asks_for_it_and_sends_nothing(
    site: Site, platform: Running
) -> None:
    assert "You have not allowed this dashboard to invite people yet" in site.get(LINK).text

    page = ask(site, status=403, own_id="payroll/7")

    assert "scope=profiles:write" in page.links()["Allow it"]
    assert calls(platform) == 0


@pytest.mark.parametrize(
    ("kind", "status", "said"),
    [
        (Kind.UNKNOWN, 502, "offers this dashboard no links"),
        (Kind.NOT_OFFERED, 502, "offers this dashboard no links"),
        (Kind.BROKEN, 502, "safe to press the button again"),
        (Kind.HTML, 502, "safe to press the button again"),
        (Kind.TOO_MANY, 429, "Wait 30 seconds"),
    ],
)
def test_where_there_is_none_the_form_says_why_and_keeps_what_was_typed(
    invited: Invited, kind: Kind, status: int, said: str
) -> None:
    tag = next(iter(invited.platform.world.accounts[0].tags))
    invited.platform.world.faults.add(Fault(kind, path=CALL))

    page = ask(invited.site, status=status, own_id="payroll/7", tag=tag.id)

    assert said in page.text
    assert page.field("own_id") == "payroll/7"
    assert [str(box["value"]) for box in page.soup.select("[name=tag][checked]")] == [tag.id]
    assert page.headers.get("Retry-After") == ("30" if status == 429 else None)


@pytest.mark.parametrize("typed", ["x" * 201, "a\x00b"])
def test_an_own_id_that_cannot_be_one_is_not_sent(invited: Invited, typed: str) -> None:
    page = ask(invited.site, status=422, own_id=typed)

    (field,) = page.soup.select("[aria-invalid]")
    assert field["id"] == "own_id"
    assert calls(invited.platform) == 0


def test_a_tag_that_is_gone_is_told_by_profile(invited: Invited) -> None:
    page = ask(invited.site, status=422, tag="6" * 24)

    assert "Profile did not accept that." in page.text


def test_a_link_that_is_kept_no_more_is_said_to_be(invited: Invited, redis: Redis) -> None:
    address = ask(invited.site).headers["Location"]
    other = Site(invited.site.app)
    other.sign_in()

    for page in (other.get(address), invited.site.get(f"{LINK}?made=nothing")):
        assert "not kept here any more" in page.text
        assert page.soup.select("#link") == []
