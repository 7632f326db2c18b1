import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.browser_name import LONGEST, browser_name

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
APPLE = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
IPHONE = f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) {APPLE}"
IPAD = f"Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) {APPLE}"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64"
ANDROID = f"Mozilla/5.0 (Linux; Android 14; Phone) {WEBKIT}"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (f"{WINDOWS}; rv:141.0) Gecko/20100101 Firefox/141.0", "Firefox on Windows"),
        (f"{WINDOWS}) {WEBKIT} Chrome/138.0.0.0 Safari/537.36", "Chrome on Windows"),
        (f"{WINDOWS}) {WEBKIT} Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0", "Edge on Windows"),
        (f"{IPHONE} Version/18.5 Mobile/15E148 Safari/604.1", "Safari on iPhone"),
        (f"{IPAD} Version/17.5 Mobile/15E148 Safari/604.1", "Safari on iPad"),
        (f"{IPHONE} CriOS/138.0.7204.156 Mobile/15E148 Safari/604.1", "Chrome on iPhone"),
        (f"{IPHONE} FxiOS/141.0 Mobile/15E148 Safari/605.1.15", "Firefox on iPhone"),
        (f"{ANDROID} Chrome/138.0.0.0 Mobile Safari/537.36", "Chrome on Android"),
        (
            "Mozilla/5.0 (Android 15; Mobile; rv:141.0) Gecko/141.0 Firefox/141.0",
            "Firefox on Android",
        ),
        (
            f"{ANDROID} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
            "Samsung Internet on Android",
        ),
        (
            f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {APPLE} Version/18.5 Safari/605.1.15",
            "Safari on macOS",
        ),
        (
            f"Mozilla/5.0 (X11; Linux x86_64) {WEBKIT} Chrome/138.0.0.0 Safari/537.36",
            "Chrome on Linux",
        ),
        ("curl/8.5.0", "curl"),
        ("Something/1.0 (Windows NT 10.0)", "an unknown browser on Windows"),
        ("Mozilla/5.0", "an unknown browser"),
        ("", "an unknown browser"),
    ],
)
def test_a_browser_has_the_name_that_people_give_it(user_agent: str, name: str) -> None:
    assert browser_name(user_agent) == name


TELLING = st.sampled_from(
    ["Windows", "Android", "iPhone OS ", "Chrome/1.", "Version/", "Mozilla/5.0 (", "; ", "bot", "/"]
)


@given(st.lists(TELLING | st.text(), max_size=200).map("".join))
def test_whatever_is_sent_becomes_a_short_name_of_printable_characters(user_agent: str) -> None:
    name = browser_name(user_agent)

    assert 0 < len(name) <= LONGEST
    assert name.isprintable()


def test_a_browser_that_boasts_is_cut_short() -> None:
    """A robot's family is what it calls itself."""
    assert browser_name(f"{'boast' * 40}bot/1.0") == "boast" * 8


def test_what_lies_beyond_the_first_512_characters_is_not_read() -> None:
    assert browser_name("x " * 256 + "Firefox/141.0") == "an unknown browser"


def test_a_worker_starts_without_reading_the_patterns() -> None:
    said = "import sys, webapp.browser_name; sys.exit('ua_parser' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", said], check=False).returncode == 0
