"""A search that found nothing because it cannot find is no proof."""

import base64
import json
import secrets
from urllib.parse import quote, quote_plus, urlencode

import pytest

from tests.support.secret_search import found, found_of_many

SECRET = "canary+secret%of:a/service?"
SPOKEN = {
    "as it is": SECRET,
    "in JSON": json.dumps({"message": f"password {SECRET!r}"}),
    "in an address": f"GET /token?secret={quote(SECRET)}&x=1",
    "in an address, every sign": f"GET /token?secret={quote(SECRET, safe='')}",
    "in a form": urlencode({"client_secret": SECRET}),
    "in hexadecimal": SECRET.encode().hex(),
    **{
        f"in Basic, behind {len(client)} letters{', form-encoded' * (said != SECRET)}": (
            base64.b64encode(f"{client}:{said}".encode()).decode()
        )
        for client in ("a", "ab", "abc")
        for said in (SECRET, quote_plus(SECRET))
    },
    "in the base64 of addresses": base64.urlsafe_b64encode(f"ab{SECRET}~~".encode()).decode(),
}


@pytest.mark.parametrize("text", SPOKEN.values(), ids=SPOKEN)
def test_a_secret_is_found_behind_every_disguise(text: str) -> None:
    assert found([SECRET, "canary-other-secret"], f"so {text} it is".encode()) == {SECRET}


@pytest.mark.parametrize("around", ["{}", "\\n{}\\n", "sbxat_{}", "{0}{0}", "state={}&x"])
def test_one_of_many_is_found_whatever_stands_around_it(around: str) -> None:
    many = [secrets.token_urlsafe(32) for _ in range(100)]

    assert found_of_many(many, around.format(many[7]).encode()) == {many[7]}
    assert found_of_many(many, around.format(many[7][1:]).encode()) == set()


def test_what_cannot_be_looked_for_is_refused() -> None:
    with pytest.raises(ValueError, match="1 secrets"):
        found_of_many([secrets.token_urlsafe(32), "short"], b"")
