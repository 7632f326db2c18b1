"""A form of preferences of any size."""

import time

from werkzeug.datastructures import MultiDict

from webapp.account_settings import Wish
from webapp.pages.account.wished import wish

MANY = 40_000
"""As many as the longest form holds."""


def test_what_is_on_is_told_by_its_name() -> None:
    form = MultiDict([("drawn", "a"), ("drawn", "b"), ("was_on", "a"), ("on", "b")])

    assert wish(form) == Wish(drawn={"a": True, "b": False}, sent={"a": False, "b": True})


def test_the_work_grows_with_the_form_and_not_with_its_square() -> None:
    """Seconds of this process alone, of which each name would take a thousandth otherwise."""
    names = [f"{number:x}" for number in range(MANY)]
    form = MultiDict([(field, name) for field in ("drawn", "was_on") for name in names])
    began = time.process_time()

    wanted = wish(form)
    elsewhere = wanted.elsewhere(dict.fromkeys(names, False))

    assert elsewhere == {}
    assert len(wanted.touched) == MANY
    assert time.process_time() - began < 2
