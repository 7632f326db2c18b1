"""How long what is kept lives, as the settings and the code have it."""

from dataclasses import dataclass

from webapp import memory, rates
from webapp.account_settings import drafts
from webapp.auth import attempts, token_keeper
from webapp.background import pulse
from webapp.batches import batches
from webapp.current import aliases, invite_drafts, invites, tagging
from webapp.responses import forms, kept_form
from webapp.revoking import revoking
from webapp.saved_views import store
from webapp.settings import Settings
from webapp.snapshots import store as snapshots
from webapp.tagging import locks


@dataclass(frozen=True, kw_only=True)
class Lives:
    """How long things live, in seconds: those of the settings, and those of the code."""

    idle: float
    most: float
    attempt: float = attempts.LIFETIME
    renewal: float = token_keeper.LOCK_LIFE
    count: float = max(
        rate.seconds
        for rate in (
            *(rates.REFRESHES, rates.WRITES, rates.WRITES_FROM_ADDRESS),
            *(rates.DEBRIEFS, rates.INVITES, rates.sign_ins(1)),
        )
    )
    form: float = forms.KEPT_SECONDS
    views: float = store.KEPT_SECONDS
    pulse: float = pulse.LIFE
    account: float = drafts.DRAFT_SECONDS
    choice: float = tagging.CHOICE_SECONDS
    action: float = kept_form.ACTION_SECONDS
    link: float = invites.LINK_SECONDS
    turn: float = locks.LIFE
    own_ids: float = aliases.KEPT_SECONDS
    draft: float = invite_drafts.DRAFT_SECONDS
    batch: float = batches.LOCK_LIFE
    revoking: float = revoking.LOCK_LIFE
    people: float = snapshots.IDLE_SECONDS
    memory: float = memory.IDLE_SECONDS + memory.SWEEP_SECONDS

    @classmethod
    def under(cls, settings: Settings) -> "Lives":
        """As this dashboard runs."""
        return cls(idle=settings.session_idle_seconds, most=settings.session_max_seconds)
