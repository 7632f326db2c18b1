"""Tags made, renamed, coloured and deleted, while the platform and others do what they do."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from sandbox.faults import Fault, Kind, Method
from sandbox.meanwhile import Meanwhile
from tests.support.tagging import API, Book, Hand, NewHand
from webapp.tagging import (
    Alteration,
    Creation,
    Deletion,
    State,
    Trouble,
    Wish,
    members_mark,
)

NEW = Creation("Night shift 👩‍💻", "pink")


def renaming(book: Book, label: str = "Crew", color: str = "pink") -> Alteration:
    tag = book.first
    return Alteration(tag.id, label, color, tag.label, tag.color)


def deleting(book: Book) -> Deletion:
    tag = book.first
    return Deletion(tag.id, tag.label, members_mark(tag.profiles))


WISHES: dict[str, tuple[Callable[[Book], Wish], str]] = {
    "create": (lambda _: NEW, "tag.create"),
    "alter": (renaming, "tag.change"),
    "delete": (deleting, "tag.delete"),
}


def each() -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("wish", "action"), WISHES.values(), ids=WISHES.keys())


def is_done(book: Book, action: str) -> bool:
    now = book.labels()
    if action == "tag.create":
        return now.count(NEW.label) == 1
    return "Leadership" not in now and ("Crew" in now) is (action == "tag.change")


def posts(book: Book) -> int:
    return sum(arrival.method == "POST" for arrival in book.world.witness.arrivals(API))


@each()
def test_it_is_done_once(wish: Callable[[Book], Wish], action: str, hand: Hand, book: Book) -> None:
    change = hand.do(wish(book), "a form")
    again = hand.do(change.wish, "a form")

    assert (change.state, change.trouble, again) == (State.DONE, None, change)
    assert is_done(book, action)
    assert [row.action for row in book.writes()] == [action]


@each()
@pytest.mark.parametrize("kind", [Kind.BROKEN, Kind.RESET, Kind.LOST, Kind.TOO_MANY])
@pytest.mark.parametrize("method", ["GET", None])
@pytest.mark.parametrize("times", [1, 3])
def test_what_passes_is_put_up_with_and_done_once(
    wish: Callable[[Book], Wish],
    action: str,
    kind: Kind,
    method: Method | None,
    times: int,
    hand: Hand,
    book: Book,
) -> None:
    book.world.faults.add(Fault(kind, path=API, method=method, times=times, every=2, retry_after=6))

    change = hand.do(wish(book))

    assert (change.state, change.trouble) == (State.DONE, None)
    assert is_done(book, action)
    assert [row.action for row in book.writes()] == [action]


@each()
def test_what_is_done_and_never_answered_is_done_once_and_read(
    wish: Callable[[Book], Wish], action: str, hand: Hand, book: Book
) -> None:
    for method in ("POST", "PATCH", "DELETE"):
        book.world.faults.add(Fault(Kind.LOST, path=API, method=method))

    assert hand.do(wish(book)).state is State.DONE
    assert [row.action for row in book.writes()] == [action]


def test_a_creation_that_nothing_is_heard_of_is_not_sent_again_in_the_same_run(
    hand: Hand, book: Book
) -> None:
    book.world.faults.add(Fault(Kind.HTML, path=API, method="POST"))

    stopped = hand.do(NEW)

    assert (stopped.state, stopped.trouble) == (State.STOPPED, Trouble.UNCLEAR)
    assert posts(book) == 1
    book.world.faults.clear()
    assert hand.go_on(stopped).state is State.DONE
    assert book.labels().count(NEW.label) == 1


def test_a_creation_whose_answer_was_lost_is_known_again_when_it_is_continued(
    hand: Hand, book: Book
) -> None:
    """Handled, its answer lost, and from then on nothing can be read: our own tag is no twin."""
    faults = book.world.faults
    faults.add(Fault(Kind.LOST, path=API, method="POST"))
    faults.add(Fault(Kind.BROKEN, path=API, method="GET", skip=1))

    stopped = hand.do(NEW)

    assert (stopped.state, stopped.trouble) == (State.STOPPED, Trouble.UNCLEAR)
    faults.clear()

    assert hand.go_on(stopped).state is State.DONE
    assert posts(book) == 1
    assert book.labels().count(NEW.label) == 1


def test_a_creation_of_which_only_the_second_try_was_refused_is_known_again(
    hand: Hand, book: Book
) -> None:
    """The first was on its way for longer: another's refusal does not say it came to nothing."""
    faults = book.world.faults
    faults.add(Fault(Kind.RESET, path=API, method="POST", times=1))
    faults.add(Fault(Kind.TOO_MANY, path=API, method="POST", retry_after=600))
    stopped = hand.do(NEW)
    assert (stopped.state, posts(book)) == (State.STOPPED, 2)
    faults.clear()

    book.account.tags.create(NEW.label, NEW.color)

    assert hand.go_on(stopped).state is State.DONE
    assert posts(book) == 2
    assert book.labels().count(NEW.label) == 1


def test_twin_labels_that_two_make_at_once_are_one_tag(new_hand: NewHand, book: Book) -> None:
    first = new_hand()
    hands = [first, new_hand("Mateus Lindgren"), new_hand(like=first), new_hand(like=first)]
    labels = ["Night shift", "night SHIFT", "Níght shift", "Night shift"]
    together = Barrier(len(hands))

    def make(hand: Hand, label: str, form: str) -> State:
        together.wait()
        return hand.do(Creation(label, "pink"), form).state

    with ThreadPoolExecutor(len(hands)) as pool:
        states = sorted(pool.map(make, hands, labels, "abcd"))

    assert states == [State.CONFLICT] * 3 + [State.DONE]
    assert len(book.writes("tag.create")) == 1


def test_a_label_that_one_makes_and_another_renames_to_at_once_is_one_tag_s(
    new_hand: NewHand, book: Book
) -> None:
    hands, together = (new_hand(), new_hand("Mateus Lindgren")), Barrier(2)
    wishes = (Creation("Crew", "red"), renaming(book, "CREW"))

    def do(hand: Hand, wish: Wish) -> State:
        together.wait()
        return hand.do(wish).state

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(do, hands, wishes)) == [State.CONFLICT, State.DONE]
    assert sum(label.casefold() == "crew" for label in book.labels()) == 1


@pytest.mark.parametrize("label", ["Remote", "REMOTE", "Rémote"])
def test_a_label_that_another_tag_has_is_refused_and_nothing_sent(
    label: str, hand: Hand, book: Book
) -> None:
    for wish in (Creation(label, "red"), renaming(book, label)):
        change = hand.do(wish)
        assert (change.state, change.trouble) == (State.CONFLICT, Trouble.TWIN)
        assert change.tag is not None
        assert change.tag.label == "Remote"
    assert book.writes() == []


def test_a_tag_may_take_its_own_label_in_another_case(hand: Hand, book: Book) -> None:
    assert hand.do(renaming(book, "LEADERSHIP")).state is State.DONE
    assert book.first.label == "LEADERSHIP"


@pytest.mark.parametrize(
    ("theirs", "state", "trouble", "face"),
    [
        ({"label": "Theirs"}, State.CONFLICT, Trouble.RENAMED, ("Theirs", "indigo")),
        ({"color": "blue"}, State.CONFLICT, Trouble.CHANGED, ("Leadership", "blue")),
        ({"label": "Crew"}, State.DONE, None, ("Crew", "pink")),
        ({"label": "Crew", "color": "pink"}, State.DONE, None, ("Crew", "pink")),
        ({"delete": True}, State.CONFLICT, Trouble.DELETED, None),
    ],
)
def test_what_another_changed_since_the_form_was_drawn_is_not_overwritten(
    theirs: dict[str, Any],
    state: State,
    trouble: Trouble | None,
    face: tuple[str, str] | None,
    hand: Hand,
    book: Book,
) -> None:
    tag_id, wish = book.first.id, renaming(book)
    book.world.meanwhile.add(Meanwhile(when="before", tag=tag_id, method="GET", **theirs))

    change = hand.do(wish)

    assert (change.state, change.trouble) == (state, trouble)
    found = [(tag.label, tag.color) for tag in book.account.tags if tag.id == tag_id]
    assert found == ([face] if face else [])


def test_only_what_this_change_wrote_goes_back(hand: Hand, book: Book) -> None:
    tag_id, wish = book.first.id, renaming(book)
    book.world.meanwhile.add(
        Meanwhile(when="before", tag=tag_id, method="GET", path=API, color="pink")
    )

    assert hand.undo(hand.do(wish)).state is State.DONE

    assert (book.first.label, book.first.color) == ("Leadership", "pink")


def test_only_what_changes_is_sent(hand: Hand, book: Book) -> None:
    tag = book.first
    book.account.tags.change(tag.id, color="teal")  # a colour that we do not know

    assert hand.do(Alteration(tag.id, "Crew", "teal", tag.label, "teal")).state is State.DONE
    assert (book.first.label, book.first.color) == ("Crew", "teal")


@pytest.mark.parametrize(
    ("theirs", "trouble"),
    [({"label": "Theirs"}, Trouble.RENAMED), ({"add": ("somebody",)}, Trouble.CHANGED)],
)
@pytest.mark.parametrize("fault", [None, Kind.BROKEN])
def test_a_tag_that_is_not_as_it_was_confirmed_is_not_deleted(
    theirs: dict[str, Any], trouble: Trouble, fault: Kind | None, hand: Hand, book: Book
) -> None:
    """Changed before it is read; or, where the first call fails, before it is sent again."""
    tag_id, wish = book.first.id, deleting(book)
    deed = Meanwhile(when="before", tag=tag_id, path=API, skip=int(fault is not None), **theirs)
    book.world.meanwhile.add(deed)
    if fault:
        book.world.faults.add(Fault(fault, path=API, method="DELETE", times=1))

    change = hand.do(wish)

    assert (change.state, change.trouble) == (State.CONFLICT, trouble)
    assert book.first.id == tag_id
    assert book.writes("tag.delete") == []


def test_a_tag_that_somebody_else_has_deleted_is_as_wished(hand: Hand, book: Book) -> None:
    wish = deleting(book)
    book.world.meanwhile.add(Meanwhile(when="before", tag=book.first.id, path=API, delete=True))

    assert hand.do(wish).state is State.DONE
    assert [row.client_id for row in book.writes()] == ["another client"]


@pytest.mark.parametrize("fails_before", [0, 2])
def test_a_tag_that_goes_the_moment_we_delete_it_is_gone_and_no_missing_call(
    fails_before: int, hand: Hand, book: Book
) -> None:
    wish = deleting(book)
    if fails_before:
        book.world.faults.add(Fault(Kind.BROKEN, path=API, method="GET", times=fails_before))
    book.world.meanwhile.add(
        Meanwhile(when="before", tag=book.first.id, method="DELETE", path=API, delete=True)
    )

    change = hand.do(wish)

    assert (change.state, change.trouble) == (State.DONE, None)


def test_a_refusal_is_told_in_the_platform_s_words_and_nothing_is_sent_again(
    hand: Hand, book: Book
) -> None:
    change = hand.do(Creation("Night shift", "teal"))

    assert (change.state, change.trouble) == (State.STOPPED, Trouble.REFUSED)
    assert change.said == 'invalid color "teal"'
    assert posts(book) == 1


@pytest.mark.parametrize("kind", [Kind.UNKNOWN, Kind.NOT_OFFERED])
def test_where_the_platform_has_no_such_call_that_is_told_and_not_that_it_is_done(
    kind: Kind, hand: Hand, book: Book
) -> None:
    book.world.faults.add(Fault(kind, path=f"{API}/", method="DELETE"))

    change = hand.do(deleting(book))

    assert (change.state, change.trouble) == (State.STOPPED, Trouble.NOT_OFFERED)
    assert not change.can_go_on
    assert book.writes() == []
