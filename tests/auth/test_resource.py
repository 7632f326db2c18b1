"""The API that tokens are for (RFC 8707), and a provider that does not want to be told."""

import pytest

from tests.support.valkey import addresses
from tests.support.wicked import Wicked
from tests.support.wicked_answers import Answer
from tests.support.wicked_visit import Visit
from webapp.auth.errors import AnswerRefused, IssuerMismatch, ResourceRefused
from webapp.auth.flow import Begun, Finished

REFUSED = Answer(400, {"error": "invalid_target"})


def told(wicked: Wicked, path: str) -> list[str | None]:
    """What was said as `resource`, call by call."""
    return [call.fields.get("resource") for call in wicked.asked(path)]


def test_it_is_named_at_every_step(wicked: Wicked, visit: Visit) -> None:
    visit.sign_in()
    visit.refresh()

    assert told(wicked, "/authorize") == [wicked.origin]
    assert told(wicked, "/token") == [wicked.origin] * 2


def test_a_push_that_refuses_it_is_repeated_without_at_once_and_then_always(
    wicked: Wicked, visit: Visit
) -> None:
    wicked.offers_pushing()
    wicked.login.takes_resource = False

    visit.sign_in()
    visit.sign_in()
    visit.refresh()

    assert told(wicked, "/par") == [wicked.origin, None, None]
    assert told(wicked, "/token") == [None] * 3


def test_a_refresh_that_refuses_it_is_repeated_without_at_once_and_then_always(
    wicked: Wicked, visit: Visit
) -> None:
    wicked.login.takes_resource = False

    visit.refresh()
    visit.refresh()

    assert told(wicked, "/token") == [wicked.origin, None, None]


def test_a_callback_that_refuses_it_begins_the_sign_in_anew_unnoticed(
    wicked: Wicked, visit: Visit
) -> None:
    wicked.login.takes_resource = False
    refusal = visit.at_provider(visit.begin(joins="here", opener="somewhere"))

    anew = visit.led(visit.finish(refusal))
    assert visit.redis.llen("opener:somewhere") == 1
    finished = visit.finish(visit.at_provider(anew))

    assert isinstance(finished, Finished)
    assert (finished.next, finished.joins) == ("/team?q=ann", "here")
    assert told(wicked, "/authorize") == [wicked.origin, None]
    assert len({call.fields["scope"] for call in wicked.asked("/authorize")}) == 1
    assert told(wicked, "/token") == [None]
    assert addresses(visit.redis) == []  # its place among its opener's is free again, too


def test_a_sign_in_finished_without_it_is_remembered(wicked: Wicked, visit: Visit) -> None:
    wicked.login.takes_resource = False
    anew = visit.led(visit.finish(visit.at_provider(visit.begin())))
    visit.finish(visit.at_provider(anew))
    wicked.calls.clear()

    visit.sign_in()

    assert told(wicked, "/authorize") == [None]


def test_a_browsers_word_alone_spoils_it_for_nobody_else(wicked: Wicked, visit: Visit) -> None:
    forged = visit.at_provider(visit.begin())
    forged["error"] = "invalid_target"
    assert isinstance(visit.finish(forged), Begun)
    wicked.calls.clear()

    visit.sign_in()

    assert told(wicked, "/authorize") == [wicked.origin]


def test_an_answer_that_refuses_it_leaves_no_spent_cookie_behind(
    wicked: Wicked, visit: Visit
) -> None:
    wicked.login.takes_resource = False
    refusal = visit.at_provider(visit.begin())
    spent = set(visit.cookies)

    visit.led(visit.finish(refusal))

    assert len(visit.cookies) == 1
    assert not spent & set(visit.cookies)


def test_a_provider_that_refuses_what_was_not_sent_is_not_asked_for_ever(
    wicked: Wicked, visit: Visit
) -> None:
    wicked.login.takes_resource = False
    anew = visit.led(visit.finish(visit.at_provider(visit.begin())))
    answer = visit.at_provider(anew)
    answer["error"] = "invalid_target"

    with pytest.raises(AnswerRefused):
        visit.finish(answer)

    assert wicked.asked("/token") == []


@pytest.mark.parametrize("path", ["/par", "/token"])
def test_an_endpoint_that_refuses_what_was_not_sent_is_asked_twice_and_no_more(
    wicked: Wicked, visit: Visit, path: str
) -> None:
    wicked.offers_pushing()
    wicked.does[path] = REFUSED

    with pytest.raises(ResourceRefused):
        visit.begin() if path == "/par" else visit.refresh()

    assert told(wicked, path) == [wicked.origin, None]
    assert addresses(visit.redis) == []


def test_a_code_whose_redemption_refuses_it_is_not_offered_twice(
    wicked: Wicked, visit: Visit
) -> None:
    answer = visit.at_provider(visit.begin())
    wicked.login.takes_resource = False

    anew = visit.led(visit.finish(answer))
    visit.finish(visit.at_provider(anew))

    assert told(wicked, "/token") == [wicked.origin, None]
    codes = [call.fields["code"] for call in wicked.asked("/token")]
    assert len(set(codes)) == 2


def test_a_refusal_of_a_wrong_iss_begins_nothing_anew(wicked: Wicked, visit: Visit) -> None:
    refusal = visit.at_provider(visit.begin())
    refusal["error"], refusal["iss"] = "invalid_target", "https://evil.test"

    with pytest.raises(IssuerMismatch):
        visit.finish(refusal)

    assert addresses(visit.redis) == []
