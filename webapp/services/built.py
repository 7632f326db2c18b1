"""The parts themselves, and what takes more than one of them."""

from contextlib import suppress
from dataclasses import dataclass

from redis import Redis
from redis.exceptions import RedisError

from webapp.account_settings import AccountDrafts
from webapp.aliases import AliasWork
from webapp.api import Listener, PlatformApi
from webapp.api.token_source import PersonTokens
from webapp.api.transport import Noted
from webapp.auth.browser_session import BrowserSession
from webapp.auth.flow import SignInFlow
from webapp.auth.keeper_watch import KeeperWatch
from webapp.auth.open_sessions import OpenSessions
from webapp.auth.sealed_values import SealedValues
from webapp.auth.sign_out import leaving, sign_out
from webapp.auth.signed_in import SignedIn
from webapp.auth.token_endpoint import TokenEndpoint
from webapp.auth.token_keeper import TokenKeeper
from webapp.auth.token_set import TokenSet
from webapp.auth.token_store import TokenStore
from webapp.background import Drafts
from webapp.background.kept_action import KeptAction
from webapp.background.owner import Owner
from webapp.debriefs import Debriefs
from webapp.inviting import Inviting
from webapp.memory import NOTHING, Memories, Memory
from webapp.outbound import Outbound
from webapp.own_log import OwnLog
from webapp.pending_invites import Acts, ShareLink
from webapp.people.details import Edit
from webapp.rates import Rates
from webapp.redis_connection import Eviction
from webapp.revoking import Revoking
from webapp.saved_views.store import SavedViews
from webapp.security_log import SecurityLog
from webapp.service_calls.standing import Standing
from webapp.settings import Settings
from webapp.snapshots import Snapshots
from webapp.tagging import Tagging


@dataclass(frozen=True)
class Services:
    """The dashboard's parts below the pages; safe to share between threads."""

    settings: Settings
    redis: Redis
    eviction: Eviction
    outbound: Outbound
    sessions: SealedValues
    tokens: TokenStore
    endpoint: TokenEndpoint
    flow: SignInFlow
    open_sessions: OpenSessions
    debriefs: Debriefs
    tagging: Tagging
    kept_actions: Drafts[KeptAction]
    aliases: AliasWork
    inviting: Inviting
    revoking: Revoking
    edits: Drafts[Edit]
    own_log: OwnLog
    invite_acts: Acts
    share_links: Drafts[ShareLink]
    snapshots: Snapshots
    saved_views: SavedViews
    account_drafts: AccountDrafts
    memories: Memories
    rates: Rates
    security: SecurityLog
    standing: Standing

    def keeper(
        self,
        token_key: str,
        watch: KeeperWatch | None = None,
        just_stored: TokenSet | None = None,
    ) -> TokenKeeper:
        """The keeper of one connection's tokens, and who hears of what becomes of them."""
        return TokenKeeper(token_key, self.tokens, self.endpoint, watch, just_stored=just_stored)

    def end_sign_in(self, person: SignedIn, session: BrowserSession) -> None:
        """Sign a browser out: its session first, then what was about to go on for it, then every
        connection. Raises RedisError where nothing has ended yet, and never afterwards.
        """
        ending = leaving(self.tokens, [known.token_key for known in person.connections])
        session.end(forget_cookie=True)
        for known in person.connections:
            self.memories.forget(known.id)
        with suppress(RedisError):
            self.open_sessions.end_what_follows(person)
        sign_out(self.tokens, self.endpoint, ending)

    def set_aside(self, person: SignedIn) -> None:
        """Nothing that was read of people stays for the connections that are not in use. Never
        fails for it: what stays lapses.
        """
        for known in person.connections:
            if known.id != person.active:
                self.memories.forget(known.id)
                with suppress(RedisError):
                    self.snapshots.forget(Owner.of(known))

    def platform(
        self,
        tokens: PersonTokens,
        listener: Listener,
        *,
        is_patient: bool = False,
        memory: Memory = NOTHING,
        noted: Noted | None = None,
    ) -> PlatformApi:
        """The platform's API, as whoever these tokens speak for; see `Outbound.platform`."""
        return self.outbound.platform(
            tokens, listener, is_patient=is_patient, memory=memory, noted=noted
        )
