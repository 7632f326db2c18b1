"""The page to come back to when names are hidden; pure."""

from urllib.parse import parse_qsl, urlencode, urlsplit


def without_words(address: str) -> str:
    """The same page without what was searched for, which may be a name, and would find nobody.

    Tags, style and sort stay.
    """
    parts = urlsplit(address)
    fields = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in fields if name not in ("q", "find", "page")]
    return parts._replace(query=urlencode(kept)).geturl()
