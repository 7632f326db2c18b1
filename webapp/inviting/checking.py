"""Who of a pasted text will be written to, and who will not, and why; pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from webapp.aliases import KeyRefused
from webapp.aliases import checked as checked_own_id
from webapp.api.profiles import Profile
from webapp.inviting.draft import Draft
from webapp.inviting.invitee import Invitee
from webapp.inviting.known import Known
from webapp.inviting.pasted import MOST, Pasted, pasted
from webapp.people.reach import Reach, Unusable, Way, reach


class Mark(StrEnum):
    """GOOD will be written to. BAD is no address; TWICE stands on another line; KNOWN is in the
    account; INVITED was written to in this session; then what is wrong with the own id; BEYOND is
    one too many.
    """

    GOOD = "good"
    BAD = "bad"
    TWICE = "twice"
    KNOWN = "known"
    INVITED = "invited"
    OWN_ID_BAD = "own id bad"
    OWN_ID_USED = "own id used"
    OWN_ID_TWICE = "own id twice"
    BEYOND = "beyond"


@dataclass(frozen=True, slots=True)
class Entry:
    """One of those pasted. Where it is not GOOD: `why` and `advice` of what is BAD, `advice` of an
    own id that is, the `other` line of what is there twice, the `person` who is KNOWN, the `batch`
    by which they were INVITED.
    """

    pasted: Pasted
    mark: Mark
    reach: Reach | None = None
    why: str = ""
    advice: str = ""
    other: int = 0
    person: Profile | None = None
    batch: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """What the text is held against: everybody in the account, all own ids (None: may not be, or
    could not be read), and the batches of this session by the keys of those they wrote to.
    """

    known: Known | None = None
    own_ids: Collection[str] | None = None
    earlier: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Checked:
    """Everybody pasted, in order."""

    entries: tuple[Entry, ...]

    @property
    def good(self) -> list[tuple[int, Entry]]:
        """Who will be written to, each with their place, from 0."""
        return [each for each in enumerate(self.entries) if each[1].mark is Mark.GOOD]

    @property
    def left_out(self) -> list[Entry]:
        """Who will not."""
        return [entry for entry in self.entries if entry.mark is not Mark.GOOD]

    def by(self, way: Way) -> int:
        """How many messages go out so."""
        return sum(entry.reach is not None and entry.reach.way == way for _, entry in self.good)

    def wishes(self, draft: Draft, places: Collection[int]) -> list[Invitee]:
        """Those of these places who will be written to."""
        return [
            Invitee(entry.reach.to, entry.reach.way, entry.pasted.own_id, draft.tags)
            for place, entry in self.good
            if place in places and entry.reach is not None
        ]


def checked(text: str, check: Check) -> Checked:
    """Everybody of a text, each once at most."""
    lines: dict[str, int] = {}
    own_ids: dict[str, int] = {}
    entries = []
    for place, person in enumerate(pasted(text)):
        entry = _marked(person, check, lines, own_ids) if place < MOST else _beyond(person)
        if entry.reach is not None:
            lines.setdefault(entry.reach.key, person.line)
        if entry.mark is Mark.GOOD and person.own_id:
            own_ids[person.own_id] = person.line
        entries.append(entry)
    return Checked(tuple(entries))


def left_out_text(entries: Sequence[Entry]) -> str:
    """Those who were left out and can be corrected, as they were typed, one a line."""
    correctable = (Mark.BAD, Mark.OWN_ID_BAD, Mark.OWN_ID_USED, Mark.OWN_ID_TWICE, Mark.BEYOND)
    lines = [entry.pasted for entry in entries if entry.mark in correctable]
    return "\n".join(", ".join(filter(None, (each.typed, each.own_id))) for each in lines)


def _marked(
    person: Pasted, check: Check, lines: Mapping[str, int], own_ids: Mapping[str, int]
) -> Entry:
    found = reach(person.typed)
    if isinstance(found, Unusable):
        return Entry(person, Mark.BAD, why=found.why, advice=found.advice)
    entry = Entry(person, Mark.GOOD, found)
    if found.key in lines:
        return replace(entry, mark=Mark.TWICE, other=lines[found.key])
    if check.known is not None and (somebody := check.known.by(found.key)):
        return replace(entry, mark=Mark.KNOWN, person=somebody)
    if found.key in check.earlier:
        return replace(entry, mark=Mark.INVITED, batch=check.earlier[found.key])
    return _with_own_id(entry, check, own_ids)


def _with_own_id(entry: Entry, check: Check, own_ids: Mapping[str, int]) -> Entry:
    own_id = entry.pasted.own_id
    try:
        own_id = own_id and checked_own_id(own_id)
    except KeyRefused as refused:
        return replace(entry, mark=Mark.OWN_ID_BAD, advice=refused.advice)
    if own_id in own_ids:
        return replace(entry, mark=Mark.OWN_ID_TWICE, other=own_ids[own_id])
    if own_id and check.own_ids is not None and own_id in check.own_ids:
        return replace(entry, mark=Mark.OWN_ID_USED)
    return entry


def _beyond(person: Pasted) -> Entry:
    return Entry(person, Mark.BEYOND)
