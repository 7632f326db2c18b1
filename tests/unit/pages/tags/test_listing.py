"""The tags as the page lists them."""

import re

from hypothesis import given
from hypothesis import strategies as st

from webapp.api.tags import Tag
from webapp.pages.tags.draft import Draft
from webapp.pages.tags.listing import Opened, found, key, row, rows
from webapp.tagging import members_mark


def labels(tags: list[Tag]) -> list[str]:
    return [each.tag.label for each in rows(tags)]


def test_tags_stand_by_label_whatever_their_case_and_accents() -> None:
    tags = [Tag(str(place), label) for place, label in enumerate(["zoo", "Élan", "b", "echo", "A"])]

    assert labels(tags) == ["A", "b", "echo", "Élan", "zoo"]


@given(st.permutations([Tag("1", "a"), Tag("2", "A"), Tag("3", "á"), Tag("4", "a")]))
def test_their_order_does_not_depend_on_the_platforms(tags: list[Tag]) -> None:
    assert rows(tags) == rows(sorted(tags, key=lambda tag: tag.id))


def test_each_person_is_counted_once() -> None:
    assert row(Tag("1", "a", profiles=("p", "q", "p"))).people == 2


def test_the_count_and_the_mark_of_a_row_are_of_one_reading() -> None:
    shown = row(Tag("1", "a", profiles=("p", "q", "p")))

    assert shown.mark == members_mark(["q", "p"])


def test_only_the_tag_that_is_meant_is_open() -> None:
    opened = Opened("2", draft=Draft("typed"))

    first, second = rows([Tag("1", "a"), Tag("2", "b")], opened)

    assert first.opened.draft is None
    assert second.opened.draft == Draft("typed")


def test_a_form_is_drawn_from_the_tag_as_it_was_read() -> None:
    shown = row(Tag("1", "a", "red"), Opened("1", editing=True))

    assert shown.opened.draft == Draft("a", "red", was_label="a", was_color="red")


def test_a_tag_that_is_gone_is_not_found() -> None:
    assert found("2", [Tag("1", "a")]) is None
    assert found("1", [Tag("1", "a")]) == Tag("1", "a")


@given(st.text(min_size=1))
def test_every_id_can_stand_in_a_selector(tag_id: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]+", key(tag_id))
