"""People put into a tag and taken out, while the platform and others do what they do."""

from typing import Any

import pytest

from sandbox.faults import Fault, Kind, Method
from sandbox.meanwhile import Meanwhile, Moment
from tests.support.tagging import API, Book, Hand, ids
from webapp.tagging import Membership, Row, State, Trouble
from webapp.tagging.membering import BATCH


def adding(book: Book, *people: str) -> Membership:
    tag = book.first
    return Membership(tag.id, tag.label, add=people, had=frozenset(people) & set(tag.profiles))


def removing(book: Book, *people: str) -> Membership:
    tag = book.first
    return Membership(tag.id, tag.label, remove=people, had=frozenset(people) & set(tag.profiles))


def only(change_rows: dict[str, Row]) -> set[Row]:
    return set(change_rows.values())


def test_people_are_put_in_and_nobody_else_is_touched(hand: Hand, book: Book) -> None:
    tag, new = book.first, book.others(3)
    known = tag.profiles[0]

    change = hand.do(adding(book, *new, known))

    assert (change.state, change.trouble) == (State.DONE, None)
    assert change.rows == {**dict.fromkeys(new, Row.DONE), known: Row.ALREADY}
    assert book.first.profiles == (*tag.profiles, *new)
    (write,) = book.writes()
    assert (write.details["added"], write.details["removed"]) == (new, [])


def test_people_are_taken_out_and_nobody_else_is_touched(hand: Hand, book: Book) -> None:
    tag, stranger = book.first, book.others(1)[0]

    change = hand.do(removing(book, tag.profiles[0], stranger))

    assert change.rows == {tag.profiles[0]: Row.DONE, stranger: Row.ALREADY}
    assert book.first.profiles == tag.profiles[1:]


def test_where_nothing_is_to_be_done_nothing_is_written(hand: Hand, book: Book) -> None:
    change = hand.do(adding(book, *book.first.profiles))

    assert only(change.rows) == {Row.ALREADY}
    assert book.writes() == []


PASSING = [Kind.BROKEN, Kind.RESET, Kind.LOST, Kind.HTML, Kind.TOO_MANY]


@pytest.mark.parametrize("kind", PASSING)
@pytest.mark.parametrize("method", ["GET", "PATCH"])
@pytest.mark.parametrize("times", [1, 2, 3])
def test_what_passes_is_put_up_with_and_done_once(
    kind: Kind, method: Method, times: int, hand: Hand, book: Book
) -> None:
    new = book.others(3)
    fault = Fault(kind, path=API, method=method, times=times, retry_after=6)
    book.world.faults.add(fault)

    change = hand.do(adding(book, *new))

    assert (change.state, change.trouble) == (State.DONE, None)
    assert only(change.rows) == {Row.DONE}
    assert ids(book.writes(), "added") == new
    assert ids(book.writes(), "removed") == []


@pytest.mark.parametrize(
    ("kind", "trouble", "left"),
    [
        (Kind.BROKEN, Trouble.UNCLEAR, Row.UNSURE),
        (Kind.HTML, Trouble.UNCLEAR, Row.UNSURE),
        (Kind.TOO_MANY, Trouble.BUSY, Row.PENDING),
        (Kind.FORBIDDEN, Trouble.NOT_ALLOWED, Row.PENDING),
        (Kind.UNAUTHORIZED, Trouble.SIGNED_OUT, Row.PENDING),
    ],
)
def test_what_does_not_pass_is_told_and_can_be_continued(
    kind: Kind, trouble: Trouble, left: Row, hand: Hand, book: Book
) -> None:
    new = book.others(3)
    book.world.faults.add(Fault(kind, path=API, method="PATCH", retry_after=200))

    stopped = hand.do(adding(book, *new))

    assert (stopped.state, stopped.trouble) == (State.STOPPED, trouble)
    assert only(stopped.rows) == {left}
    assert book.writes() == []
    assert (stopped.again_at is not None) is (trouble is Trouble.BUSY)
    book.world.faults.clear()
    done = hand.go_on(stopped)
    assert (done.state, done.trouble, only(done.rows)) == (State.DONE, None, {Row.DONE})
    assert ids(book.writes(), "added") == new


def test_what_was_done_though_no_answer_came_is_never_told_as_not_done(
    hand: Hand, book: Book
) -> None:
    """No writing is ever answered: what is read decides."""
    before, new = book.first.profiles, book.others(3)
    book.world.faults.add(Fault(Kind.LOST, path=API, method="PATCH"))

    change = hand.do(adding(book, *new))

    assert (change.state, only(change.rows)) == (State.DONE, {Row.DONE})
    assert book.first.profiles == (*before, *new)


def test_a_writing_that_is_never_seen_done_stops_and_says_so(hand: Hand, book: Book) -> None:
    """As with a platform that adds where it says that it replaces: nobody is ever taken out."""
    tag = book.first
    for number in range(8):
        deed = Meanwhile(
            when="after", tag=tag.id, method="PATCH", skip=number, add=(tag.profiles[0],)
        )
        book.world.meanwhile.add(deed)

    stopped = hand.do(removing(book, tag.profiles[0]))

    assert (stopped.state, stopped.trouble) == (State.STOPPED, Trouble.RESISTED)
    assert only(stopped.rows) == {Row.UNSURE}
    ours = [row for row in book.writes() if row.client_id != "another client"]
    assert len(ours) == 6


def test_one_who_overwrites_us_unseen_is_merged_with_what_we_wished(hand: Hand, book: Book) -> None:
    """Another client that had read the tag before we wrote, and writes it back with its own."""
    tag, (ours, theirs) = book.first, book.others(2)
    deed = Meanwhile(when="after", tag=tag.id, method="PATCH", profiles=(*tag.profiles[1:], theirs))
    book.world.meanwhile.add(deed)

    change = hand.do(adding(book, ours))

    assert change.rows == {ours: Row.DONE}
    assert book.members(tag.id) == {*tag.profiles[1:], theirs, ours}


def test_what_another_changed_since_the_form_was_drawn_stays(hand: Hand, book: Book) -> None:
    tag, (new, late) = book.first, book.others(2)
    kept, gone = tag.profiles[0], tag.profiles[1]
    wish = Membership(
        tag.id, tag.label, add=(new, late, gone), remove=(kept,), had=frozenset({kept, gone})
    )
    book.set_members(tag.id, [*tag.profiles[2:], kept, late])

    change = hand.do(wish)

    assert change.rows == {
        new: Row.DONE,
        late: Row.MEANWHILE,
        gone: Row.KEPT,
        kept: Row.DONE,
    }
    assert book.members(tag.id) == {*tag.profiles[2:], late, new}


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("method", ["GET", "PATCH"])
@pytest.mark.parametrize(
    ("deed", "trouble"),
    [({"delete": True}, Trouble.DELETED), ({"label": "Theirs"}, Trouble.RENAMED)],
)
def test_a_tag_that_goes_or_is_renamed_at_any_moment_is_told_and_stays_so(
    when: Moment, method: Method, deed: dict[str, Any], trouble: Trouble, hand: Hand, book: Book
) -> None:
    tag = book.first
    known = Meanwhile(when=when, tag=tag.id, path=API, method=method, **deed)
    book.world.meanwhile.add(known)

    change = hand.do(adding(book, *book.others(3)))

    assert (change.state, change.trouble) == (State.CONFLICT, trouble)
    labels = book.labels()
    assert ("Leadership" in labels, "Theirs" in labels) == (False, trouble is Trouble.RENAMED)
    seen_done = trouble is Trouble.RENAMED and (when, method) != ("before", "GET")
    assert Row.DONE not in only(change.rows) or seen_done


def test_somebody_whom_the_platform_does_not_take_is_found_and_the_others_are_done(
    hand: Hand, book: Book
) -> None:
    tag, stranger = book.first, "f" * 24
    others = book.others(50)
    people = [*others[:20], stranger, *others[20:]]

    change = hand.do(adding(book, *people))

    assert (change.state, change.trouble) == (State.DONE, Trouble.REFUSED)
    assert change.said == f'unknown profile "{stranger}"'
    assert change.rows == {who: Row.REFUSED if who == stranger else Row.DONE for who in people}
    assert book.members(tag.id) == {*tag.profiles, *others}
    assert sorted(ids(book.writes(), "added")) == sorted(others)


def test_where_nobody_is_taken_it_stops_soon_with_the_platform_s_words(
    hand: Hand, book: Book
) -> None:
    strangers = [f"{number:024x}" for number in range(BATCH)]

    stopped = hand.do(adding(book, *strangers))

    assert (stopped.state, stopped.trouble) == (State.STOPPED, Trouble.REFUSED)
    assert stopped.said is not None
    assert "unknown profile" in stopped.said
    assert only(stopped.rows) <= {Row.PENDING, Row.REFUSED}
    assert len(book.world.witness.arrivals(f"{API}/")) <= 15


def test_continuing_gets_further_than_the_refusals_that_stopped_it(hand: Hand, book: Book) -> None:
    strangers = [f"{number:024x}" for number in range(50)]
    others = book.others(50)
    people = [who for pair in zip(others, strangers, strict=True) for who in pair]

    change = hand.do(adding(book, *people))
    runs = 1
    while change.state is State.STOPPED and runs < 5:
        change, runs = hand.go_on(change), runs + 1

    assert (change.state, runs) == (State.DONE, 2)
    assert {who for who, row in change.rows.items() if row is Row.REFUSED} == set(strangers)
    assert {who for who, row in change.rows.items() if row is Row.DONE} == set(others)
