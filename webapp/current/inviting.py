"""Invites as this request may see them, check them, and have them sent."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from webapp.auth.whereabouts import is_shared
from webapp.batches import Batch, NoSuchBatch
from webapp.current.call import PATIENCE, lasting_platform, seconds_left, signed_in, work_owner
from webapp.current.invite_drafts import check_draft, invites_owner, keep_again
from webapp.current.security import note
from webapp.current.team import everyone_later
from webapp.inviting import Draft, Invitee
from webapp.inviting.checking import left_out_text
from webapp.inviting.giving import Giving
from webapp.inviting.trade import InviteTrade
from webapp.rates import INVITES
from webapp.security_log import Event
from webapp.services import services
from webapp.tagging import Told
from webapp.tagging import told as told_change


@dataclass(frozen=True, slots=True)
class Sent:
    """Where a draft went: the batch, and the id of a draft of those lines that were left out and
    can be corrected; "" where there are none.
    """

    batch: str
    left_out: str = ""


def send_invites(draft_id: str, places: Collection[int]) -> Sent | None:
    """Have those of a draft written to who stand at these places, and still are to be; once for
    each draft. None where nobody is left to write to. Needs `profiles:write`. Raises NoSuchInvites,
    and TooOften where nothing was begun.
    """
    inviting, owner = services().inviting, invites_owner()
    if is_sent(draft_id):
        return Sent(draft_id)
    draft = inviting.draft(owner, draft_id)
    found, _, _ = check_draft(draft, draft_id)
    wishes = found.wishes(draft, places)
    if not wishes:
        return None
    count_messages(len(wishes))
    inviting.batches.begin(owner, draft_id, wishes, _trade(), seconds_left(), _giving().after)
    inviting.drafts.forget(owner, draft_id)
    inviting.batches.look(owner, draft_id, PATIENCE)
    left = left_out_text(found.left_out)
    return Sent(draft_id, keep_again(Draft(left, draft.tags)) if left else "")


def is_sent(draft_id: str) -> bool:
    """Whether this draft has become a batch."""
    try:
        invite_batch(draft_id)
    except NoSuchBatch:
        return False
    return True


def go_on_inviting(batch_id: str) -> None:
    """Continue one that stopped. Needs `profiles:write`. Raises NoSuchBatch."""
    stopped = invite_batch(batch_id)
    if stopped.can_go_on:
        batches, owner = services().inviting.batches, invites_owner()
        batches.go_on(owner, stopped, _trade(), seconds_left(), _giving().after)
        batches.look(owner, batch_id, PATIENCE)


def give_tags(batch_id: str) -> None:
    """Have the tags given that were chosen for those who were invited. Needs `tags:manage`. Raises
    NoSuchBatch.
    """
    _giving().give(invite_batch(batch_id))


def invite_batch(batch_id: str) -> Batch[Invitee]:
    """One of this session's batches. Raises NoSuchBatch."""
    return services().inviting.batches.look(invites_owner(), batch_id)


def invite_batches() -> Sequence[Batch[Invitee]]:
    """All of this session that are kept, the newest first."""
    return services().inviting.batches.every(invites_owner())


def tags_given(batch: Batch[Invitee]) -> list[tuple[str, Told | None]]:
    """What came of the tags of a batch, by their labels; None for what was not begun."""
    changes = _giving().changes(batch)
    return [(wish.label, told_change(change) if change else None) for wish, change in changes]


def _trade() -> InviteTrade:
    return InviteTrade(lasting_platform().invites, everyone_later())


def _giving() -> Giving:
    """Without `tags:manage` nothing is asked of the platform."""
    tags = lasting_platform().tags if signed_in().may("tags:manage") else None
    return Giving(services().tagging, work_owner(), tags, seconds_left())


def count_messages(messages: int) -> None:
    """So many messages of this person: within the rate, and in the security log.

    Raises TooOften.
    """
    person = signed_in()
    name = person.connection.person
    who = person.mark if name is None or is_shared(name) else name
    services().rates.check(INVITES, who, messages)
    note(Event.INVITES, messages)
