"""The three-way merge: what the form showed, what the person wished, what there is now."""

from collections.abc import Collection

from hypothesis import example, given
from hypothesis import strategies as st

from webapp.tagging import Membership, Row
from webapp.tagging.rows import OPEN, merged, rows_of, unread, with_row

PEOPLE = ("ann", "ben", "cid", "dee", "eve")
some = st.frozensets(st.sampled_from(PEOPLE))


@st.composite
def wishes(draw: st.DrawFn) -> Membership:
    """A form on which each person is added, taken out, or left alone."""
    asked = {who: draw(st.sampled_from(["add", "remove", ""])) for who in PEOPLE}
    return Membership(
        "t",
        "Team",
        add=tuple(who for who, what in asked.items() if what == "add"),
        remove=tuple(who for who, what in asked.items() if what == "remove"),
        had=draw(some),
    )


def rows(
    wish: Membership,
    now: Collection[str],
    sent: Collection[str] = (),
    refused: Collection[str] = (),
) -> dict[str, Row]:
    return rows_of(wish, now, sent, refused)


@given(wishes(), some, some, some)
def test_each_row_follows_from_base_mine_and_theirs(
    wish: Membership, now: frozenset[str], sent: frozenset[str], refused: frozenset[str]
) -> None:
    found = rows(wish, now, sent, refused)

    assert tuple(found) == wish.people
    for who, row in found.items():
        base, mine, theirs = who in wish.had, who in wish.add, who in now
        if mine == theirs:
            by_us = Row.DONE if who in sent else Row.MEANWHILE
            assert row is (Row.ALREADY if base == mine else by_us)
        elif base == mine:
            assert row is Row.KEPT, "somebody else changed it, and that stays"
        else:
            assert row is (Row.REFUSED if who in refused else Row.PENDING)


@given(wishes(), some, st.lists(st.sampled_from(PEOPLE)), some)
def test_merging_changes_nobody_else_and_keeps_the_order(
    wish: Membership, batch: frozenset[str], now: list[str], sent: frozenset[str]
) -> None:
    batch = batch.intersection(wish.people)
    new = merged(now, wish, batch)

    for who in set(PEOPLE) - batch:
        assert (who in new) == (who in now)
    for who in batch:
        assert (who in new) == (who in wish.add)
    assert len(new) == len(set(new))
    stayed = [who for who in dict.fromkeys(now) if who in new]
    assert new[: len(stayed)] == stayed
    assert merged(new, wish, batch) == new


@given(wishes(), some)
def test_writing_what_is_pending_leaves_nothing_pending(
    wish: Membership, now: frozenset[str]
) -> None:
    pending = with_row(rows(wish, now), Row.PENDING)
    after = rows(wish, merged(sorted(now), wish, pending), sent=pending)

    assert with_row(after, Row.PENDING) == ()
    assert with_row(after, Row.DONE) == pending
    before = rows(wish, now)
    assert {who: row for who, row in after.items() if who not in pending} == {
        who: row for who, row in before.items() if who not in pending
    }


@given(wishes(), some)
def test_what_others_changed_since_is_never_pending(wish: Membership, now: frozenset[str]) -> None:
    changed = {who for who in wish.people if (who in wish.had) != (who in now)}

    assert changed.isdisjoint(with_row(rows(wish, now), Row.PENDING))


@given(st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from(Row)), some)
@example({"ann": Row.UNSURE, "ben": Row.PENDING}, frozenset({"ben"}))
def test_only_what_is_open_and_was_sent_is_unsure(
    known: dict[str, Row], sent: frozenset[str]
) -> None:
    for who, row in unread(known, sent).items():
        if known[who] in OPEN:
            assert row is (Row.UNSURE if who in sent else Row.PENDING)
        else:
            assert row is known[who]
