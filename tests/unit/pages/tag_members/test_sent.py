"""What a form sends, and why it may not be sent on."""

import pytest
from werkzeug.datastructures import MultiDict

from webapp.pages.tag_members.sent import Sent, refusal, sent_by

NOT_HERE = "One of the people is not in this account, so nothing was changed."


def sent(*fields: tuple[str, str]) -> Sent:
    return sent_by(MultiDict(fields))


def test_all_who_are_ticked_are_meant_each_once() -> None:
    assert sent(("id", "b"), ("id", ""), ("id", "a"), ("id", "b")).people == ("b", "a")


def test_the_button_of_one_person_is_about_nobody_else() -> None:
    assert sent(("id", "b"), ("only", "a")).people == ("a",)


def test_the_label_is_as_it_was_drawn_whatever_ends_its_lines() -> None:
    assert sent(("label", " Two\r\nlines ")).label == " Two\nlines "


def test_the_place_is_that_of_the_list_and_of_the_search() -> None:
    place = sent(("shown", "?sort=-d&find=old"), ("find", "new")).place

    assert place.query == "?sort=-d&find=new"


def test_an_empty_form_is_about_nobody() -> None:
    nothing = sent()

    assert (nothing.people, nothing.label, nothing.place.query) == ((), "", "")


@pytest.mark.parametrize(
    ("count", "is_sure", "is_asked"), [(20, False, False), (21, False, True), (21, True, False)]
)
def test_who_means_many_is_asked_once(count: int, is_sure: bool, is_asked: bool) -> None:
    ids = [("id", str(number)) for number in range(count)]
    sure = [("sure", "1")] if is_sure else []

    assert sent(*ids, *sure).is_to_be_asked is is_asked


@pytest.mark.parametrize(
    ("people", "told"),
    [
        ((), "Nobody was chosen, so nothing was changed."),
        (("a", "b"), ""),
        (("a", "x"), NOT_HERE),
        (("x", "y"), "2 of the people are not in this account, so nothing was changed."),
    ],
)
def test_only_people_who_are_known_are_sent_on(people: tuple[str, ...], told: str) -> None:
    assert refusal(people, {"a", "b"}) == told
