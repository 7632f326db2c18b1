"""An invite cancelled: what goes, and the proof that it is gone."""

import logging

import pytest

from sandbox.faults import Fault, Kind, Method
from tests.support.consent import Consent
from tests.support.invites import Invited, form_of, rows
from tests.support.site import Site


def fault(invited: Invited, kind: Kind, method: Method = "DELETE", skip: int = 0) -> None:
    rule = Fault(kind, path=invited.call, method=method, skip=skip)
    invited.platform.world.faults.add(rule)


def test_the_question_says_what_goes(invited: Invited) -> None:
    account = invited.platform.world.accounts[0]
    account.aliases.claim("payroll/7", invited.profile.id)
    tag = next(iter(account.tags))
    account.tags.set_profiles(tag.id, (*tag.profiles, invited.profile.id))

    page = invited.confirmation("cancel")

    assert page.heading == f"Cancel the invite of {invited.profile.email}"
    goes = page.soup.select_one(".goes")
    assert goes is not None
    for part in ("the invite", "no results yet", tag.label, "payroll/7"):
        assert part in goes.get_text()
    assert invited.is_there


def test_what_is_not_granted_is_said_to_go_where_there_is_any(
    visitor: Site, invited: Invited
) -> None:
    visitor.sign_in(Consent(denied={"tags:manage", "account:read"}))

    page = invited.confirmation("cancel")

    assert "their tags, if they have any" in page.text
    assert "their own id, if they have one" in page.text


def test_it_is_gone_and_the_list_is_right_at_once(invited: Invited) -> None:
    path, fields = form_of(invited.confirmation("cancel"))

    page = invited.site.get(invited.site.post(path, fields).headers["Location"])

    assert "is cancelled. Profile was read again: it is gone." in page.text.replace(" . ", ". ")
    assert invited.profile.email not in rows(page)
    assert not invited.is_there
    assert invited.sent == []


def test_one_form_sent_twice_and_two_forms_cancel_once(invited: Invited) -> None:
    page, other = (invited.confirmation("cancel") for _ in range(2))

    assert invited.send(page) == invited.send(page)
    assert "is cancelled. It was gone already" in invited.send(other)

    assert invited.asked("DELETE") == 1


def test_whoever_has_answered_meanwhile_is_not_deleted(invited: Invited) -> None:
    page = invited.confirmation("cancel")
    invited.answers()

    told = invited.send(page)

    assert told.startswith("Good news: Amal Karam has answered since.")
    assert invited.is_there
    assert invited.asked("DELETE") == 0
    assert "they have answered since" in invited.confirmation("cancel").text


def test_a_lost_answer_is_cleared_by_a_reading(invited: Invited) -> None:
    fault(invited, Kind.LOST)

    assert "Profile was read again: it is gone." in invited.act("cancel")

    assert not invited.is_there


def test_a_call_that_was_never_done_is_told_so_and_may_be_sent_again(invited: Invited) -> None:
    page = invited.confirmation("cancel")
    fault(invited, Kind.RESET)

    assert "still stands" in invited.send(page)
    invited.platform.world.faults.clear()
    assert "is cancelled" in invited.send(page)

    assert not invited.is_there


def test_where_nothing_can_be_read_after_it_nothing_is_claimed(invited: Invited) -> None:
    page = invited.confirmation("cancel")
    fault(invited, Kind.LOST)
    fault(invited, Kind.BROKEN, "GET", skip=2)

    told = invited.send(page)

    assert told.startswith("It is not known whether the invite of")


def test_a_success_that_cannot_be_read_again_is_profiles_word_alone(invited: Invited) -> None:
    page = invited.confirmation("cancel")
    fault(invited, Kind.BROKEN, "GET", skip=2)

    told = invited.send(page)

    assert told.startswith("Profile says that the invite of")
    assert "could not be read again" in told


@pytest.mark.parametrize("kind", [Kind.UNKNOWN, Kind.NOT_OFFERED])
def test_a_call_that_is_not_offered_is_told_with_where_it_is_done(
    invited: Invited, kind: Kind
) -> None:
    fault(invited, kind)

    told = invited.act("cancel")

    assert "Profile offers this dashboard no way to cancel it" in told
    assert "It is done in Profile itself" in told
    assert invited.is_there


def test_where_the_person_cannot_be_read_first_nothing_is_deleted(invited: Invited) -> None:
    page = invited.confirmation("cancel")
    fault(invited, Kind.BROKEN, "GET")

    told = invited.send(page)

    assert "it is safe to try again" in told
    assert invited.asked("DELETE") == 0
    assert invited.is_there


def test_what_came_of_it_is_told_even_where_the_list_cannot_be_read(invited: Invited) -> None:
    path, fields = form_of(invited.confirmation("cancel"))
    address = invited.site.post(path, fields).headers["Location"]
    invited.platform.world.faults.add(Fault(Kind.BROKEN, path="/api/v4/profiles"))

    page = invited.site.get(address)

    assert "is cancelled" in page.text
    assert "Profile could not be read just now" in page.text
    assert invited.site.get("/invites", status=502).heading == "Profile cannot be reached"


def test_without_seeing_people_nobody_is_deleted(visitor: Site, invited: Invited) -> None:
    visitor.sign_in(Consent(denied={"profiles:read"}), scope="profiles:write")
    form = {"csrf_token": visitor.get("/sessions").field("csrf_token"), "once": "a"}

    page = visitor.post(f"{invited.path}/cancel", form, status=403)

    assert "scope=profiles:read" in page.links()["Allow it"]
    assert invited.is_there


def test_a_cancelled_invite_is_told_to_whoever_watches_once_and_without_a_name(
    invited: Invited, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="webapp.security")
    page = invited.confirmation("cancel")
    for _ in range(2):
        invited.send(page)

    (line,) = (line for line in caplog.records if line.message.startswith("person_deleted"))
    assert str(invited.profile.email) not in str(vars(line))
    assert invited.profile.id not in str(vars(line))
