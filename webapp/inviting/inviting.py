"""Drafts of invites, and the batches that they become: one each."""

import time
from collections.abc import Callable

from redis import Redis

from webapp.auth.sealing import Sealer
from webapp.background import Drafts
from webapp.background.owner import Owner
from webapp.batches import Batch, Batches, Outcome
from webapp.inviting.draft import Draft
from webapp.inviting.invitee import Invitee

NAME = "invites"
MOST_DRAFTS = 5
"""Drafts that are kept of one connection."""


class NoSuchInvites(Exception):
    """It is not this session's, or is kept no more."""


class Inviting:
    """One per process. Every method raises RedisError as it is."""

    def __init__(
        self,
        redis: Redis,
        sealer: Sealer,
        pause: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.drafts = Drafts(redis, sealer, f"{NAME} draft", Draft, MOST_DRAFTS)
        self.batches = Batches(redis, sealer, NAME, Batch[Invitee], pause, clock)

    def draft(self, owner: Owner, draft_id: str) -> Draft:
        """Raises NoSuchInvites."""
        draft = self.drafts.read(owner, draft_id)
        if draft is None:
            raise NoSuchInvites(draft_id)
        return draft

    def earlier(self, owner: Owner, but: str) -> dict[str, str]:
        """By what those are reached who were, or may have been, written to in this session, the
        batch that did so; that of one draft does not count.
        """
        sent = (Outcome.DONE, Outcome.UNSURE)
        return {
            row.wish.key: batch.id
            for batch in reversed(self.batches.every(owner))
            if batch.id != but
            for row in batch.rows
            if row.outcome in sent or (batch.is_running and row.outcome is Outcome.PENDING)
        }
