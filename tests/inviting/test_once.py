"""Everybody is written to once, whatever happens on the way, and it is continued to its end."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from sandbox.faults import Fault, Kind
from sandbox.world import World
from tests.support.inviting import INVITE, NewSender, Sender, newcomers, written_to
from webapp.batches import Batch, Outcome, State, Trouble
from webapp.inviting import Invitee


def outcomes(batch: Batch[Invitee]) -> Counter[str]:
    return Counter(row.outcome.value for row in batch.rows)


def test_each_is_written_to_and_has_an_id(sender: Sender, world: World) -> None:
    to = [*newcomers(3), "+442079460958"]

    batch = sender.send(to)

    assert batch.state is State.DONE
    assert written_to(world) == Counter(to)
    made = {message.profile for message in world.outbox.messages()}
    assert {row.made for row in batch.rows} == made


def test_whoever_is_in_the_account_is_not_written_to(sender: Sender, world: World) -> None:
    """The platform would write to a pending one again."""
    people = world.accounts[0].profiles.page(1, 60)
    pending = next(each.email for each in people if each.is_pending and each.email)
    done = next(each.email for each in people if not each.is_pending and each.email)

    batch = sender.send([pending.upper(), done, "new@people.test"])

    assert outcomes(batch) == {"already": 2, "done": 1}
    assert written_to(world) == Counter(["new@people.test"])


@pytest.mark.parametrize(
    "fault",
    [
        Fault(Kind.TOO_MANY, retry_after=2, every=3),
        Fault(Kind.TOO_MANY, retry_after=3000, every=7, times=2),
        Fault(Kind.BROKEN, every=4),
        Fault(Kind.RESET, every=4),
        Fault(Kind.LOST, every=4),
        Fault(Kind.HTML, every=4),
        Fault(Kind.BROKEN, skip=5, times=9),
        Fault(Kind.RESET, skip=5, times=9),
        Fault(Kind.LOST, skip=5, times=9),
        Fault(Kind.HTML, skip=5, times=9),
        Fault(Kind.FORBIDDEN, skip=5, times=1),
        Fault(Kind.UNAUTHORIZED, skip=5, times=2),
        Fault(Kind.NOT_OFFERED, skip=5, times=1),
    ],
    ids=lambda fault: f"{fault.kind} {fault.every} {fault.skip}",
)
def test_it_is_continued_to_its_end_and_each_has_one_message(
    sender: Sender, world: World, fault: Fault
) -> None:
    to = newcomers(20)
    on_invites = {"origin": "api", "method": "POST", "path": INVITE}
    world.faults.add(_altered(fault, on_invites))

    batch = sender.send(to)
    for _ in range(3):
        if batch.state is State.STOPPED:
            batch = sender.go_on(batch)
    world.faults.clear()
    if batch.state is State.STOPPED:
        batch = sender.go_on(batch)

    assert batch.state is State.DONE
    assert written_to(world) == Counter(to)


def _altered(fault: Fault, changes: dict[str, str]) -> Fault:
    fields = {name: getattr(fault, name) for name in fault.__struct_fields__}
    return Fault(**{**fields, **changes})


def test_five_hundred_half_way_through_two_hundred_stops_and_goes_on(
    sender: Sender, world: World
) -> None:
    to = newcomers(200)
    world.faults.add(Fault(Kind.BROKEN, method="POST", path=INVITE, skip=100))

    batch = sender.send(to)

    assert (batch.state, batch.trouble) == (State.STOPPED, Trouble.UNCLEAR)
    assert outcomes(batch) == {"done": 100, "failed": 3, "pending": 97}
    world.faults.clear()
    assert sender.go_on(batch).state is State.DONE
    assert written_to(world) == Counter(to)


def test_a_lost_answer_is_cleared_by_a_reading(sender: Sender, world: World) -> None:
    world.faults.add(Fault(Kind.LOST, method="POST", path=INVITE, times=1))

    batch = sender.send(newcomers(2))

    assert batch.state is State.DONE
    assert all(row.made for row in batch.rows)
    assert written_to(world) == Counter(newcomers(2))


def test_what_no_reading_clears_is_said_and_not_sent_again(sender: Sender, world: World) -> None:
    world.faults.add(Fault(Kind.LOST, method="POST", path=INVITE, times=1))
    sender.trade.look([])
    calls = len(world.witness.arrivals("/api/v4/profiles"))
    world.faults.add(Fault(Kind.BROKEN, method="GET", path="/api/v4/profiles", skip=calls))

    batch = sender.send(newcomers(2))

    assert outcomes(batch) == {"unsure": 1, "done": 1}
    assert batch.trouble is Trouble.UNCLEAR
    assert sender.go_on(batch).rows == batch.rows
    world.faults.clear()
    assert sender.go_on(batch).state is State.DONE
    assert written_to(world) == Counter(newcomers(2))


def test_nothing_is_sent_where_nobody_can_be_read(sender: Sender, world: World) -> None:
    world.faults.add(Fault(Kind.BROKEN, method="GET", path="/api/v4/profiles"))

    batch = sender.send(newcomers(2))

    assert batch.state is State.STOPPED
    assert outcomes(batch) == {"pending": 2}
    assert not written_to(world)


def test_without_the_permission_to_read_a_lost_answer_stays_unsure(
    sender: Sender, world: World
) -> None:
    sender.may_read = False
    world.faults.add(Fault(Kind.LOST, method="POST", path=INVITE, times=1))
    world.witness.clear()

    batch = sender.send(newcomers(2))

    assert outcomes(batch) == {"unsure": 1, "done": 1}
    assert sender.go_on(batch).rows == batch.rows
    assert written_to(world) == Counter(newcomers(2))
    assert world.witness.arrivals("/api/v4/profiles") == []


def test_a_double_click_in_two_processes_is_one_batch(
    sender: Sender, new_sender: NewSender, world: World
) -> None:
    tabs = [sender, *(new_sender(like=sender) for _ in range(3))]

    with ThreadPoolExecutor(len(tabs)) as pool:
        list(pool.map(lambda tab: tab.begin(newcomers(20), "one form"), tabs))

    assert sender.end_of("one form").state is State.DONE
    assert written_to(world) == Counter(newcomers(20))


def test_a_form_that_is_sent_again_later_does_nothing(sender: Sender, world: World) -> None:
    first = sender.send(newcomers(2), "one form")

    assert sender.send(newcomers(5), "one form") == first
    assert written_to(world) == Counter(newcomers(2))


@pytest.mark.parametrize("other", ["Rosalind Achebe", "Mateus Lindgren"])
def test_two_browsers_with_the_same_people_write_once(
    sender: Sender, new_sender: NewSender, world: World, other: str
) -> None:
    browsers = [sender, new_sender(other), new_sender()]

    with ThreadPoolExecutor(len(browsers)) as pool:
        batches = list(pool.map(lambda each: each.send(newcomers(30)), browsers))

    assert written_to(world) == Counter(newcomers(30))
    assert {batch.state for batch in batches} == {State.DONE}
    assert sum(batch.counts[Outcome.DONE] for batch in batches) == 30


def test_a_long_wait_is_told_and_nothing_is_sent_meanwhile(sender: Sender, world: World) -> None:
    world.faults.add(Fault(Kind.TOO_MANY, method="POST", path=INVITE, skip=2, retry_after=3000))

    batch = sender.send(newcomers(4))

    assert (batch.trouble, outcomes(batch)) == (Trouble.BUSY, {"done": 2, "pending": 2})
    assert batch.again_at is not None
    assert batch.again_at > batch.at + 2900


def test_a_short_wait_is_waited_for(sender: Sender, world: World) -> None:
    world.faults.add(Fault(Kind.TOO_MANY, method="POST", path=INVITE, retry_after=30, times=1))

    assert sender.send(newcomers(2)).state is State.DONE
    assert sender.paused == [30]


def test_a_refusal_is_told_and_the_others_are_written_to(sender: Sender, world: World) -> None:
    bad = f"{'a' * 250}@people.test"  # longer than the platform takes

    batch = sender.send([bad, *newcomers(1)])

    assert outcomes(batch) == {"refused": 1, "done": 1}
    assert batch.rows[0].said is not None
    assert "invalid email" in batch.rows[0].said
    assert batch.state is State.DONE
