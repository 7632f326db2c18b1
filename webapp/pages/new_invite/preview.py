"""What a draft would come to, as its page shows it; pure."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from webapp.inviting import Check, Checked, Draft, Entry, Mark, Way
from webapp.inviting.pasted import MOST
from webapp.inviting.told import invites


@dataclass(frozen=True, slots=True)
class Preview:
    """`good` will be written to, `left_out` will not; of these, those `beyond` the most that are
    taken at once are only counted, from a line on. `shown` travels in the form: nobody is written
    to whom it did not show. `is_checked` says that everybody in the account was read, at `moment`;
    `ids_unchecked` that own ids were given and could not be looked up.
    """

    draft: Draft
    good: tuple[Entry, ...]
    left_out: tuple[Entry, ...]
    beyond: int
    beyond_from: int
    by_email: int
    by_sms: int
    shown: str
    is_checked: bool
    ids_unchecked: bool
    moment: datetime

    @property
    def button(self) -> str:
        """What the button says."""
        return f"Send {invites(len(self.good))}"

    @property
    def counts(self) -> Counter[Mark]:
        """How many of each mark are left out."""
        return Counter(entry.mark for entry in self.left_out)


def preview(draft: Draft, checked: Checked, check: Check, moment: datetime) -> Preview:
    """Of what was checked."""
    beyond = [entry for entry in checked.left_out if entry.mark is Mark.BEYOND]
    has_ids = any(entry.pasted.own_id for _, entry in checked.good)
    return Preview(
        draft=draft,
        good=tuple(entry for _, entry in checked.good),
        left_out=tuple(entry for entry in checked.left_out if entry.mark is not Mark.BEYOND),
        beyond=len(beyond),
        beyond_from=beyond[0].pasted.line if beyond else 0,
        by_email=checked.by(Way.EMAIL),
        by_sms=checked.by(Way.SMS),
        shown=" ".join(str(place) for place, _ in checked.good),
        is_checked=check.known is not None,
        ids_unchecked=has_ids and check.own_ids is None,
        moment=moment,
    )


def places(shown: str) -> frozenset[int]:
    """Which places a preview had shown; those that none can have shown are left out."""
    said = set(shown.split())
    return frozenset(place for place in range(MOST) if str(place) in said)
