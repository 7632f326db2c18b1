"""Where a network address lies, as far as one may say it to a person or to a log."""

import ipaddress
import re

THIS_MACHINE = "this machine"
PRIVATE = "a private network"
UNKNOWN = "unknown"

_PRIVATE = [
    ipaddress.ip_network(network)
    for network in (
        "10.0.0.0/8",  # RFC 1918
        "172.16.0.0/12",
        "192.168.0.0/16",
        "169.254.0.0/16",  # link-local, RFC 3927
        "fc00::/7",  # unique local, RFC 4193
        "fe80::/10",  # link-local, RFC 4291
    )
]
_WITH_PORT = re.compile(r"^(?:\[(.+)\]|([0-9.]+))(?::[0-9]{1,5})?$")
_IPV6_BITS = 48
_IPV6_VISITOR_BITS = 64


def place(address: str | None) -> str:
    """The network of an address without the part that tells one machine from its neighbours.

    Returns “203.0.113.x”, “2001:db8:12::/48”, “this machine”, “a private network”, or “unknown”
    for None and for whatever is no address.
    """
    found = _parsed(address)
    if found is None:
        return UNKNOWN
    if found.is_loopback:
        return THIS_MACHINE
    if any(found in network for network in _PRIVATE if network.version == found.version):
        return PRIVATE
    if isinstance(found, ipaddress.IPv4Address):
        return f"{str(found).rpartition('.')[0]}.x"
    return str(ipaddress.ip_network((int(found), _IPV6_BITS), strict=False))


def counted_as(address: str | None) -> str:
    """What counts as one visitor: an IPv4 address, or the /64 that one IPv6 customer has whole."""
    found = _parsed(address)
    if isinstance(found, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((int(found), _IPV6_VISITOR_BITS), strict=False))
    return str(found)


def _parsed(address: str | None) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    written = _WITH_PORT.sub(r"\1\2", (address or "").strip())  # as some proxies write it
    try:
        found = ipaddress.ip_address(written.partition("%")[0])  # a zone is its machine's
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
