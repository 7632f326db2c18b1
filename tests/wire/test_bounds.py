"""Answers that are late, slow, huge or not what their headers say."""

import gzip

import pytest

from tests.wire.acts import ACCOUNT, answering, answering_first, drip, drip_headers
from tests.wire.conftest import LIMITS
from tests.wire.server import Act, Connection, RawServer
from webapp.api import PlatformApi, TooSlow, UnexpectedAnswer


def test_a_compressed_answer_is_read(platform: PlatformApi, server: RawServer) -> None:
    server.acts = [answering(gzip.compress(ACCOUNT), "200 OK", "Content-Encoding: gzip")]
    assert platform.account.read().name == "Harbour & Wren"


def test_silence_is_too_slow_and_not_asked_again(platform: PlatformApi, server: RawServer) -> None:
    def say_nothing(connection: Connection) -> None:
        connection.request()
        server.stopping.wait()

    server.acts = [say_nothing]
    with pytest.raises(TooSlow):
        platform.account.read()
    assert len(server.requests) == 1
    server.stopping.set()


@pytest.mark.parametrize("act", [drip, drip_headers])
def test_an_answer_that_drips_is_too_slow_as_a_whole(
    act: Act, platform: PlatformApi, server: RawServer
) -> None:
    server.acts = [act]
    with pytest.raises(TooSlow):
        platform.account.read()
    assert len(server.requests) == 1, "what was cut for being late is not asked for again"


HUGE = b" " * (LIMITS.size * 50)


@pytest.mark.parametrize(
    "act",
    [
        answering_first(HUGE),
        answering_first(gzip.compress(HUGE), "Content-Encoding: gzip"),
    ],
)
def test_an_answer_beyond_all_bounds_is_refused_and_the_next_call_unharmed(
    act: Act, platform: PlatformApi, server: RawServer
) -> None:
    server.acts = [act]
    with pytest.raises(UnexpectedAnswer, match="more than 100000 bytes"):
        platform.account.read()
    assert platform.account.read().name == "Harbour & Wren"
    assert server.connections == 2, "the rest of it is still in the first"


def test_a_body_that_cannot_be_decompressed_is_an_unexpected_answer(
    platform: PlatformApi, server: RawServer
) -> None:
    server.acts = [answering_first(ACCOUNT, "Content-Encoding: gzip")]
    with pytest.raises(UnexpectedAnswer, match="decompressed"):
        platform.account.read()
    assert platform.account.read().name == "Harbour & Wren"
