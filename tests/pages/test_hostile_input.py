"""Whatever a browser sends, only known calls reach the platform, and only our own pages follow."""

import re
from urllib.parse import quote, urlencode, urlsplit

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.server import Running
from tests.support.platform import PUBLIC_URL
from tests.support.site import PARTIAL, Site

ALLOWED = re.compile(
    r"/api/v4/(profiles|tags|account|(profile|playbook/ai/debrief)/[A-Za-z0-9_-]{1,64})"
    r"|/oauth/(token|par|introspect|revoke|authorize)|/\.well-known/[a-z-]+|/sign-in"
)
"""Every path of the platform that this dashboard may ask for; the last is Profile's own page."""

PIECES = ["..", "/", "\\", "%2e", "%2f", "%00", "?", "#", "@", ":", ";", "\r\n", "\t", "evil.test"]
PIECES += ["//", "http:", "javascript:", "api/v4/account", "team", "\u202e", "\u2028", "\uff41"]
HOSTILE = st.one_of(st.lists(st.sampled_from(PIECES)).map("".join), st.text(max_size=80))
MANY = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def check(platform: Running) -> None:
    """Nothing but what is allowed has arrived."""
    strays = [a.path for a in platform.world.witness.arrivals() if not ALLOWED.fullmatch(a.path)]
    assert strays == []


@given(hostile=HOSTILE, part=st.sampled_from(["", "/debrief", "/debrief/now"]))
@MANY
def test_a_hostile_id_reaches_no_other_path_of_the_platform(
    site: Site, platform: Running, hostile: str, part: str
) -> None:
    platform.world.witness.clear()
    address = f"/team/{quote(hostile, safe='/%')}{part}"

    answer = site.client.get(address, base_url=PUBLIC_URL, headers=PARTIAL if part else {})

    assert answer.status_code in (200, 301, 302, 308, 404)
    assert urlsplit(answer.headers.get("Location", "/")).netloc in ("", "127.0.0.1:8000")
    check(platform)


@given(hostile=HOSTILE, name=st.sampled_from(["q", "tag", "style", "sort", "page", "size"]))
@MANY
def test_a_hostile_question_reaches_no_other_path_of_the_platform(
    site: Site, platform: Running, hostile: str, name: str
) -> None:
    platform.world.witness.clear()

    assert site.get(f"/team?{urlencode({name: hostile})}").heading == "Team"

    check(platform)
    asked = {key for a in platform.world.witness.arrivals("/api") for key in a.query}
    assert asked <= {"limit", "page"}


@given(hostile=st.lists(HOSTILE, max_size=8), words=HOSTILE)
@MANY
def test_hostile_people_to_compare_reach_no_other_path_of_the_platform(
    site: Site, platform: Running, hostile: list[str], words: str
) -> None:
    platform.world.witness.clear()

    page = site.get("/team/compare", id=hostile, q=words)

    assert page.heading == "Compare"
    check(platform)
    assert {a.path for a in platform.world.witness.arrivals("/api")} <= {"/api/v4/profiles"}


@given(hostile=HOSTILE)
@MANY
def test_a_hostile_return_path_never_leaves_the_dashboard(visitor: Site, hostile: str) -> None:
    page = visitor.get("/sign-in", next=f"/{hostile}")

    landed = urlsplit(page.field("next"))

    assert (landed.scheme, landed.netloc) == ("", "")
    assert page.field("next").startswith("/")
    assert not re.match(r"/[\\/]", page.field("next"))
    assert not re.search(r"[\x00-\x20\x7f\\]", page.field("next"))


@given(hostile=HOSTILE)
@MANY
def test_a_hostile_answer_of_profiles_is_refused_before_anything_is_asked(
    visitor: Site, platform: Running, hostile: str
) -> None:
    platform.world.witness.clear()

    visitor.client.get(
        "/sign-in/callback",
        base_url=PUBLIC_URL,
        query_string={"state": hostile, "code": hostile, "iss": hostile, "error": hostile},
    )

    assert platform.world.witness.arrivals() == []


@given(hostile=HOSTILE, path=st.sampled_from(["/connections/switch", "/connections/end"]))
@settings(MANY, max_examples=50)
def test_a_hostile_name_of_a_connection_ends_and_switches_nothing(
    site: Site, hostile: str, path: str
) -> None:
    token = site.get("/sessions").field("csrf_token")
    _forget_counters(site)

    answer = site.client.post(
        path,
        base_url=PUBLIC_URL,
        data={"csrf_token": token, "connection": hostile, "next": hostile},
    )

    assert answer.status_code in (303, 404)
    assert site.get("/sessions")


def _forget_counters(site: Site) -> None:
    """The rates: this test asks for more in a minute than a person may."""
    redis = site.app.extensions["services"].redis
    for key in redis.scan_iter("rate:*"):
        redis.delete(key)
