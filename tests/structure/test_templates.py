"""Endpoint is template; a part that is swapped is a file of its name and id; nothing is inline."""

import re
from pathlib import Path

import pytest
from flask import Flask

from webapp.pages import PAGES_OF_V3

TEMPLATES = Path("templates")
EVERY = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
PARTIALS = [name for name in EVERY if name.rpartition("/")[2].startswith("_")]
INCLUDE = re.compile(r'{%-? include "([^"]+)"')
PIECES = {
    piece
    for name in EVERY
    for piece in INCLUDE.findall((TEMPLATES / name).read_text())
    if piece.rpartition("/")[0] == name.rpartition("/")[0]
}
"""What a template includes from beside it: a part of a page that is never answered alone."""
PAGES = [n for n in EVERY if n.startswith("pages/") and n not in {*PARTIALS, *PIECES}]
MACRO_IMPORT = re.compile(r'{%-? from "([^"]+)" import ([^%]+?) -?%}')
SHOWN_BY_ERRORS = {"errors/problem.html", "errors/_problem.html"}
REPEATED = r"-{{ [\w.]+ }}"
"""What follows the name in the id of a part that comes once for each of many things."""
HTMX = re.compile(r"\bhx-[a-z-]+")
HTMX_ITSELF = next(Path("static/vendor").glob("htmx-*.min.js"))
ELEMENTS = {"hx-partial"}
"""Spelt as the name of an element, which htmx puts together from a prefix."""


def source(name: str) -> str:
    return (TEMPLATES / name).read_text()


def test_every_page_is_named_after_its_endpoint(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    endpoints |= {menu[0] for menu in PAGES_OF_V3.menu}

    for name in PAGES:
        assert name.removeprefix("pages/").removesuffix(".html").replace("/", ".") in endpoints


@pytest.mark.parametrize("name", [n for n in PARTIALS if n not in SHOWN_BY_ERRORS])
def test_a_part_has_its_own_name_as_id_and_is_aimed_at(name: str) -> None:
    part = name.rpartition("/_")[2].removesuffix(".html")
    first_tag = re.search(r"<(\w+)[^>]*>", re.sub(r"{#.*?#}|{%.*?%}", "", source(name), flags=re.S))
    assert first_tag is not None

    named = rf'{part}(?:{REPEATED})?"'
    assert re.search(f'id="{named}', first_tag.group(0))
    assert any(re.search(rf'hx-target[\w:]*="#{named}', source(other)) for other in EVERY)


def test_no_template_is_left_over(app: Flask) -> None:
    code = "".join(path.read_text() for path in Path("webapp").rglob("*.py"))
    everything = code + "".join(map(source, EVERY))

    unused = [name for name in EVERY if f'"{name}"' not in everything]
    assert unused in ([], ["components/offer.html"])  # for pages of what needs a role


@pytest.mark.parametrize("name", EVERY)
def test_every_macro_that_is_imported_is_used(name: str) -> None:
    text = source(name)
    for path, names in MACRO_IMPORT.findall(text):
        for macro in (part.strip() for part in names.split(",")):
            assert re.search(rf"\b{macro}\(", text), f"{macro} of {path} is not used"


@pytest.mark.parametrize("name", EVERY)
def test_nothing_is_inline_and_nothing_escapes_the_escaping(name: str) -> None:
    text = source(name)

    assert not re.search(r"\|\s*safe\b|{%-?\s*autoescape", text)
    assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)


@pytest.mark.parametrize("name", EVERY)
def test_every_htmx_attribute_is_one_that_htmx_knows(name: str) -> None:
    known = set(HTMX.findall(HTMX_ITSELF.read_text())) | ELEMENTS
    assert {"hx-get", "hx-swap"} <= known
    assert "hx-disinherit" not in known, "of htmx 2, and without effect since"

    assert set(HTMX.findall(source(name))) <= known


@pytest.mark.parametrize("name", EVERY)
def test_no_field_hides_what_htmx_asks_of_its_form(name: str) -> None:
    """A field is found under its name on the form itself: one called `form` in the place of what
    htmx reads there, and nothing is sent."""
    assert not re.search(r'\bname="(form|action|method|elements)"', source(name))


def test_what_htmx_shall_inherit_says_so() -> None:
    """htmx 4 hands on only what is marked; a plain `hx-headers` on body sends no form token."""
    assert 'hx-headers:inherited=\'{"X-CSRF-Token"' in source("layout/base.html")


def test_every_template_compiles(app: Flask) -> None:
    for name in EVERY:
        assert app.jinja_env.get_template(name)
