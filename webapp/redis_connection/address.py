"""What `REDIS_URL` says. Messages name no part of it, since a password may be in any part."""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

from redis.connection import Connection, parse_url
from redis.exceptions import RedisError

_SENTINELS = re.compile(
    r"(?P<scheme>rediss?)\+sentinel://(?P<login>.*@)?(?P<hosts>[^/?@]+)/(?P<name>[\w.-]+)/?"
    r"(?:\?(?P<query>.*))?"
)
_HOST = re.compile(r"(?:\[(?P<v6>[0-9a-fA-F:.]+)\]|(?P<name>[\w.-]+))(?::(?P<port>[0-9]{1,5}))?")
_SENTINEL_PORT = 26379
_OPTIONS = re.compile("db|client_name|ssl_[a-z_]+")
_SENTINEL_LOGIN = {"sentinel_username": "username", "sentinel_password": "password"}
_SCHEMES = "redis://, rediss://, unix://, redis+sentinel:// or rediss+sentinel://"


@dataclass(frozen=True)
class Address:
    """`options` are those of redis-py's connections. With `sentinels`, which are pairs of host
    and port, these name the server that serves as `service` just now."""

    options: dict[str, Any] = field(repr=False)
    sentinels: tuple[tuple[str, int], ...] = ()
    sentinel_options: dict[str, Any] = field(repr=False, default_factory=dict)
    service: str = ""

    @property
    def trusts_anybody(self) -> bool:
        """Whether it speaks TLS without learning who answers."""
        unchecked = str(self.options.get("ssl_cert_reqs", "")).lower() in ("none", "optional")
        return unchecked or self.options.get("ssl_check_hostname", True) is False


def parse(url: str) -> Address:
    """Raises ValueError that says what is wrong."""
    if url.startswith(("redis+cluster://", "rediss+cluster://")):
        raise ValueError(
            "a Redis Cluster is not supported; name one server (redis://host:6379/0), or a primary "
            "with replicas and its Sentinels (redis+sentinel://host,host,host/name)"
        )
    if "+sentinel:" in url.partition("/")[0]:
        return _watched(url)
    if not url.startswith(("redis://", "rediss://", "unix://")):
        raise ValueError(f"it must begin with {_SCHEMES}")
    return Address(_options(url))


def _watched(url: str) -> Address:
    parts = _SENTINELS.fullmatch(url)
    if parts is None:
        raise ValueError("with Sentinels, write redis+sentinel://host:port,host:port/name")
    query = parse_qsl(parts["query"] or "")
    own = urlencode([(name, value) for name, value in query if name not in _SENTINEL_LOGIN])
    options = _options(f"{parts['scheme']}://{parts['login'] or ''}localhost/?{own}")
    for given_otherwise in ("host", "connection_class"):
        options.pop(given_otherwise, None)
    tls = {name: value for name, value in options.items() if name.startswith("ssl_")}
    if parts["scheme"] == "rediss":
        tls["ssl"] = True
    login = {_SENTINEL_LOGIN[name]: value for name, value in query if name in _SENTINEL_LOGIN}
    return Address(
        options={**options, **tls},
        sentinels=tuple(_host(host) for host in parts["hosts"].split(",")),
        sentinel_options={**login, **tls},
        service=parts["name"],
    )


def _host(written: str) -> tuple[str, int]:
    parts = _HOST.fullmatch(written)
    port = int(parts["port"] or _SENTINEL_PORT) if parts else 0
    if parts is None or not 0 < port < 65536:
        raise ValueError("each Sentinel is written host:port, with commas between them")
    return parts["v6"] or parts["name"], port


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
