"""The hosts of an address, where it names several: host:port, with commas between them."""

import re

_HOST = re.compile(r"(?:\[(?P<v6>[0-9a-fA-F:.]+)\]|(?P<name>[\w.-]+))(?::(?P<port>[0-9]{1,5}))?")


def hosts(written: str, port: int, each: str) -> tuple[tuple[str, int], ...]:
    """Pairs of host and port, which is `port` where none is given.

    Raises ValueError that says how `each` is written, and repeats nothing.
    """
    return tuple(_host(one, port, each) for one in written.split(","))


def _host(written: str, usual: int, each: str) -> tuple[str, int]:
    parts = _HOST.fullmatch(written)
    port = int(parts["port"] or usual) if parts else 0
    if parts is None or not 0 < port < 65536:
        raise ValueError(f"each {each} is written host:port, with commas between them")
    return parts["v6"] or parts["name"], port
