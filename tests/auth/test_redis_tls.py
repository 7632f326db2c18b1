"""Redis over TLS: only with whom the named authority vouches for, also where it is a Cluster."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import RedisError

from tests.support.ports import free_port
from tests.support.sentinels import listening
from tests.support.tls import certify, speaking_tls
from webapp.redis_connection import connect, standing


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    return certify(tmp_path)


@pytest.fixture
def port(certificate: Path) -> Iterator[int]:
    """Where TLS is spoken, in front of a node that has all the slots of a Cluster."""
    port = free_port()
    config = {"cluster-enabled": "yes", "cluster-port": str(free_port())}
    with ExitStack() as running:
        server = running.enter_context(listening(**config, **{"cluster-announce-port": str(port)}))
        with Redis(port=server.port) as admin:
            admin.execute_command("CLUSTER ADDSLOTSRANGE", 0, 16383)
            admin.execute_command("ACL SETUSER", "dashboard", "on", ">canary", "~*", "+@all")
        running.enter_context(speaking_tls(port, server.port, certificate))
        yield port


@pytest.mark.parametrize(
    ("scheme", "stands"), [("rediss", "One server"), ("rediss+cluster", "A Cluster of 1")]
)
def test_a_user_is_let_in_over_tls(port: int, certificate: Path, scheme: str, stands: str) -> None:
    url = f"{scheme}://dashboard:canary@127.0.0.1:{port}?ssl_ca_certs={certificate}"

    with connect(url) as client:
        assert client.execute_command("ACL WHOAMI") == "dashboard"
        assert standing(client).startswith(stands)


@pytest.mark.parametrize("scheme", ["rediss", "rediss+cluster"])
def test_nobody_is_talked_to_for_whom_no_authority_vouches(port: int, scheme: str) -> None:
    url = f"{scheme}://dashboard:canary@127.0.0.1:{port}"

    with connect(url) as client, pytest.raises(RedisError) as refused:
        client.get("key")

    assert "CERTIFICATE_VERIFY_FAILED" in str(refused.value)
    assert "canary" not in str(refused.value)
