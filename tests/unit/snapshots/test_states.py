"""Own changes are known to a reading or not, whatever else is noted meanwhile."""

from webapp.snapshots.states import Head, Reading


def reading(known: int) -> Reading:
    return Reading(begun_at=0.0, first=b"", known=known)


def test_a_change_is_new_to_every_reading_that_began_before_it() -> None:
    head = Head(now=reading(0)).with_news("a")
    later = reading(head.last)
    head = head.with_news("b").with_news("a")

    assert head.unknown_to(reading(0)) == ["b", "a"]
    assert head.unknown_to(later) == ["b", "a"]
    assert head.unknown_to(reading(head.last)) == []


def test_a_reading_that_is_over_takes_with_it_what_it_knows_and_nothing_else() -> None:
    head = Head().with_news("a")
    begun = reading(head.last)
    head = head.with_news("b").over(begun)

    assert head.now is begun
    assert head.next is None
    assert head.unknown_to(begun) == ["b"]
    assert head.last == 2
