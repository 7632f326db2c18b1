"""What `REDIS_URL` says. Messages name no part of it, since a password may be in any part."""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

from redis.connection import Connection, parse_url
from redis.exceptions import RedisError

from webapp.redis_connection.hosts import hosts

_HEAD = r"(?P<scheme>rediss?)\+{}://(?P<login>.*@)?(?P<hosts>[^/?@]+)"
_QUERY = r"(?:\?(?P<query>.*))?"
_SENTINELS = re.compile(
    _HEAD.format("sentinel") + r"/(?P<name>[\w.-]+)(?:/(?P<db>[0-9]+))?/?" + _QUERY
)
_CLUSTER = re.compile(_HEAD.format("cluster") + r"(?:/0?)?" + _QUERY)
_PORT, _SENTINEL_PORT = 6379, 26379
_OPTIONS = re.compile("db|client_name|ssl_[a-z_]+")
_SENTINEL_LOGIN = {"sentinel_username": "username", "sentinel_password": "password"}
_SCHEMES = (
    "redis://, rediss://, unix://, redis+sentinel://, rediss+sentinel://, redis+cluster:// or "
    "rediss+cluster://"
)


@dataclass(frozen=True)
class Address:
    """`options` are those of redis-py's connections. With `sentinels`, which are pairs of host
    and port, these name the server that serves as `service` just now; `nodes` are some of a
    Cluster, which name the others."""

    options: dict[str, Any] = field(repr=False)
    sentinels: tuple[tuple[str, int], ...] = ()
    sentinel_options: dict[str, Any] = field(repr=False, default_factory=dict)
    service: str = ""
    nodes: tuple[tuple[str, int], ...] = ()

    @property
    def trusts_anybody(self) -> bool:
        """Whether it speaks TLS without learning who answers."""
        unchecked = str(self.options.get("ssl_cert_reqs", "")).lower() in ("none", "optional")
        return unchecked or self.options.get("ssl_check_hostname", True) is False


def parse(url: str) -> Address:
    """Raises ValueError that says what is wrong."""
    kind = url.partition("://")[0]
    if kind.endswith("+cluster"):
        return _cluster(url)
    if kind.endswith("+sentinel"):
        return _watched(url)
    if not url.startswith(("redis://", "rediss://", "unix://")):
        raise ValueError(f"it must begin with {_SCHEMES}")
    return Address(_options(url))


def _watched(url: str) -> Address:
    parts = _SENTINELS.fullmatch(url)
    if parts is None:
        raise ValueError("with Sentinels, write redis+sentinel://host:port,host:port/name")
    query = parse_qsl(parts["query"] or "")
    own = [(name, value) for name, value in query if name not in _SENTINEL_LOGIN]
    if parts["db"]:
        own.append(("db", parts["db"]))
    options, tls = _shared(parts, own)
    login = {_SENTINEL_LOGIN[name]: value for name, value in query if name in _SENTINEL_LOGIN}
    return Address(
        options={**options, **tls},
        sentinels=hosts(parts["hosts"], _SENTINEL_PORT, "Sentinel"),
        sentinel_options={**login, **tls},
        service=parts["name"],
    )


def _cluster(url: str) -> Address:
    parts = _CLUSTER.fullmatch(url)
    if parts is None:
        raise ValueError("with a Cluster, write redis+cluster://host:port,host:port")
    options, tls = _shared(parts, parse_qsl(parts["query"] or ""))
    if options.pop("db", 0):
        raise ValueError("a Cluster has no db but 0")
    return Address({**options, **tls}, nodes=hosts(parts["hosts"], _PORT, "node of a Cluster"))


def _shared(
    parts: re.Match[str], query: list[tuple[str, str]]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What all connections have, without whom they lead to; and what of it is TLS."""
    options = _options(f"{parts['scheme']}://{parts['login'] or ''}localhost/?{urlencode(query)}")
    for given_otherwise in ("host", "connection_class"):
        options.pop(given_otherwise, None)
    tls = {name: value for name, value in options.items() if name.startswith("ssl_")}
    if parts["scheme"] == "rediss":
        tls["ssl"] = True
    return options, tls


def _options(url: str) -> dict[str, Any]:
    for name, _ in parse_qsl(url.partition("?")[2]):
        if not _OPTIONS.fullmatch(name):
            raise ValueError("after “?” it may hold db, client_name and ssl_… settings only")
    try:
        options = dict(parse_url(url))  # type: ignore[no-untyped-call]  # redis-py ships no type
        kind = options.get("connection_class", Connection)
        kind(**{name: value for name, value in options.items() if name != "connection_class"})
    except (ValueError, TypeError, RedisError):
        raise ValueError("its host, port, db or ssl_… settings are not well-formed") from None
    return options
