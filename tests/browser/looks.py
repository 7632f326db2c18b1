"""Every way in which a page is looked at: wide and narrow, light and dark."""

from collections.abc import Iterator
from itertools import product
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Theme = Literal["light", "dark"]

WIDTHS = (1280, 390)
HEIGHT = 844
THEMES: tuple[Theme, ...] = ("light", "dark")

EVERY_RULE: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
RULES_OF_COLOUR = {
    **EVERY_RULE,
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
"""All that a theme can change."""


def looks(page: Page) -> Iterator[tuple[int, Theme]]:
    """Put the page into each look in turn; gives its width (pixels) and theme."""
    for theme, width in product(THEMES, WIDTHS):
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": HEIGHT})
        yield width, theme


def has_no_barriers(page: Page) -> None:
    """Fails with a report if axe-core finds anything in any look."""
    for _, theme in looks(page):
        must_pass(page, EVERY_RULE if theme == "light" else RULES_OF_COLOUR)


def must_pass(page: Page, rules: dict[str, Any] = EVERY_RULE) -> None:
    """Fails with a report if axe-core finds anything in the page as it stands."""
    axe = Axe("") if page.evaluate("'axe' in window") else Axe()  # half a megabyte: once a page
    found = axe.run(page, options=rules)
    look = page.evaluate("[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]")
    assert found.violations_count == 0, f"{page.url} {look}: {found.generate_report()}"
