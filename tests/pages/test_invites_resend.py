"""An invite sent again: exactly one message, and the truth of what came of it."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.invites import RESEND, Invited, form_of, news
from tests.support.platform import PUBLIC_URL
from tests.support.site import Site
from tests.support.waiting import wait_until
from webapp import create_app
from webapp.rates import RESENDS
from webapp.settings import Settings


def fault(invited: Invited, kind: Kind, times: int | None = None, retry_after: int = 30) -> None:
    rule = Fault(
        kind, path=invited.call + RESEND, method="POST", times=times, retry_after=retry_after
    )
    invited.platform.world.faults.add(rule)


def test_the_question_names_who_is_written_to_and_how_and_sends_nothing(
    invited: Invited,
) -> None:
    page = invited.confirmation("resend")

    assert page.heading == f"Resend the invite of {invited.profile.email}"
    assert f"by e-mail to {invited.profile.email}" in page.text
    assert invited.sent == []


def test_one_message_is_sent_and_told(invited: Invited) -> None:
    told = invited.act("resend")

    assert told.startswith(f"The invite to {invited.profile.email} was sent again.")
    assert "Whether it arrives cannot be read from here." in told
    assert [(m.kind, m.to) for m in invited.sent] == [("resend", invited.profile.email)]


def test_whoever_was_invited_by_phone_is_written_to_by_sms(invited: Invited) -> None:
    created = invited.platform.world.accounts[0].profiles.create(phone="+49 170 5550101")
    by_phone = Invited(invited.site, invited.platform, created)

    assert "by SMS to +49 170 5550101" in by_phone.confirmation("resend").text
    by_phone.act("resend")

    assert [(m.channel, m.to) for m in by_phone.sent] == [("sms", "+49 170 5550101")]


def test_a_form_that_is_sent_again_sends_one_message(invited: Invited) -> None:
    page = invited.confirmation("resend")
    invited.platform.world.resend_seconds = 0

    told = {invited.send(page) for _ in range(3)}

    assert len(told) == 1
    assert len(invited.sent) == invited.asked("POST", RESEND) == 1


def test_nobody_is_written_to_at_an_address_that_the_page_did_not_show(invited: Invited) -> None:
    """Somebody has corrected it in another tab, or in Profile, while the question was open."""
    page = invited.confirmation("resend")
    people = invited.platform.world.accounts[0].profiles
    people.change(invited.profile.id, email="another.person@people.test")

    asked = invited.site.post(*form_of(page), status=409)

    assert invited.sent == []
    assert "by e-mail to another.person@people.test" in asked.text
    assert "has changed since this page was opened" in asked.text
    assert "was sent again" in invited.send(asked)
    assert [m.to for m in invited.sent] == ["another.person@people.test"]


def test_a_double_click_at_two_processes_sends_one_message(
    invited: Invited, settings: Settings
) -> None:
    path, fields = form_of(invited.confirmation("resend"))
    invited.platform.world.resend_seconds = 0
    fault(invited, Kind.SLOW)
    sites = [invited.site, Site(create_app(settings))]
    for name, value in invited.site.cookies().items():
        sites[1].client.set_cookie(name, value, domain="127.0.0.1")

    with ThreadPoolExecutor(2) as both:
        presses = [both.submit(site.post, path, fields) for site in sites]
        wait_until(lambda: invited.asked("POST", RESEND) == 1, "the call")
        threading.Timer(0.3, invited.platform.world.faults.clear).start()
        answers = [press.result() for press in presses]
    pages = [invited.site.get(answer.headers["Location"]) for answer in answers]

    assert all("was sent again" in news(page) for page in pages)
    assert len(invited.sent) == invited.asked("POST", RESEND) == 1


def test_coming_back_to_the_question_offers_no_second_message_unasked(invited: Invited) -> None:
    invited.act("resend")
    invited.platform.world.resend_seconds = 0

    page = invited.confirmation("resend")

    assert page.soup.select("main form[method=post]") == []
    assert "was sent again" in page.text
    more = invited.site.get(page.links()["Resend once more"])
    assert "was sent again" in invited.send(more)
    assert len(invited.sent) == 2


def test_a_lost_answer_is_told_as_unknown_and_nothing_is_repeated(invited: Invited) -> None:
    page = invited.confirmation("resend")
    fault(invited, Kind.LOST, times=1)

    told = invited.send(page)

    assert told.startswith("It is not known whether the invite")
    assert "they may get two messages" in told
    assert invited.send(page) == told
    assert len(invited.sent) == invited.asked("POST", RESEND) == 1
    again = invited.confirmation("resend")
    assert again.soup.select("main form[method=post]") == []
    meant = invited.site.get(again.links()["Resend once more"])
    assert "If it did, this is the second." in meant.text


def test_where_profile_asks_for_patience_the_moment_is_told(invited: Invited) -> None:
    fault(invited, Kind.TOO_MANY, retry_after=58, times=1)
    before = datetime.now(UTC)

    told = invited.act("resend")

    said = re.search(r"Profile lets you resend at (\d\d:\d\d:\d\d) UTC", told)
    assert said is not None, told
    moments = [before + timedelta(seconds=58 + late) for late in range(10)]
    assert said[1] in {f"{moment:%H:%M:%S}" for moment in moments}
    assert said[1] in invited.confirmation("resend").text
    assert invited.sent == []


def test_within_a_minute_profile_itself_refuses_and_the_form_works_later(
    invited: Invited,
) -> None:
    invited.act("resend")
    page = invited.confirmation("resend", more="1")

    assert "Profile lets you resend at" in invited.send(page)
    invited.platform.world.resend_seconds = 0
    assert "was sent again" in invited.send(page)

    assert len(invited.sent) == 2


def test_whoever_has_answered_since_is_not_written_to(invited: Invited) -> None:
    page = invited.confirmation("resend")
    invited.answers()

    told = invited.send(page)

    assert told.startswith("Good news: Amal Karam has answered since.")
    assert "See the results" in told
    assert invited.sent == []
    assert invited.asked("POST", RESEND) == 0
    assert "they have answered since" in invited.confirmation("resend").text


def test_whoever_is_gone_and_a_call_that_is_not_offered_are_told_apart(
    invited: Invited,
) -> None:
    fault(invited, Kind.UNKNOWN)
    assert "Profile offers this dashboard no way to" in invited.act("resend")
    page = invited.confirmation("resend")
    invited.platform.world.accounts[0].profiles.delete(invited.profile.id)

    assert "is no longer in the account" in invited.send(page)

    assert invited.sent == []


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Kind.NOT_OFFERED, "Profile offers this dashboard no way to"),
        (Kind.BROKEN, "It is not known whether"),
        (Kind.HTML, "was sent again"),  # a success, whatever it says
    ],
)
def test_each_answer_is_told_for_what_it_is(invited: Invited, kind: Kind, said: str) -> None:
    fault(invited, kind)

    assert said in invited.act("resend")


def test_where_the_person_cannot_be_read_first_nothing_is_sent(invited: Invited) -> None:
    page = invited.confirmation("resend")
    invited.platform.world.faults.add(Fault(Kind.BROKEN, path=invited.call, method="GET"))

    assert "it is safe to try again" in invited.send(page)

    assert invited.sent == []


def test_a_role_that_may_not_is_told_by_profile_and_the_form_works_after(
    invited: Invited,
) -> None:
    path, fields = form_of(invited.confirmation("resend"))
    fault(invited, Kind.FORBIDDEN, times=1)

    page = invited.site.post(path, fields, status=403)

    assert page.heading == "Profile does not allow this"
    invited.site.post(path, fields)
    assert len(invited.sent) == 1


def test_without_seeing_people_it_is_sent_all_the_same_and_a_404_stays_open(
    visitor: Site, platform: Running, invited: Invited
) -> None:
    visitor.sign_in(Consent(denied={"profiles:read"}), scope="profiles:write")
    platform.world.witness.clear()
    form = {"csrf_token": visitor.get("/sessions").field("csrf_token"), "once": "a"}
    told = visitor.post(f"{invited.path}/resend", form).headers["Location"]
    assert news(visitor.get(told)).startswith("The invite to This person was sent again.")
    gone = visitor.post(f"/invites/{'6' * 24}/resend", {**form, "once": "b"}).headers["Location"]

    assert "Which of both it is cannot be told" in news(visitor.get(gone))
    assert {a.method for a in platform.world.witness.arrivals("/api/v4/profile")} == {"POST"}


def test_a_form_without_a_name_sends_nothing(invited: Invited) -> None:
    path, fields = form_of(invited.confirmation("resend"))
    del fields["once"]

    invited.site.post(path, fields, status=400)

    assert invited.sent == []


def test_what_was_told_is_for_this_session_alone(invited: Invited, visitor: Site) -> None:
    path, fields = form_of(invited.confirmation("resend"))
    address = invited.site.post(path, fields).headers["Location"]
    other = Site(invited.site.app)
    other.sign_in()

    assert news(other.get(address)) == ""
    assert PUBLIC_URL not in address


def test_nobody_is_written_to_again_and_again_in_an_hour(invited: Invited) -> None:
    """However many forms are drawn, and in however many tabs."""
    invited.platform.world.resend_seconds = 0
    forms = [form_of(invited.confirmation("resend")) for _ in range(RESENDS.amount + 1)]

    *taken, one_too_many = forms
    for path, fields in taken:
        invited.site.post(path, fields)
    refused = invited.site.post(*one_too_many, status=429)

    assert refused.headers["Retry-After"]
    assert len(invited.sent) == RESENDS.amount


def test_a_further_message_stands_in_the_security_log(
    invited: Invited, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", logger="webapp.security")

    invited.act("resend")

    told = [record for record in caplog.records if record.getMessage() == "invites"]
    assert [getattr(record, "count", None) for record in told] == [1]
