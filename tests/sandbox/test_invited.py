"""Whoever tries the sandbox sees what would have been sent, and answers in people's place."""

import pytest
import requests
from bs4 import BeautifulSoup

from sandbox.population.profiles import Profile
from sandbox.world import Account
from tests.sandbox.visitor import SECOND, Visitor, error

INES = "ines.varga@example.test"
NAMES = {"first_name": " Ines ", "last_name": "Varga"}


@pytest.fixture
def account(visitor: Visitor) -> Account:
    """The main one."""
    return visitor.sandbox.world.accounts[0]


@pytest.fixture
def pending(visitor: Visitor, token: str) -> str:
    """The id of somebody who was just invited."""
    return invited(visitor, token, email=INES)


def invited(visitor: Visitor, token: str, **body: str) -> str:
    answer = visitor.send("POST", "/api/v4/profile", token, json=body)
    profile_id: str = answer.json()["tag"]["id"]
    return profile_id


def shared(visitor: Visitor, token: str, **body: object) -> str:
    """The address of a link for everybody."""
    answer = visitor.send("POST", "/api/v4/assessment-invite", token, json=body)
    link: str = answer.json()["link"]
    return link


def outbox(visitor: Visitor) -> BeautifulSoup:
    answer = visitor.http.get(f"{visitor.sandbox.login_url}/sandbox/outbox.html")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    return BeautifulSoup(answer.text, "lxml")


def messages(visitor: Visitor) -> list[str]:
    """The text of each, from the top."""
    found = outbox(visitor).select("article")
    return [" ".join(each.get_text(" ").split()) for each in found]


def links(visitor: Visitor) -> list[str]:
    return [str(each["href"]) for each in outbox(visitor).select("article a")]


def heading(answer: requests.Response) -> str:
    h1 = BeautifulSoup(answer.text, "lxml").h1
    assert h1 is not None
    return h1.get_text()


def one(account: Account, profile_id: str) -> Profile:
    profile = account.profiles.find(profile_id)
    assert profile is not None
    return profile


def test_the_outbox_is_empty_at_first(visitor: Visitor) -> None:
    assert messages(visitor) == []
    assert "No message yet" in outbox(visitor).get_text()


def test_the_newest_message_stands_first_with_its_way(visitor: Visitor, token: str) -> None:
    invited(visitor, token, email="<b>x</b>@example.test")
    texted = invited(visitor, token, phone="+15550100123")
    visitor.sandbox.world.resend_seconds = 0
    visitor.send("POST", f"/api/v4/profile/{texted}/resend-invite", token)

    again, sms, mail = messages(visitor)

    assert again.startswith("SMS Sent again")
    assert "SMS Invite" in sms
    assert "To +15550100123" in sms
    assert "E-mail Invite" in mail
    assert "To <b>x</b>@example.test Harbor & Finch invites you" in mail


def test_a_browser_that_asks_for_the_outbox_is_shown_the_page(visitor: Visitor) -> None:
    address = f"{visitor.sandbox.api_url}/sandbox/outbox"
    page = visitor.http.get(address, headers={"Accept": "text/html,*/*;q=0.8"})

    assert heading(page) == "Outbox"
    assert page.url == f"{visitor.sandbox.login_url}/sandbox/outbox.html"
    assert visitor.http.get(address).json() == []


def test_whoever_follows_the_link_answers_and_is_thanked(
    visitor: Visitor, account: Account, pending: str
) -> None:
    [link] = links(visitor)
    assert heading(visitor.http.get(link)) == "Three short assessments"
    assert one(account, pending).is_pending

    thanks = visitor.http.post(link, data=NAMES)

    assert heading(thanks) == "Thank you"
    assert "Ines Varga" in thanks.text
    profile = one(account, pending)
    assert (profile.first_name, profile.last_name) == ("Ines", "Varga")
    assert profile.disc is not None
    assert profile.core is not None
    assert profile.focus is not None
    assert len(profile.focus) == 5
    assert links(visitor) == []
    assert "Answered" in messages(visitor)[0]


def test_nobody_answers_twice(visitor: Visitor, account: Account, pending: str) -> None:
    [link] = links(visitor)
    visitor.http.post(link, data=NAMES)
    before = one(account, pending)

    again = visitor.http.post(link, data={**NAMES, "first_name": "Other"})

    assert heading(again) == "Thank you"
    assert one(account, pending) == before


def test_who_has_answered_is_neither_invited_nor_written_to_again(
    visitor: Visitor, token: str, pending: str
) -> None:
    visitor.sandbox.world.resend_seconds = 0
    visitor.http.post(links(visitor)[0], data=NAMES)

    again = visitor.send("POST", f"/api/v4/profile/{pending}/resend-invite", token)
    assert error(again)[0] == 409
    invite = visitor.send("POST", "/api/v4/profile", token, json={"email": INES})
    assert error(invite)[0] == 409


@pytest.mark.parametrize("fields", [{}, {"first_name": "A"}, {**NAMES, "last_name": " "}])
def test_a_name_is_asked_for(
    visitor: Visitor, account: Account, pending: str, fields: dict[str, str]
) -> None:
    answer = visitor.http.post(links(visitor)[0], data=fields)

    assert answer.status_code == 400
    assert "Give your first and last name." in answer.text
    assert one(account, pending).is_pending


def test_the_link_of_somebody_who_was_deleted_leads_nowhere(
    visitor: Visitor, token: str, pending: str
) -> None:
    [link] = links(visitor)
    visitor.send("DELETE", f"/api/v4/profile/{pending}", token)

    for answer in (visitor.http.get(link), visitor.http.post(link, data=NAMES)):
        assert answer.status_code == 404
        assert heading(answer) == "This link is no longer good"
    assert links(visitor) == []
    assert "leads nowhere" in messages(visitor)[0]


def test_a_form_of_another_origin_answers_for_nobody(
    visitor: Visitor, account: Account, pending: str
) -> None:
    headers = {"Origin": "http://elsewhere.test"}
    answer = visitor.http.post(links(visitor)[0], data=NAMES, headers=headers)

    assert answer.status_code == 403
    assert one(account, pending).is_pending


def test_a_shared_link_gives_its_tags_and_its_key_to_the_first(
    visitor: Visitor, token: str, account: Account
) -> None:
    kept, gone = account.tags[0].id, account.tags[1].id
    link = shared(visitor, token, tags=[kept, gone], customId="cohort 7")
    account.tags.delete(gone)
    assert heading(visitor.http.get(link)) == "Three short assessments"

    for email in (INES, "other@example.test"):
        assert heading(visitor.http.post(link, data={**NAMES, "email": email})) == "Thank you"

    first, second = account.profiles.at(60), account.profiles.at(61)
    assert [first.email, second.email] == [INES, "other@example.test"]
    assert not first.is_pending
    assert account.tags.find(kept).profiles[-2:] == (first.id, second.id)
    assert account.aliases.holder("cohort 7") == first.id


def test_a_shared_link_means_whoever_waits_at_the_address(
    visitor: Visitor, token: str, account: Account, pending: str
) -> None:
    visitor.http.post(shared(visitor, token), data={**NAMES, "email": INES.upper()})

    assert not one(account, pending).is_pending
    assert len(account.profiles) == 61


def test_who_has_results_gets_no_others_by_a_shared_link(
    visitor: Visitor, token: str, account: Account
) -> None:
    done = next(each for each in account.profiles.page(1, 60) if not each.is_pending)
    tag = next(tag for tag in account.tags if done.id not in tag.profiles)

    answer = visitor.http.post(
        shared(visitor, token, tags=[tag.id]), data={**NAMES, "email": done.email}
    )

    assert heading(answer) == "Thank you"
    assert one(account, done.id) == done
    assert account.tags.find(tag.id) == tag


@pytest.mark.parametrize("email", ["", "ines"])
def test_a_shared_link_needs_an_address(
    visitor: Visitor, token: str, account: Account, email: str
) -> None:
    answer = visitor.http.post(shared(visitor, token), data={**NAMES, "email": email})

    assert answer.status_code == 400
    assert "Give your e-mail address, first and last name." in answer.text
    assert len(account.profiles) == 60


def test_a_shared_link_belongs_to_its_account(visitor: Visitor, account: Account) -> None:
    token = visitor.tokens(account=SECOND)["access_token"]
    page = visitor.http.post(shared(visitor, token), data={**NAMES, "email": INES})

    assert SECOND in page.text
    assert len(account.profiles) == 60


def test_an_unknown_link_leads_nowhere(visitor: Visitor) -> None:
    for path in ("a/xxxxx", "assessment/x"):
        answer = visitor.http.get(f"{visitor.sandbox.login_url}/sandbox/{path}")
        assert (answer.status_code, heading(answer)) == (404, "This link is no longer good")
