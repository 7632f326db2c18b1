"""Finds secrets in what was written, also behind the usual disguises."""

import base64
import re
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

LONG = re.compile(rb"[A-Za-z0-9_-]{40,}")
"""Our random secrets and the sandbox's have 43 characters; nothing else in a line is so long."""

_RUN = re.compile(rb"[A-Za-z0-9_-]{16,}")


def disguises(secret: str) -> set[bytes]:
    """A secret as it is, as it travels in addresses, forms and Basic, and as bytes are printed."""
    plain = secret.encode()
    return {
        plain,
        quote(secret).encode(),
        quote(secret, safe="").encode(),
        quote_plus(secret).encode(),
        plain.hex().encode(),
        *_in_base64(plain),
        *_in_base64(quote_plus(secret).encode()),  # RFC 6749, 2.3.1
    }


def found(secrets: Iterable[str], text: bytes) -> set[str]:
    """The secrets that stand in this text, by their disguises. For a few secrets."""
    return {each for each in secrets if any(form in text for form in disguises(each))}


def found_of_many(secrets: Iterable[str], text: bytes) -> set[str]:
    """The same in one walk, for thousands of random ones: as they are, of 16 letters, digits,
    hyphens and underscores at least. Raises ValueError for one of another kind."""
    wanted = {each.encode() for each in secrets}
    if odd := [each for each in wanted if not _RUN.fullmatch(each)]:
        raise ValueError(f"{len(odd)} secrets cannot be looked for in this way")
    sizes = {len(each) for each in wanted}
    return {
        part.decode()
        for run in set(_RUN.findall(text))
        for size in sizes
        for at in range(len(run) - size + 1)
        if (part := run[at : at + size]) in wanted
    }


def _in_base64(plain: bytes) -> set[bytes]:
    """What of it stands in base64 whatever comes before and after, as in “id:secret”."""
    shifted = [(base64.b64encode(b"\0" * at + plain), at) for at in range(3)]
    cores = {text[-(-at * 8 // 6) : len(plain) * 8 // 6 // 4 * 4 - 1] for text, at in shifted}
    return cores | {core.translate(bytes.maketrans(b"+/", b"-_")) for core in cores}
