"""What several do to one tag at once, drawn; and who did what, told by the platform's audit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from hypothesis import strategies as st
from msgspec.structs import replace

from sandbox.audit import Row as AuditRow
from sandbox.faults import Method
from sandbox.meanwhile import Meanwhile
from tests.support.tagging import API
from webapp.tagging import Membership

ROSTER = range(6)
"""Places of the people, few enough that the wishes meet."""

some = st.frozensets(st.sampled_from(ROSTER))
Set = frozenset[str]


class Wished(NamedTuple):
    """What one browser asks for, by places."""

    add: frozenset[int]
    remove: frozenset[int]


@dataclass(frozen=True)
class Plan:
    """Who has the tag when both forms are drawn, what each asks for, which call of the first is
    held until the second has begun, and what another client does around whose call.
    """

    base: frozenset[int]
    first: Wished
    second: Wished
    held: Method | None
    deeds: tuple[Meanwhile, ...]
    since: tuple[Meanwhile, ...]
    first_undoes_first: bool


@st.composite
def wished(draw: st.DrawFn) -> Wished:
    asked = {place: draw(st.sampled_from(["add", "remove", ""])) for place in ROSTER}
    sides = (
        frozenset(place for place, what in asked.items() if what == side)
        for side in ("add", "remove")
    )
    return Wished(*sides)


sets: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.fixed_dictionaries({"add": some, "remove": some}),
    st.fixed_dictionaries({"profiles": some}),
)
ends: st.SearchStrategy[dict[str, Any]] = st.sampled_from([{"label": "Theirs"}, {"delete": True}])


@st.composite
def deeds(draw: st.DrawFn, at_most: int, *, may_end: bool) -> tuple[Meanwhile, ...]:
    """Each with a colour of its own, by which the audit names it."""
    found = []
    for number in range(draw(st.integers(0, at_most))):
        is_end = may_end and draw(st.integers(0, 5)) == 0
        what = draw(ends if is_end else sets)
        around: dict[str, Any] = {
            "when": draw(st.sampled_from(["before", "after"])),
            "method": draw(st.sampled_from(["GET", "PATCH"])),
            "skip": draw(st.integers(0, 2)),
        }
        found.append(Meanwhile(tag="", path=API, color=colour(number), **around, **what))
    return tuple(found)


plans = st.builds(
    Plan,
    base=some,
    first=wished(),
    second=wished(),
    held=st.sampled_from([None, "GET", "PATCH"]),
    deeds=deeds(3, may_end=True),
    since=deeds(1, may_end=False),
    first_undoes_first=st.booleans(),
)


def colour(number: int) -> str:
    return f"deed {number}"


def of_people(deed: Meanwhile, tag: str, people: Sequence[str]) -> Meanwhile:
    """A drawn deed, done to this tag and these people."""

    def ids(places: Any) -> tuple[str, ...]:
        return tuple(people[place] for place in sorted(places))

    profiles = None if deed.profiles is None else ids(deed.profiles)
    return replace(deed, tag=tag, profiles=profiles, add=ids(deed.add), remove=ids(deed.remove))


def is_unseen(deed: Meanwhile) -> bool:
    """Whether it falls between a reading of ours and the writing that follows: after the platform
    has made the answer to the one, and before it handles the other.
    """
    return (deed.when, deed.method) in {("after", "GET"), ("before", "PATCH")}


class Write(NamedTuple):
    """One writing of all members: by whom (a person; None: another client), the deed's number
    where it was one, who had the tag before and after.
    """

    person: str | None
    deed: int | None
    before: Set
    after: Set

    @property
    def added(self) -> Set:
        return self.after - self.before

    @property
    def removed(self) -> Set:
        return self.before - self.after


def writes(rows: Sequence[AuditRow], base: Set) -> Iterator[Write]:
    """The writings of members that the audit tells of, in their order."""
    now = base
    for place, row in enumerate(rows):
        if row.action != "tag.set_profiles":
            continue
        added, removed = (frozenset(map(str, _people(row, side))) for side in ("added", "removed"))
        after = now - removed | added
        deed = None if row.person else _deed(rows[place + 1])
        yield Write(row.person, deed, now, after)
        now = after


def wanted(wish: Membership) -> tuple[Set, Set]:
    """Whom this wish puts in and takes out, where nobody has changed them since its form was
    drawn: what it shows already is left to others.
    """
    return frozenset(wish.add) - wish.had, frozenset(wish.remove) & wish.had


def _people(row: AuditRow, side: str) -> Sequence[str]:
    named = row.details[side]
    assert isinstance(named, list)
    return named


def _deed(row: AuditRow) -> int:
    """Which deed a foreign writing was: its colour comes right behind it."""
    after = row.details["after"]
    assert isinstance(after, dict)
    return int(after["color"].removeprefix("deed "))
