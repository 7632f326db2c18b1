"""A deadline ends what is under way, and nothing that comes after it on the same connection."""

from collections.abc import Callable

import pytest
from urllib3 import BaseHTTPResponse

from tests.wire.acts import ACCOUNT, answering
from tests.wire.server import RawServer
from webapp.bounded_http import BoundedPools, whole_body
from webapp.deadlines import Deadline


def in_pieces(answer: BaseHTTPResponse) -> None:
    """As calls to the API read, up to the end and no further."""
    while answer.read1(16):
        pass


def cut_after(take: Callable[[BaseHTTPResponse], object], pools: BoundedPools, url: str) -> None:
    """Take an answer, and be over at once."""
    deadline = Deadline(60)
    with deadline:
        take(pools.request("GET", url, preload_content=False))
        deadline.cut()


@pytest.mark.parametrize(
    "take",
    [in_pieces, lambda answer: whole_body(answer, 1000), lambda answer: answer.drain_conn()],
)
def test_a_connection_that_was_given_back_is_not_cut(
    take: Callable[[BaseHTTPResponse], object], server: RawServer
) -> None:
    server.acts = [answering(ACCOUNT)]
    with BoundedPools() as pools:
        with pytest.raises(TimeoutError):
            cut_after(take, pools, server.url)

        assert pools.request("GET", server.url).data == ACCOUNT
    assert server.connections == 1


def test_a_connection_of_which_something_is_still_awaited_is_cut(server: RawServer) -> None:
    server.acts = [answering(ACCOUNT)]
    with BoundedPools() as pools:
        with pytest.raises(TimeoutError):
            cut_after(lambda answer: answer.read1(1), pools, server.url)

        assert pools.request("GET", server.url).data == ACCOUNT
    assert server.connections == 2
