"""What is asked of every page that a test fetches is asked in earnest."""

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from tests.support.page import Page

GOOD = """<!DOCTYPE html><html lang="en"><head><title>Team · Dashboard</title>
<script src="/static/app.js"></script></head><body><main><h1>Team</h1>
<form method="post" action="/tags"><input name="csrf_token" value="0f"></form>
<table><tbody><tr><th>Ann <template>unread</template></th><td>1<!-- unread --></td></tr></tbody>
</table><a href="/first">Tags</a> <a href="/second">Tags</a></main></body></html>"""
HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'self'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
CHANGES = {
    "a secret": ("Ann", "sbxat_1"),
    "an id twice": ("<main>", '<main id="a"><p id="a">'),
    "an empty id twice": ("<main>", '<main id=""><p id="">'),
    "no action": (' action="/tags"', ""),
    "no token": ('name="csrf_token"', 'name="other"'),
    "an empty token": ('value="0f"', 'value=""'),
    "an inline style": ("<main>", '<main style="color: red">'),
    "a style sheet": ("<main>", "<main><style>p { color: red }</style>"),
    "a script": ("<main>", "<main><script>go()</script>"),
    "a handler": ("<h1>", '<h1 onclick="go()">'),
    "a script of a stranger": ("/static/app.js", "https://cdn.test/app.js"),
    "a script of a stranger, as we are reached": ("/static/app.js", "//cdn.test/app.js"),
    "a picture of a stranger": ("<h1>", '<img src="HTTPS://cdn.test/a.png"><h1>'),
    "a picture of a stranger for sharp screens": (
        "<h1>",
        '<img src="/a.png" srcset="/a.png 1x, https://cdn.test/b.png 2x"><h1>',
    ),
    "a connection made ahead": ("</title>", '</title><link rel="preconnect" href="//cdn.test">'),
    "a frame of a stranger": ("<h1>", '<iframe src="https://cdn.test/"></iframe><h1>'),
    "a drawing of a stranger": ("<h1>", '<svg><use href="https://cdn.test/a.svg#a"/></svg><h1>'),
    "a page that leads away by itself": (
        "</title>",
        '</title><meta http-equiv="Refresh" content="0; url=https://cdn.test/">',
    ),
    "addresses that begin elsewhere": ("</title>", '</title><base href="https://cdn.test/">'),
    "no doctype": ("<!DOCTYPE html>", ""),
    "no language": (' lang="en"', ""),
    "another language": ('lang="en"', 'lang="de"'),
    "two headings": ("</h1>", "</h1><h1>Team</h1>"),
    "no heading": ("<h1>Team</h1>", ""),
    "two mains": ("</main>", "</main><main></main>"),
    "another title": ("<title>Team", "<title>Tags"),
    "no title": ("<title>Team · Dashboard</title>", ""),
}


def page(html: str, *, partial: bool = False, headers: dict[str, str] = HEADERS) -> Page:
    return Page(Client(Response(html, headers=headers)).get("/"), partial=partial)


def test_a_good_page_is_read_as_a_person_reads_it() -> None:
    good = page(GOOD)

    assert good.heading == "Team"
    assert good.text == "Team Ann 1 Tags Tags"
    assert good.rows() == [["Ann", "1"]]
    assert good.links() == {"Tags": "/first"}
    assert good.field("csrf_token") == "0f"


@pytest.mark.parametrize(("old", "new"), CHANGES.values(), ids=CHANGES)
def test_a_page_that_breaks_a_rule_fails(old: str, new: str) -> None:
    assert old in GOOD

    with pytest.raises(AssertionError):
        page(GOOD.replace(old, new))


@pytest.mark.parametrize("name", [name for name in HEADERS if name != "Content-Type"])
def test_a_page_without_one_of_its_headers_fails(name: str) -> None:
    with pytest.raises((AssertionError, KeyError)):
        page(GOOD, headers={key: value for key, value in HEADERS.items() if key != name})


def test_a_part_of_a_page_needs_no_heading_but_a_token() -> None:
    assert page('<p id="news">Saved.</p>', partial=True).text == "Saved."

    with pytest.raises(AssertionError):
        page('<form method="post" action="/tags"></form>', partial=True)
