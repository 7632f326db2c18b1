"""A link to the assessments is found again for the same wish, and nobody is written to."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from sandbox.links import Links
from tests.sandbox.visitor import SECOND, Visitor, error

ADDRESS = "/api/v4/assessment-invite"
WISHES = st.tuples(
    st.sampled_from(["account", "other"]),
    st.frozensets(st.sampled_from("abc")),
    st.none() | st.sampled_from(["hr 7", ""]),
)


def asked(visitor: Visitor, token: str, **body: object) -> requests.Response:
    return visitor.send("POST", ADDRESS, token, json=body)


def link(visitor: Visitor, token: str, **body: object) -> str:
    """The link that is given."""
    said = asked(visitor, token, **body).json()
    assert said.keys() == {"code", "status", "link"}, said
    found: str = said["link"]
    return found


def test_a_link_ends_in_five_letters_and_sends_nothing(visitor: Visitor, token: str) -> None:
    found = link(visitor, token)

    begins = re.escape(visitor.sandbox.login_url)
    assert re.fullmatch(rf"{begins}/sandbox/a/[a-z]{{5}}", found)
    world = visitor.sandbox.world
    assert world.outbox.messages() == []
    assert [(row.action, row.target) for row in world.audit.rows()] == [("link.make", found[-5:])]
    assert len(world.accounts[0].profiles) == 60


def test_the_same_wish_in_any_order_and_case_gives_the_same_link(
    visitor: Visitor, token: str
) -> None:
    one, other, *_ = (tag.id for tag in visitor.sandbox.world.accounts[0].tags)
    first = link(visitor, token, tags=[one, other], customId="hr 7")

    assert link(visitor, token, tags=[other.upper(), one, one], customId="hr 7") == first
    [row] = visitor.sandbox.world.audit.rows()
    assert row.details == {"tags": sorted([one, other]), "customId": "hr 7"}


def test_another_wish_gives_another_link(visitor: Visitor, token: str) -> None:
    tag = visitor.sandbox.world.accounts[0].tags[0].id
    second = visitor.tokens(account=SECOND)["access_token"]
    bodies: list[dict[str, object]] = [{}, {"tags": [tag]}, {"customId": "a"}, {"customId": "b"}]

    links = {link(visitor, token, **body) for body in bodies} | {link(visitor, second)}

    assert len(links) == 5
    assert link(visitor, token, tags=[], customId=None) == link(visitor, token)


@given(st.lists(WISHES, max_size=30))
def test_two_links_are_one_exactly_where_their_wishes_are(
    wishes: list[tuple[str, frozenset[str], str | None]],
) -> None:
    links = Links()
    given_out = {wish: links.ask(*wish)[0] for wish in wishes}

    assert len({each.code for each in given_out.values()}) == len(given_out)
    for wish, found in given_out.items():
        assert links.ask(*wish) == (found, False)
        assert links.find(found.code) == found
        assert found[1:] == wish


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"tags": ["6600000000000000000000ff"]}, 'unknown tag "6600000000000000000000ff"'),
        ({"tags": ["x"]}, 'unknown tag "x"'),
        ({"tags": "x"}, "tags must be an array of ids"),
        ({"tags": [5]}, "tags must be an array of ids"),
        ({"customId": " "}, 'invalid customId " "'),
    ],
)
def test_a_wish_that_makes_no_sense_is_refused(
    visitor: Visitor, token: str, body: dict[str, object], sentence: str
) -> None:
    assert error(asked(visitor, token, **body)) == (400, sentence)
    assert visitor.sandbox.world.audit.rows() == []


def test_a_tag_of_the_other_account_is_unknown(visitor: Visitor, token: str) -> None:
    theirs = visitor.sandbox.world.accounts[1].tags[0].id

    assert error(asked(visitor, token, tags=[theirs])) == (400, f'unknown tag "{theirs}"')


def test_many_who_ask_at_once_get_one_link(restless: None) -> None:
    links = Links()
    with ThreadPoolExecutor(8) as pool:
        given_out = list(pool.map(lambda _: links.ask("account", ["a"]), range(100)))

    assert len({each.code for each, _ in given_out}) == 1
    assert [is_new for _, is_new in given_out].count(True) == 1


def test_reset_forgets_the_links(visitor: Visitor, token: str) -> None:
    code = link(visitor, token)[-5:]
    visitor.sandbox.world.reset()

    assert visitor.sandbox.world.links.find(code) is None
