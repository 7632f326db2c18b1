"""What changed in a group, held to plain arithmetic of sets; and what counts as another result."""

from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.invented_teams import people
from webapp.api.focus import Domain, FocusSent
from webapp.api.profiles import Profile
from webapp.api.scores import Disc
from webapp.people.changes import Changes, changes
from webapp.people.fingerprint import MOST_FOLLOWED, digest, fingerprint, seal_of

LATER = datetime(2026, 3, 3, tzinfo=UTC)
RAW = b'{"score":54,"level":"baseline","facets":{"a":{"score":1},"b":{"score":2}}}'


def told(before: list[Profile], after: list[Profile]) -> Changes:
    taken, now = fingerprint(before), fingerprint(after)
    assert taken is not None
    assert now is not None
    return changes(taken, now, after)


def assessed_again(profile: Profile) -> Profile:
    return msgspec.structs.replace(profile, disc=Disc(style="D", d=101.5))


def renamed(profile: Profile) -> Profile:
    return msgspec.structs.replace(profile, first_name="New", email=None, updated_at=LATER)


@dataclass
class Turn:
    """A team before and after, and what of it is an assessment."""

    before: list[Profile]
    after: list[Profile]
    again: set[str]


@st.composite
def turns(draw: st.DrawFn) -> Turn:
    everybody = draw(people())
    ids = st.sets(st.sampled_from([p.id for p in everybody])) if everybody else st.just(set())
    was, then, again, new_name = (draw(ids) for _ in range(4))
    after = [renamed(p) if p.id in new_name else p for p in everybody if p.id in then]
    after = [assessed_again(p) if p.id in again else p for p in after]
    return Turn([p for p in everybody if p.id in was], draw(st.permutations(after)), again)


@given(turns())
def test_changes_are_those_of_a_plain_count(turn: Turn) -> None:
    was, now = {p.id for p in turn.before}, {p.id for p in turn.after}

    shown = told(turn.before, turn.after)

    assert [p.id for p in shown.joined] == [p.id for p in turn.after if p.id not in was]
    others = was & now & turn.again
    assert [p.id for p in shown.reassessed] == [p.id for p in turn.after if p.id in others]
    assert shown.left == len(was - now)
    assert (fingerprint(turn.before) == fingerprint(turn.after)) is not bool(shown.words)


@pytest.mark.parametrize("count", [0, 1, 3, 1000])
def test_a_group_of_any_size_is_followed(count: int) -> None:
    group = [Profile(id=str(number), disc=Disc(d=number)) for number in range(count)]

    assert told(group, group) == Changes()
    assert told([], group).joined == tuple(group)
    assert told(group, []).left == count
    assert len(told(group, [assessed_again(p) for p in group]).reassessed) == count


def test_of_too_many_no_fingerprint_is_taken() -> None:
    group = [Profile(id=str(number)) for number in range(MOST_FOLLOWED + 1)]

    assert fingerprint(group) is None
    assert len(fingerprint(group[1:]) or ()) == MOST_FOLLOWED


def test_changes_are_said_in_words() -> None:
    ana = Profile(id="1")

    assert Changes().words == ""
    assert Changes(joined=(ana,) * 2, reassessed=(ana,), left=1).words == (
        "2 joined, 1 re-assessed, 1 left"
    )
    assert Changes(left=1200).words == "1,200 left"


def with_focus(**domains: bytes) -> Profile:
    return Profile(id="1", focus=FocusSent({k: msgspec.Raw(v) for k, v in domains.items()}))


def test_focus_is_compared_without_being_read() -> None:
    assert digest(with_focus(drive=b'{"score": "no number"}')) != digest(with_focus(drive=RAW))


def test_white_space_and_the_order_of_domains_are_no_other_result() -> None:
    spaced = RAW.replace(b":", b" : ").replace(b",", b",\n\t")

    first, second = with_focus(drive=RAW, calm=b"{}"), with_focus(calm=b"{ }", drive=spaced)

    assert digest(first) == digest(second)


OTHERS: dict[str, Profile] = {
    "another score": with_focus(drive=RAW.replace(b"54", b"55")),
    "facets that changed places": with_focus(
        drive=RAW.replace(b'"a"', b'"x"').replace(b'"b"', b'"a"').replace(b'"x"', b'"b"')
    ),
    "another domain": with_focus(calm=RAW),
    "one domain more": with_focus(drive=RAW, calm=RAW),
    "none": Profile(id="1"),
    "a Core value": Profile(id="1", focus=with_focus(drive=RAW).focus, core=("wisdom",)),
    "a DISC score": Profile(id="1", focus=with_focus(drive=RAW).focus, disc=Disc(d=0)),
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_any_other_result_is_another_digest(other: Profile) -> None:
    assert digest(other) != digest(with_focus(drive=RAW))


def test_focus_that_was_read_is_digested_too() -> None:
    read = Profile(id="1", focus=(Domain(key="drive", score=54),))

    assert digest(read) == digest(msgspec.structs.replace(read, first_name="Ana"))
    assert digest(read) != digest(msgspec.structs.replace(read, focus=None))


@given(people(), people())
def test_two_groups_have_one_seal_only_where_they_are_the_same(
    one: list[Profile], other: list[Profile]
) -> None:
    first, second = fingerprint(one) or {}, fingerprint(other) or {}

    assert (seal_of(first) == seal_of(second)) == (first == second)
    assert seal_of(first) == seal_of(dict(reversed(first.items())))


def test_a_fingerprint_says_neither_who_nor_what() -> None:
    group = [Profile(id="66a1f0c2b7d8e9001c3a4b5d", first_name="Ana", core=("wisdom",))]

    kept = msgspec.msgpack.encode(fingerprint(group))

    assert len(kept) < 24
    assert not [word for word in (b"66a1f0", b"Ana", b"wisdom") if word in kept]
