"""The debrief of one person: none, being written, written, or not."""

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from redis import Redis

from sandbox.debriefs import Debrief, Rating, Ways
from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.debriefs import BUTTON, CALL, Find, Subject, section
from tests.support.page import Page
from tests.support.site import Site
from tests.support.valkey import alive
from webapp.debriefs import Shown, Standing
from webapp.debriefs.states import Failed, Reason

NONE, LOOK, AGAIN = "No debrief is known", "Look for a debrief", "Look again"


def test_the_page_itself_asks_the_platform_nothing_and_offers_both_ways(
    site: Site, subject: Subject
) -> None:
    page = site.get(subject.path)

    assert subject.asked("GET") == 0
    assert BUTTON in section(page)
    assert page.links()[LOOK] == f"{subject.path}/debrief"


def test_where_there_is_none_the_part_offers_to_write_one(site: Site, subject: Subject) -> None:
    part = subject.part(site)

    assert subject.asked("GET") == 1
    assert NONE in section(part)
    assert BUTTON in section(part)
    assert "hx-trigger" not in part.html


def test_a_debrief_that_is_there_is_shown_as_profiles_own_words(
    site: Site, find_subject: Find, platform: Running
) -> None:
    world = platform.world
    subject = find_subject(lambda p: (known := world.debriefs.read(p)) and len(known.ratings) > 1)
    known = world.debriefs.read(subject.profile)
    assert known is not None

    for page in (subject.part(site), site.get(f"{subject.path}/debrief")):
        quote = page.soup.select_one("figure blockquote")
        assert quote is not None
        assert quote.get_text().strip() == known.content.strip()
        assert "Written by Profile’s AI" in section(page)
        assert [li.get_text().strip("“”") for li in page.soup.select(".opinions li")] == [
            rating.comments for rating in known.ratings if rating.comments
        ]
        assert BUTTON not in section(page)


def test_it_is_written_behind_the_page_and_kept(site: Site, subject: Subject) -> None:
    answer = subject.press(site)

    assert answer.headers["Location"] == f"{subject.path}#debrief"
    said = subject.comes_to_say(site, "Written by Profile’s AI")
    assert subject.text in said
    assert (subject.asked("POST"), subject.asked("GET")) == (1, 0)
    assert BUTTON not in said


def test_while_it_is_written_the_page_says_so_and_asks_by_itself(
    site: Site, subject: Subject, platform: Running
) -> None:
    platform.world.debriefs.ways = Ways(seconds=60)

    part = subject.press_in_place(site)

    assert "The debrief is being written." in part.text
    for shown in (part, site.get(subject.path), subject.part(site, "writing")):
        assert "Started 0 s ago" in section(shown) or "Started 1 s ago" in section(shown)
        (asks,) = shown.soup.select("[hx-trigger='every 2s']")
        assert asks["hx-get"] == f"{subject.path}/debrief/now?shown=writing"
        assert BUTTON not in section(shown)
        assert shown.soup.select("progress[aria-label]:not([value])")
    assert "being written" not in subject.part(site, "writing").text, "announced again"
    assert subject.asked("GET") == 0
    platform.world.debriefs.clear()
    subject.comes_to_say(site, subject.text)
    assert "The debrief is written." in subject.part(site, "writing").text
    assert "The debrief is written." not in subject.part(site, "unread").text


REFUSALS = {Kind.FORBIDDEN: "Profile refused", Kind.TOO_MANY: "Profile is busy: wait"}
UNSURE = {
    Kind.BROKEN: "gave no answer that can be used",
    Kind.RESET: "gave no answer that can be used",
    Kind.HTML: "gave no answer that can be used",
}


@pytest.mark.parametrize(("kind", "words"), {**REFUSALS, **UNSURE}.items())
def test_a_failure_is_told_as_far_as_it_is_known_and_never_tried_again_by_itself(
    site: Site, subject: Subject, platform: Running, kind: Kind, words: str
) -> None:
    platform.world.faults.add(Fault(kind, origin="api", path=CALL, times=1))
    subject.press(site)

    said = subject.comes_to_say(site, words)

    assert ("may have written one all the same" in said) is (kind in UNSURE)
    assert BUTTON in said
    for _ in range(3):
        subject.part(site, "writing")
        site.get(subject.path)
    assert subject.asked("POST") == 1


def test_after_a_failure_it_is_tried_again_by_hand(
    site: Site, subject: Subject, platform: Running
) -> None:
    platform.world.faults.add(Fault(Kind.BROKEN, origin="api", path=CALL, times=1))
    subject.press(site)
    subject.comes_to_say(site, "gave no answer")

    subject.press(site)

    subject.comes_to_say(site, subject.text)
    assert subject.asked("POST") == 2


def test_what_was_written_all_the_same_is_found_by_a_look(
    site: Site, subject: Subject, platform: Running
) -> None:
    platform.world.faults.add(Fault(Kind.HTML, origin="api", path=CALL, times=1))
    subject.press(site)
    subject.comes_to_say(site, "may have written one all the same")
    platform.world.debriefs.write(subject.profile)

    part = subject.part(site, "failed")

    assert subject.text in section(part)
    assert subject.asked("POST") == 1


def test_how_long_a_busy_platform_asks_to_wait_is_told_in_words(
    site: Site, subject: Subject, platform: Running
) -> None:
    busy = Fault(Kind.TOO_MANY, origin="api", path=CALL, times=1, retry_after=600)
    platform.world.faults.add(busy)

    subject.press(site)

    said = subject.comes_to_say(site, "Profile is busy: wait 10 minutes, then try again.")
    assert "refused" not in said
    assert BUTTON in said


def test_each_reason_has_a_sentence_of_its_own(app: Flask) -> None:
    part = app.jinja_env.get_template("pages/debrief/_debrief.html")
    with app.test_request_context("/"):
        told = [
            part.render(debrief=Shown("1", Standing.FAILED, failed=Failed(reason)), csrf_token=str)
            for reason in Reason
        ]

    sentences = {BeautifulSoup(html, "lxml").select_one(".note") for html in told}
    assert len({str(sentence) for sentence in sentences}) == len(Reason)


def test_a_look_in_vain_leaves_the_failure_and_is_not_repeated(
    site: Site, subject: Subject, platform: Running
) -> None:
    platform.world.faults.add(Fault(Kind.HTML, origin="api", path=CALL, times=1))
    subject.press(site)
    subject.comes_to_say(site, "may have written one all the same")

    part = subject.part(site, "failed")

    assert "may have written one all the same" in section(part)
    assert AGAIN in part.links()
    assert "hx-trigger" not in part.html


@pytest.mark.parametrize("kind", [Kind.BROKEN, Kind.RESET, Kind.HTML, Kind.TOO_MANY])
def test_a_look_that_fails_says_so_and_the_page_stands(
    site: Site, subject: Subject, platform: Running, kind: Kind
) -> None:
    platform.world.faults.add(Fault(kind, origin="api", path=CALL))

    for page in (subject.part(site), site.get(f"{subject.path}/debrief")):
        assert "Profile did not say whether there is a debrief" in section(page)
        assert BUTTON in section(page)
    assert site.get(subject.path).heading


def test_a_platform_without_the_read_is_one_where_none_is_known(
    site: Site, subject: Subject, platform: Running
) -> None:
    platform.world.debriefs.ways = Ways(can_be_read=False)
    assert NONE in section(subject.part(site))

    subject.press(site)

    subject.comes_to_say(site, subject.text)
    assert subject.text in section(site.get(f"{subject.path}/debrief"))


def test_somebody_without_results_has_no_button_and_nothing_is_sent(
    site: Site, find_subject: Find
) -> None:
    pending = find_subject(lambda p: p.is_pending)

    for page in (site.get(pending.path), site.get(f"{pending.path}/debrief")):
        assert "A debrief needs results" in section(page)
        assert BUTTON not in page.text
    pending.press(site)
    assert "A debrief needs results" in section(pending.press_in_place(site))

    assert (pending.asked("POST"), pending.asked("GET")) == (0, 0)


def test_somebody_with_one_result_can_be_written_about(site: Site, find_subject: Find) -> None:
    partial = find_subject(lambda p: p.core and not p.disc)

    partial.press(site)

    partial.comes_to_say(site, "What matters most")


def test_markup_in_a_debrief_and_in_its_comments_is_text(
    site: Site, subject: Subject, platform: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    evil = "<img src=x onerror=alert(1)>"
    hostile = Debrief("1", f"{evil}\n\nTwo.", (Rating("2", 1, evil),))
    monkeypatch.setattr(platform.world.debriefs, "read", lambda _: hostile)

    part = subject.part(site)

    assert part.soup.find("img") is None
    assert [p.get_text() for p in part.soup.select("blockquote p")] == [evil, "Two."]
    assert part.soup.select(".opinions bdi")


def test_another_session_of_the_same_person_sees_nothing_of_it(
    site: Site, subject: Subject, platform: Running
) -> None:
    platform.world.debriefs.ways = Ways(can_be_read=False)
    subject.press(site)
    subject.comes_to_say(site, subject.text)
    other = Site(site.app)
    other.sign_in()

    assert subject.text not in subject.section(other)
    assert BUTTON in subject.section(other)


def test_it_is_kept_no_longer_than_the_session_may_last(
    site: Site, subject: Subject, redis: Redis
) -> None:
    subject.press(site)
    subject.comes_to_say(site, subject.text)

    (address,) = alive(redis, "debrief")

    assert 0 < int(redis.ttl(address)) <= 12 * 3600


def test_without_the_scope_there_is_neither_page_nor_part(visitor: Site, subject: Subject) -> None:
    visitor.sign_in(Consent(denied={"profiles:read"}))

    for path in (f"{subject.path}/debrief", f"{subject.path}/debrief/now"):
        assert "scope=profiles:read" in visitor.get(path, status=403).links()["Allow it"]


def test_the_part_as_a_page_leads_to_the_persons_page(site: Site, subject: Subject) -> None:
    page: Page = site.get(f"{subject.path}/debrief/now", status=302)

    assert page.headers["Location"] == f"{subject.path}#debrief"


HOSTILE = ["6600000000000000000000ff", "x", "..%2faccount", "a%3fb", "x" * 65]


@pytest.mark.parametrize("profile_id", HOSTILE)
def test_nothing_is_written_of_an_id_that_is_nobodys(
    site: Site, platform: Running, redis: Redis, profile_id: str
) -> None:
    form = {"csrf_token": site.get("/team").field("csrf_token")}
    platform.world.witness.clear()

    site.post(f"/team/{profile_id}/debrief", form, status=404)
    site.get(f"/team/{profile_id}/debrief", status=404)

    assert platform.world.witness.arrivals("/api/v4/playbook") == []
    assert alive(redis, "debrief") == []


def test_nothing_is_written_of_somebody_of_another_account(site: Site, platform: Running) -> None:
    stranger = platform.world.accounts[1].profiles.at(0)
    form = {"csrf_token": site.get("/team").field("csrf_token")}

    site.post(f"/team/{stranger.id}/debrief", form, status=404)

    assert platform.world.witness.arrivals("/api/v4/playbook") == []


def test_more_than_somebody_can_mean_is_refused_before_anything_is_sent(
    site: Site, platform: Running
) -> None:
    people = [p for p in platform.world.accounts[0].profiles.page(1, 60) if p.disc][:11]
    subjects = [Subject(person, platform) for person in people]
    for one in subjects[:10]:
        one.press(site)

    refused = subjects[10].press_in_place(site, status=429)

    assert refused.headers["HX-Retarget"] == "#messages"
    assert subjects[10].asked("POST") == 0
    for one in subjects[:10]:
        one.comes_to_say(site, "Before a talk with")
