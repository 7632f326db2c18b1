"""The tags of those who were invited: given by the engine of tags, once for each outcome."""

from contextlib import suppress
from dataclasses import dataclass

from webapp.api.tags import TagsApi
from webapp.background.owner import Owner
from webapp.batches import Batch, Outcome, State
from webapp.inviting.invitee import Invitee
from webapp.rates import TooOften
from webapp.tagging import Change, Membership, NoSuchChange, Tagging
from webapp.tagging.wishes import change_id


def memberships(batch: Batch[Invitee]) -> list[Membership]:
    """One for each tag that was chosen, with those who are new by this batch and told by an id."""
    tags = {tag.id: tag for row in batch.rows for tag in row.wish.tags}
    new = [row for row in batch.rows if row.outcome is Outcome.DONE and row.made]
    people = tuple(dict.fromkeys(row.made for row in new if row.made))
    return [Membership(tag.id, tag.label, add=people) for tag in tags.values() if people]


@dataclass(frozen=True)
class Giving:
    """For one connection. `tags` must last longer than the request; None where nothing is allowed
    of them.
    """

    tagging: Tagging
    owner: Owner
    tags: TagsApi | None
    seconds: int

    def after(self, ended: Batch[Invitee]) -> None:
        """Have them given when all are through; what stopped may bring more people."""
        if ended.state is State.DONE:
            self.give(ended)

    def give(self, batch: Batch[Invitee]) -> None:
        """Have the tags given. What cannot be begun just now is shown so, and can be asked for."""
        if self.tags is None:
            return
        for wish in memberships(batch):
            with suppress(TooOften):
                self.tagging.begin(self.owner, _form(batch), wish, self.tags, self.seconds)

    def changes(self, batch: Batch[Invitee]) -> list[tuple[Membership, Change | None]]:
        """How each of them stands; None for what was not begun."""
        return [(wish, self._change(batch, wish)) for wish in memberships(batch)]

    def _change(self, batch: Batch[Invitee], wish: Membership) -> Change | None:
        try:
            return self.tagging.look(self.owner, change_id(_form(batch), wish))
        except NoSuchChange:
            return None


def _form(batch: Batch[Invitee]) -> str:
    return f"invites {batch.id}"
