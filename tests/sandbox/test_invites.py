"""An invite makes a pending profile and writes to the person, as often as the README says."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests
import time_machine

from sandbox.faults import Fault, Kind
from sandbox.identifiers import well_formed
from sandbox.outbox import Message
from sandbox.population.profiles import Profile
from sandbox.world import Account
from tests.sandbox.visitor import SECOND, Visitor, error

PROFILE = "/api/v4/profile"
INES = "ines.varga@example.test"
PHONE = "+15550100123"


def main(visitor: Visitor) -> Account:
    return visitor.sandbox.world.accounts[0]


def people(visitor: Visitor) -> list[Profile]:
    """Everybody of the main account, as they are."""
    profiles = main(visitor).profiles
    return profiles.page(1, len(profiles))


def sent(visitor: Visitor) -> list[Message]:
    """What has left the sandbox's platform."""
    return visitor.sandbox.world.outbox.messages()


def invite(visitor: Visitor, token: str, **body: object) -> requests.Response:
    return visitor.send("POST", PROFILE, token, json=body)


def invited(visitor: Visitor, token: str, **body: object) -> Any:
    """The profile in the answer to a good invite."""
    answer = invite(visitor, token, **body)
    assert answer.status_code == 200, answer.text
    return answer.json()["tag"]


def resend(visitor: Visitor, token: str, profile_id: str) -> requests.Response:
    return visitor.send("POST", f"{PROFILE}/{profile_id}/resend-invite", token)


def refused(visitor: Visitor, token: str, **body: object) -> tuple[int, str]:
    """How an invite is refused; nothing may be made and nobody written to."""
    before, aliases, messages = people(visitor), main(visitor).aliases[:], sent(visitor)
    rows = visitor.sandbox.world.audit.rows()
    told = error(invite(visitor, token, **body))
    assert people(visitor) == before
    assert main(visitor).aliases[:] == aliases
    assert sent(visitor) == messages
    assert visitor.sandbox.world.audit.rows() == rows
    return told


def test_an_invite_makes_a_pending_profile_and_one_message(visitor: Visitor, token: str) -> None:
    profile = invited(visitor, token, email=INES)

    assert profile.keys() == {"id", "createdAt", "updatedAt", "email"}
    assert (profile["email"], well_formed(profile["id"])) == (INES, True)
    listed = visitor.get("/api/v4/profiles", token, limit=100).json()["profiles"]
    assert (listed[-1], len(listed)) == (profile, 61)
    assert visitor.get(f"{PROFILE}/{profile['id']}", token).json()["profile"] == profile
    [message] = sent(visitor)
    assert (message.account, message.profile) == (main(visitor).id, profile["id"])
    assert (message.channel, message.to, message.kind) == ("email", INES, "invite")
    assert message.link == f"{visitor.sandbox.login_url}/sandbox/assessment/{profile['id']}"
    [row] = visitor.sandbox.world.audit.rows()
    assert (row.action, row.target, row.via) == ("profile.invite", profile["id"], "rest")
    assert row.details == {"channel": "email", "to": INES}


@pytest.mark.parametrize(("oddities", "key"), [(True, "tag"), (False, "profile")])
def test_the_key_of_the_answer_is_the_documented_oddity(
    visitor: Visitor, token: str, oddities: bool, key: str
) -> None:
    visitor.sandbox.world.oddities = oddities

    said = invite(visitor, token, email=INES).json()

    assert said.keys() == {"code", "status", key}


def test_a_phone_number_in_place_of_an_address_is_written_to_by_sms(
    visitor: Visitor, token: str
) -> None:
    profile = invited(visitor, token, phone=PHONE)

    assert profile.keys() == {"id", "createdAt", "updatedAt", "phone"}
    assert [(each.channel, each.to) for each in sent(visitor)] == [("sms", PHONE)]


@pytest.mark.parametrize(
    ("first", "second"),
    [({"email": INES}, {"email": INES.upper()}), ({"phone": PHONE}, {"phone": PHONE})],
)
def test_who_waits_already_is_the_same_profile_and_written_to_again(
    visitor: Visitor, token: str, first: dict[str, str], second: dict[str, str]
) -> None:
    one, other = invited(visitor, token, **first), invited(visitor, token, **second)

    assert one == other
    assert [each.profile for each in sent(visitor)] == [one["id"]] * 2
    assert len(people(visitor)) == 61


def test_a_seeded_pending_person_is_written_to_as_any_other(visitor: Visitor, token: str) -> None:
    pending = next(each for each in people(visitor) if each.is_pending)

    assert invited(visitor, token, email=pending.email)["id"] == pending.id


def test_who_has_results_is_not_invited(visitor: Visitor, token: str) -> None:
    partial = next(each for each in people(visitor) if each.core and not each.disc)
    called = next(each for each in people(visitor) if each.phone)
    sentence = "This person has completed an assessment already"

    assert refused(visitor, token, email=partial.email.title()) == (409, sentence)
    assert refused(visitor, token, phone=called.phone) == (409, sentence)


def test_a_custom_id_becomes_an_alias_of_the_profile(visitor: Visitor, token: str) -> None:
    profile = invited(visitor, token, email=INES, customId="hr 7")
    assert invited(visitor, token, email=INES, customId="hr 7") == profile

    assert main(visitor).aliases.holder("hr 7") == profile["id"]
    assert [each.consumer_key for each in main(visitor).aliases].count("hr 7") == 1
    details = [row.details["customId"] for row in visitor.sandbox.world.audit.rows("profile")]
    assert details == ["hr 7"] * 2


def test_a_custom_id_of_somebody_else_sends_nothing(visitor: Visitor, token: str) -> None:
    invited(visitor, token, email=INES, customId="hr 7")
    told = (409, "customId is another profile's already")

    assert refused(visitor, token, email="other@example.test", customId="hr 7") == told
    seeded = main(visitor).aliases[0].consumer_key
    assert refused(visitor, token, email=INES, customId=seeded) == told


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({}, "email is required"),
        ({"email": ""}, "email is required"),
        ({"email": " "}, "email is required"),
        ({"email": None, "customId": "x"}, "email is required"),
        ({"phone": None}, "email is required"),
        ({"email": "ines"}, 'invalid email "ines"'),
        ({"email": "a@b"}, 'invalid email "a@b"'),
        ({"email": "a@b@c.test"}, 'invalid email "a@b@c.test"'),
        ({"email": f" {INES}"}, f'invalid email " {INES}"'),
        ({"email": f"{INES}\n"}, f'invalid email "{INES}\n"'),
        ({"email": 5}, 'invalid email "5"'),
        ({"email": "a" * 250 + "@x.test"}, f'invalid email "{"a" * 250}@x.test"'),
        ({"phone": ""}, 'invalid phone ""'),
        ({"phone": "07700900123"}, 'invalid phone "07700900123"'),
        ({"phone": "+44 7700 900123"}, 'invalid phone "+44 7700 900123"'),
        ({"phone": "+" + "1" * 16}, f'invalid phone "+{"1" * 16}"'),
        ({"phone": PHONE + "\n"}, f'invalid phone "{PHONE}\n"'),
        ({"phone": [PHONE]}, f'invalid phone "["{PHONE}"]"'),
        ({"email": INES, "phone": PHONE}, "send either email or phone"),
        ({"email": INES, "customId": ""}, 'invalid customId ""'),
        ({"email": INES, "customId": 7}, 'invalid customId "7"'),
    ],
)
def test_what_cannot_be_written_to_is_refused(
    visitor: Visitor, token: str, body: dict[str, object], sentence: str
) -> None:
    assert refused(visitor, token, **body) == (400, sentence)


def test_an_answer_that_is_lost_leaves_the_message_sent(visitor: Visitor, token: str) -> None:
    visitor.sandbox.world.faults.add(Fault(Kind.LOST, path=PROFILE, times=1))
    with pytest.raises(requests.ConnectionError):
        invite(visitor, token, email=INES)

    assert [each.to for each in sent(visitor)] == [INES]
    assert people(visitor)[-1].email == INES


def test_a_resent_invite_is_one_more_message(visitor: Visitor, token: str) -> None:
    pending = next(each for each in people(visitor) if each.is_pending)

    answer = resend(visitor, token, pending.id.upper())

    assert answer.json()["profile"]["id"] == pending.id
    assert [(each.profile, each.to, each.kind) for each in sent(visitor)] == [
        (pending.id, pending.email, "resend")
    ]
    assert [row.action for row in visitor.sandbox.world.audit.rows()] == ["profile.resend"]


def test_nobody_is_written_to_again_within_a_minute(visitor: Visitor, token: str) -> None:
    profile = invited(visitor, token, email=INES)
    other = invited(visitor, token, email="other@example.test")

    answer = resend(visitor, token, profile["id"])
    assert error(answer) == (429, "This person was written to a moment ago")
    assert 50 <= int(answer.headers["Retry-After"]) <= 60
    assert len(sent(visitor)) == 2

    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=61)):
        assert resend(visitor, token, profile["id"]).status_code == 200
        assert resend(visitor, token, profile["id"]).status_code == 429
        assert resend(visitor, token, other["id"]).status_code == 200


def test_how_soon_they_may_be_can_be_set(visitor: Visitor, token: str) -> None:
    profile = invited(visitor, token, email=INES)
    visitor.sandbox.world.resend_seconds = 0

    assert resend(visitor, token, profile["id"]).status_code == 200


def test_who_has_results_or_is_nobody_is_not_written_to(visitor: Visitor, token: str) -> None:
    done = next(each for each in people(visitor) if each.core)
    foreign = visitor.sandbox.world.accounts[1].profiles.id_at(0)

    assert error(resend(visitor, token, done.id))[0] == 409
    assert error(resend(visitor, token, foreign)) == (404, "Profile not found")
    assert error(resend(visitor, token, "x")) == (400, "The profile id is malformed")
    assert sent(visitor) == []


def test_each_account_invites_for_itself(visitor: Visitor, token: str) -> None:
    done = next(each for each in people(visitor) if each.core)
    before = people(visitor)
    second = visitor.tokens(account=SECOND)["access_token"]

    profile = invited(visitor, second, email=done.email)

    assert visitor.sandbox.world.accounts[1].profiles.at(23).id == profile["id"]
    assert people(visitor) == before


def test_the_outbox_is_read_and_emptied_over_http(visitor: Visitor, token: str) -> None:
    profile = invited(visitor, token, email=INES)
    address = f"{visitor.sandbox.api_url}/sandbox/outbox"

    [message] = visitor.http.get(address).json()
    assert (message["profile"], message["to"], message["kind"]) == (profile["id"], INES, "invite")
    assert visitor.http.delete(address).json() == []
    assert visitor.http.get(f"{visitor.sandbox.login_url}/sandbox/outbox").json() == []


def test_reset_forgets_who_was_invited(visitor: Visitor, token: str) -> None:
    before = people(visitor)
    invited(visitor, token, email=INES, customId="hr 7")
    visitor.sandbox.world.resend_seconds = 0

    visitor.sandbox.world.reset()

    assert people(visitor) == before
    assert sent(visitor) == []
    assert visitor.sandbox.world.resend_seconds == 60
    assert main(visitor).aliases.holder("hr 7") is None
