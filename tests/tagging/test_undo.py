"""Taking back: to the letter where nobody else acted since, and never anybody else's work."""

import pytest

from sandbox.faults import Fault, Kind
from sandbox.meanwhile import Meanwhile
from tests.support.tagging import API, Book, Hand, NewHand
from webapp.tagging import (
    Alteration,
    CannotUndo,
    Creation,
    Deletion,
    Membership,
    Row,
    State,
    Trouble,
    WhyNot,
    members_mark,
    told,
)


def mixed(book: Book) -> Membership:
    """Two put in, two taken out, and one of each who need nothing."""
    tag, (one, two, three) = book.first, book.others(3)
    a, b, c, *_ = tag.profiles
    return Membership(
        tag.id, tag.label, add=(one, two, a), remove=(b, c, three), had=frozenset({a, b, c})
    )


def test_members_are_exactly_as_before_and_an_undo_can_be_undone(hand: Hand, book: Book) -> None:
    before = book.members(book.first.id)
    change = hand.do(mixed(book))
    after = book.members(book.first.id)

    undoing = hand.undo(change)
    assert book.members(book.first.id) == before != after
    assert (undoing.before, undoing.after) == (change.after, change.before)
    assert members_mark(before) == change.before
    assert "exactly" in told(undoing, change).headline

    again = hand.undo(undoing)
    assert book.members(book.first.id) == after
    assert again.after == change.after


def test_it_goes_back_once_however_often_it_is_asked(hand: Hand, book: Book) -> None:
    change = hand.do(mixed(book))
    undoing = hand.undo(change)

    assert hand.undo(change) == undoing
    assert hand.look(change).undone_by == undoing.id
    assert len(book.writes()) == 2


def test_where_nothing_was_done_there_is_nothing_to_take_back(hand: Hand, book: Book) -> None:
    tag = book.first
    change = hand.do(Membership(tag.id, tag.label, remove=tuple(book.others(2))))

    with pytest.raises(CannotUndo) as caught:
        hand.undo(change)
    assert caught.value.why is WhyNot.NOTHING


def test_what_others_did_since_stays(hand: Hand, book: Book) -> None:
    change = hand.do(mixed(book))
    tag, wish = book.first, change.wish
    assert isinstance(wish, Membership)
    one, two, a = wish.add
    late = book.others(4)[-1]
    book.set_members(tag.id, [who for who in tag.profiles if who not in (one, a)] + [late])

    undoing = hand.undo(change)

    assert undoing.rows[one] is Row.MEANWHILE
    assert book.members(tag.id) == {*tag.profiles, *wish.remove[:2], late} - {one, two, a}
    assert "exactly" not in told(undoing, change).headline


@pytest.mark.parametrize("kind", [Kind.BROKEN, Kind.LOST])
def test_what_may_have_been_done_and_could_not_be_read_goes_back_too(
    kind: Kind, hand: Hand, book: Book
) -> None:
    tag, before, people = book.first, book.members(book.first.id), tuple(book.others(20))
    book.world.faults.add(Fault(kind, path=f"{API}/"))
    book.world.faults.add(Fault(Kind.BROKEN, path=API, method="GET", skip=1))

    stopped = hand.do(Membership(tag.id, tag.label, add=people))
    book.world.faults.clear()

    assert (stopped.state, stopped.counts[Row.UNSURE]) == (State.STOPPED, 20)
    assert len(book.members(tag.id)) == len(before) + (20 if kind is Kind.LOST else 0)
    hand.undo(stopped)
    assert book.members(tag.id) == before


def test_after_an_undo_a_change_that_had_stopped_can_be_continued_and_undone_again(
    hand: Hand, book: Book
) -> None:
    before = book.members(book.first.id)
    tag, stranger, people = book.first, "f" * 24, tuple(book.others(9))
    book.world.faults.add(Fault(Kind.FORBIDDEN, path=f"{API}/", skip=5))
    stopped = hand.do(Membership(tag.id, tag.label, add=(stranger, *people)))
    book.world.faults.clear()
    assert stopped.trouble is Trouble.NOT_ALLOWED
    assert 0 < stopped.counts[Row.DONE] < len(people)

    hand.undo(stopped)
    done = hand.go_on(hand.look(stopped))
    assert (done.state, done.counts[Row.DONE], done.undone_by) == (State.DONE, len(people), "")

    hand.undo(done)
    assert book.members(tag.id) == before


def test_an_undo_that_stopped_is_continued_and_then_counts(hand: Hand, book: Book) -> None:
    before = book.members(book.first.id)
    change = hand.do(mixed(book))
    book.world.faults.add(Fault(Kind.BROKEN, path=f"{API}/"))

    stopped = hand.undo(change)
    assert stopped.state is State.STOPPED
    assert hand.look(change).undone_by == ""
    book.world.faults.clear()

    hand.go_on(stopped)
    assert hand.look(change).undone_by == stopped.id
    assert book.members(book.first.id) == before


def test_a_face_goes_back_unless_another_has_changed_it_since(hand: Hand, book: Book) -> None:
    tag = book.first
    wish = Alteration(tag.id, "Crew", "pink", tag.label, tag.color)

    hand.undo(hand.do(wish))
    assert (book.first.label, book.first.color) == (tag.label, tag.color)

    change = hand.do(wish)
    book.account.tags.change(tag.id, label="Theirs")
    undoing = hand.undo(change)
    assert (undoing.state, undoing.trouble) == (State.CONFLICT, Trouble.RENAMED)
    assert book.first.label == "Theirs"
    assert hand.look(change).undone_by == ""


def test_a_new_tag_goes_unless_somebody_has_it_by_now(hand: Hand, book: Book) -> None:
    known = book.labels()
    hand.undo(hand.do(Creation("Crew", "pink")))
    assert book.labels() == known

    change = hand.do(Creation("Crew", "pink"))
    assert change.tag is not None
    book.set_members(change.tag.id, book.people(1))
    undoing = hand.undo(change)
    assert (undoing.state, undoing.trouble) == (State.CONFLICT, Trouble.CHANGED)
    assert "Crew" in book.labels()


@pytest.mark.parametrize("fault", [None, Kind.BROKEN, Kind.LOST])
def test_a_deleted_tag_comes_back_with_exactly_its_people(
    fault: Kind | None, hand: Hand, book: Book
) -> None:
    tag = book.first
    change = hand.do(Deletion(tag.id, tag.label, members_mark(tag.profiles)))
    if fault:
        book.world.faults.add(Fault(fault, path=API, every=2, times=6))

    undoing = hand.undo(change)

    assert undoing.tag is not None
    made = book.tag(undoing.tag.id)
    assert (made.label, made.color, set(made.profiles)) == (
        tag.label,
        tag.color,
        set(tag.profiles),
    )
    assert book.labels().count(tag.label) == 1
    assert "exactly" in told(undoing, change).headline
    assert hand.undo(undoing).state is State.DONE, "and goes again"
    assert tag.label not in book.labels()


def test_a_deleted_tag_does_not_come_back_where_another_has_its_label(
    hand: Hand, book: Book
) -> None:
    tag = book.first
    change = hand.do(Deletion(tag.id, tag.label, members_mark(tag.profiles)))
    book.account.tags.create(tag.label.upper(), "red")

    undoing = hand.undo(change)

    assert (undoing.state, undoing.trouble) == (State.CONFLICT, Trouble.TWIN)
    assert book.labels().count(tag.label) == 0


def test_somebody_who_joins_while_the_tag_comes_back_stays(hand: Hand, book: Book) -> None:
    tag, late = book.first, book.others(1)[0]
    change = hand.do(Deletion(tag.id, tag.label, members_mark(tag.profiles)))
    new = book.account.tags.create("x", "red")
    book.account.tags.reset()
    book.account.tags.delete(tag.id)
    book.world.meanwhile.add(
        Meanwhile(when="after", tag=new.id, method="POST", path=API, add=(late,))
    )

    undoing = hand.undo(change)

    assert undoing.tag is not None
    assert undoing.tag.id == new.id
    assert book.members(new.id) == {*tag.profiles, late}


def test_two_tabs_that_undo_at_once_undo_once(new_hand: NewHand, book: Book) -> None:
    first = new_hand()
    second = new_hand(like=first)
    before = book.members(book.first.id)
    change = first.do(mixed(book))
    known = first.look(change)

    begun = [each.engine.undo(each.owner, known, each.tags, 600) for each in (first, second, first)]

    assert len({first.end_of(undoing).id for undoing in begun}) == 1
    assert book.members(book.first.id) == before
    assert len(book.writes()) == 2


def test_what_went_on_after_its_undo_can_be_undone_once_more(hand: Hand, book: Book) -> None:
    tag, before, people = book.first, book.members(book.first.id), tuple(book.others(3))
    book.world.faults.add(Fault(Kind.BROKEN, path=API, method="GET", skip=1))
    stopped = hand.do(Membership(tag.id, tag.label, add=people))
    book.world.faults.clear()
    hand.undo(stopped)
    hand.go_on(hand.look(stopped))
    assert book.members(tag.id) == before.union(people)

    hand.undo(stopped)

    assert book.members(tag.id) == before


def test_a_tag_whose_making_stopped_and_was_undone_is_made_anew(hand: Hand, book: Book) -> None:
    book.world.faults.add(Fault(Kind.BROKEN, path=API, method="GET", skip=2))
    stopped = hand.do(Creation("Brand new", "red"))
    book.world.faults.clear()
    assert hand.undo(stopped).state is State.DONE
    assert "Brand new" not in book.labels()

    assert hand.go_on(hand.look(stopped)).state is State.DONE
    assert "Brand new" in book.labels()
