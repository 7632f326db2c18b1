"""What a browser is called among people, from the User-Agent header that it sends of itself."""

_LONGEST_READ = 512
"""Characters of the header that are looked at; the patterns stay quick on so few."""

_LONGEST_PART = 40
LONGEST = 2 * _LONGEST_PART + len(" on ")
"""Characters of a name at most: what a browser says of itself is anybody's text."""

_UNKNOWN = "an unknown browser"
_BROWSERS = {
    "Chrome Mobile": "Chrome",
    "Chrome Mobile iOS": "Chrome",
    "Edge Mobile": "Edge",
    "Firefox Mobile": "Firefox",
    "Firefox iOS": "Firefox",
    "HeadlessChrome": "Chrome",
    "Mobile Safari": "Safari",
}
_SYSTEMS = {"Mac OS X": "macOS"}
_MADE_BY_APPLE = ("iPhone", "iPad")


def browser_name(user_agent: str) -> str:
    """“Firefox on Windows”, “Safari on iPhone”; “an unknown browser” where nothing is recognised.

    At most LONGEST characters, all printable. Nobody is bound to send the truth.
    """
    import ua_parser  # a tenth of a second, which a worker that starts need not wait for

    read = user_agent[:_LONGEST_READ]
    browser, system = ua_parser.parse_user_agent(read), ua_parser.parse_os(read)
    named = _plain(browser.family, _BROWSERS) if browser else ""
    where = _plain(system.family, _SYSTEMS) if system else ""
    if where == "iOS":
        device = ua_parser.parse_device(read)
        where = device.family if device and device.family in _MADE_BY_APPLE else where
    return f"{named or _UNKNOWN} on {where}" if where else named or _UNKNOWN


def _plain(family: str, names: dict[str, str]) -> str:
    """The name in use, of few and printable characters: a family may quote the header."""
    printable = "".join(letter if letter.isprintable() else " " for letter in family)
    return names.get(family, " ".join(printable.split()))[:_LONGEST_PART]
