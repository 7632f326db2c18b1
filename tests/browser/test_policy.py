"""Nothing inline runs, and whoever watches the tests hears of every attempt."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.screens.base import Screen
from tests.browser.screens.probe import Probe
from tests.support.browser_live import Live
from tests.support.browser_watch import Watch

ATTEMPTS = (
    "CSP: script-src-elem refused inline",
    "CSP: script-src-attr refused inline",
    "CSP: style-src-elem refused inline",
    "CSP: style-src-attr refused inline",
    "violates the following Content Security Policy",
)


class Inline(Screen):
    """A page with a script, a handler, a style sheet and a style in itself."""

    heading = "Inline"


def stays_as_it_is(page: Page) -> None:
    """Whatever is written into the page, none of it has an effect."""
    inline = Inline(page)
    page.get_by_role("button", name="Press").click()
    expect(page).to_have_title("Inline · Profile dashboard")
    for each in (page.get_by_role("heading", level=1), inline.main.get_by_text("Styled")):
        assert each.evaluate("each => getComputedStyle(each).color") != "rgb(1, 2, 3)"


def test_nothing_inline_runs(probe: Probe, watch: Watch) -> None:
    watch.expect(*ATTEMPTS)

    probe.page.goto("/probe/inline")

    stays_as_it_is(probe.page)


def test_nothing_inline_runs_in_a_tab_that_a_page_opens(probe: Probe, watch: Watch) -> None:
    watch.expect(*ATTEMPTS)

    with probe.page.context.expect_page() as tab:
        probe.main.get_by_role("link", name="Inline in a new tab").click()

    stays_as_it_is(tab.value)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_violation_that_no_test_expects_fails_it(
    probed: Live, new_context: NewContext, watch: Watch, script: bool
) -> None:
    watch.expect("Content Security Policy|^console error .* CSP: ")
    unforeseen = Watch(probed.platform.login_url, probed.origin)
    context = new_context(base_url=probed.origin, java_script_enabled=script)
    probed.let_in(context)
    unforeseen.attach(context)
    page = context.new_page()
    unforeseen.verdict()

    page.goto("/probe/inline")
    Inline(page)

    with pytest.raises(AssertionError, match="style-src"):
        unforeseen.verdict()


def test_a_request_to_a_stranger_fails_the_test_that_makes_it(
    probed: Live, new_context: NewContext, watch: Watch
) -> None:
    """Another server's address: here it is the dashboard itself, under its other name."""
    watch.expect("^request to a stranger: ")
    unforeseen = Watch(probed.platform.login_url, probed.origin)
    context = new_context()
    unforeseen.attach(context)

    context.new_page().goto(f"{probed.origin.replace('localhost', '127.0.0.1')}/sign-in")

    with pytest.raises(AssertionError, match="request to a stranger"):
        unforeseen.verdict()


def test_every_browser_of_every_test_is_watched() -> None:
    """Contexts are made in conftest.py alone, which attaches the watch to each."""
    makers = re.compile(r"\b(?:browser|chromium)\w*\.(?:new_context|new_page|launch)\w*\(")
    by_hand = {"screenshots.py"}
    files = {path.name: path.read_text() for path in Path("tests/browser").rglob("*.py")}

    assert {name for name, text in files.items() if makers.search(text)} - by_hand == {
        "conftest.py"
    }
