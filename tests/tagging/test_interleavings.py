"""Two people change one tag at once, and another client does as it likes: nothing is lost unseen.

What each browser wished is kept (merged with what others did) or told. A person whom the wish does
not concern, or whom somebody else has changed since the form was drawn, is never changed by us;
with one exception, which no client of this platform can rule out or even notice: the platform
replaces whole sets and tells of no versions, so what another program writes between our latest
reading and our writing is overwritten. The exception is asserted here to be exactly that: a foreign
writing directly before ours in the audit, that fell between our reading's answer and our writing.
"""

import logging
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings

from sandbox.another_client import act
from sandbox.faults import Fault, Kind
from tests.support.tagging import API, Book, Hand, NewHand
from tests.support.waiting import wait_until
from tests.tagging.acts import (
    ROSTER,
    Plan,
    Set,
    Wished,
    Write,
    is_unseen,
    of_people,
    plans,
    wanted,
    writes,
)
from webapp.tagging import CannotUndo, Change, Membership, Row, State, Trouble

EXAMPLES = 200
log = logging.getLogger(__name__)


class Scene:
    """One tag, two hands, and what became of it."""

    def __init__(self, plan: Plan, book: Book, hands: tuple[Hand, Hand]):
        self.plan, self.book, self.hands = plan, book, hands
        book.account.tags.reset()
        book.world.audit.clear()
        book.world.witness.clear()
        self.people = book.people(len(ROSTER))
        self.tag, self.label = book.first.id, book.first.label
        self.base = self._ids(plan.base)
        book.set_members(self.tag, sorted(self.base))
        self.wishes = [self._wish(wished) for wished in (plan.first, plan.second)]
        self.deeds = [of_people(deed, self.tag, self.people) for deed in plan.deeds]

    def play(self) -> list[Change]:
        """Both at once; the first one's call is held until the second has begun."""
        for deed in self.deeds:
            self.book.world.meanwhile.add(deed)
        first, second = self.hands
        if self.plan.held:
            slow = Fault(Kind.SLOW, path=API, method=self.plan.held, times=1, seconds=20)
            self.book.world.faults.add(slow)
        begun = [first.begin(self.wishes[0])]
        if self.plan.held:
            wait_until(lambda: self._is_held(begun[0]), "a call that is held, or an end")
        begun.append(second.begin(self.wishes[1]))
        self.book.world.faults.clear()
        ended = [hand.end_of(change) for hand, change in zip(self.hands, begun, strict=True)]
        self.book.world.meanwhile.clear()
        return ended

    def writes(self) -> list[Write]:
        return list(writes(self.book.writes(), self.base))

    def is_there(self) -> bool:
        return any(tag.id == self.tag for tag in self.book.account.tags)

    def now(self) -> Set:
        return self.book.members(self.tag)

    def person(self, write: Write) -> int:
        """Which of the two wrote."""
        names = ("Rosalind Achebe", "Mateus Lindgren")
        known = {each.id: each.name for each in self.book.world.people}
        return names.index(known[str(write.person)])

    def unseen_before(self, earlier: list[Write]) -> list[Write]:
        """The writings of others directly before a writing of ours, as far back as they came
        between a reading and a writing.
        """
        found: list[Write] = []
        for write in reversed(earlier):
            if write.deed is None or not is_unseen(self.deeds[write.deed]):
                break
            found.insert(0, write)
        return found

    def did(self, which: int, who: str) -> bool:
        """Whether one of the two changed this person; or wrote them while another did so unseen."""
        return any(
            who in write.added | write.removed
            and (
                is_unseen(self.deeds[write.deed])
                if write.deed is not None
                else self.person(write) == which
            )
            for write in self.writes()
        )

    def is_another_s_later(self, which: int, who: str) -> bool:
        """Whether another client changed this person after one of the two had, or alone."""
        changing = [each for each in self.writes() if who in each.added | each.removed]
        by_us = [n for n, w in enumerate(changing) if w.person and self.person(w) == which]
        return any(write.person is None for write in changing[max(by_us, default=-1) + 1 :])

    def _is_held(self, change_id: str) -> bool:
        arrivals = self.book.world.witness.arrivals(API)
        held = any(each.method == self.plan.held for each in arrivals)
        hand = self.hands[0]
        return held or hand.engine.look(hand.owner, change_id).state is not State.RUNNING

    def _wish(self, wished: Wished) -> Membership:
        add, remove = (tuple(sorted(self._ids(side))) for side in wished)
        return Membership(self.tag, self.label, add, remove, self.base & {*add, *remove})

    def _ids(self, places: frozenset[int]) -> Set:
        return frozenset(self.people[place] for place in places)


def keeps_to_its_wish(scene: Scene) -> int:
    """Each writing of ours changes whom it is about and nobody else, but for the exception; how
    many writings of others were overwritten by it.
    """
    all_writes, overwritten = scene.writes(), 0
    for place, write in enumerate(all_writes):
        if write.person is None:
            continue
        put_in, taken_out = wanted(scene.wishes[scene.person(write)])
        if write.added <= put_in and write.removed <= taken_out:
            continue
        about = put_in | taken_out
        unseen = scene.unseen_before(all_writes[:place])
        assert unseen, f"{write} undoes what another had done in our sight"
        read = [other.before - about for other in unseen]
        assert write.after - about in read, f"{write} is not what was read, merged"
        overwritten += len(unseen) - read.index(write.after - about)
    return overwritten


def is_told_truly(scene: Scene, which: int, change: Change) -> None:
    """Everybody of the wish is told of, and so it is; or others have changed it since."""
    put_in, taken_out = wanted(scene.wishes[which])
    assert set(change.rows) == set(scene.wishes[which].people)
    for who, row in change.rows.items():
        if who not in put_in | taken_out:
            assert row in (Row.ALREADY, Row.KEPT) or change.state is State.CONFLICT
        elif change.state is State.DONE:
            assert row in (Row.DONE, Row.MEANWHILE)
        if row is Row.DONE:
            assert scene.did(which, who), f"{who} is told as done by us, and was not"
        if row in (Row.DONE, Row.MEANWHILE) and scene.is_there():
            is_kept = (who in scene.now()) == (who in put_in)
            assert is_kept or scene.is_another_s_later(which, who), f"{who} was lost, and not told"


def stands_as_told(scene: Scene, change: Change) -> None:
    if change.state is State.DONE:
        assert change.trouble is None
    else:
        assert change.state is State.CONFLICT
        expected = Trouble.RENAMED if scene.is_there() else Trouble.DELETED
        assert change.trouble in (expected, Trouble.RENAMED)


def goes_back(scene: Scene, which: int, change: Change) -> None:
    """An undo takes back what was done of this change, and nothing else."""
    hand, wish = scene.hands[which], scene.wishes[which]
    done = {who for who, row in change.rows.items() if row in (Row.DONE, Row.UNSURE)}
    before = scene.now() if scene.is_there() else frozenset()
    if not done:
        with pytest.raises(CannotUndo):
            hand.undo(change)
        return
    undoing = hand.undo(change)
    if undoing.state is State.CONFLICT:
        assert not scene.is_there() or scene.book.first.label == "Theirs"
        assert not scene.is_there() or scene.now() == before
        return
    assert undoing.state is State.DONE
    assert scene.now() == before - done.intersection(wish.add) | done.intersection(wish.remove)
    assert hand.look(change).undone_by == undoing.id


def check(scene: Scene, told: Counter[str]) -> None:
    changes = scene.play()
    told["overwritten unseen"] += keeps_to_its_wish(scene)
    for which, change in enumerate(changes):
        stands_as_told(scene, change)
        is_told_truly(scene, which, change)
        told[change.state] += 1
        told.update(f"row {row}" for row in change.rows.values())
    wishes = [wanted(wish) for wish in scene.wishes]
    is_alone = not any(row.person is None for row in scene.book.writes())
    if is_alone:
        told["alone"] += 1
        put_in, taken_out = (frozenset().union(*sides) for sides in zip(*wishes, strict=True))
        assert scene.now() == scene.base - taken_out | put_in
    for deed in scene.plan.since:
        act(deed.when, [of_people(deed, scene.tag, scene.people)], scene.book.world, "")
    for which in (0, 1) if scene.plan.first_undoes_first else (1, 0):
        goes_back(scene, which, changes[which])
    if is_alone and not scene.plan.since:
        told["restored exactly"] += 1
        assert scene.now() == scene.base


@pytest.mark.timeout(300)
def test_two_browsers_and_another_client_lose_nothing_unseen(new_hand: NewHand, book: Book) -> None:
    hands = (new_hand(), new_hand("Mateus Lindgren"))
    told: Counter[str] = Counter()

    @settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
    @given(plans)
    def holds(plan: Plan) -> None:
        told["examples"] += 1
        check(Scene(plan, book, hands), told)

    holds()
    log.info("%s", dict(told))
    assert told["restored exactly"]
    assert told["overwritten unseen"]
    assert told[State.CONFLICT]
