"""What is built once per process and handed down."""

from contextlib import suppress
from dataclasses import dataclass

from flask import current_app
from redis import Redis
from redis.exceptions import RedisError

from webapp.account_settings import AccountDrafts
from webapp.aliases import AliasWork
from webapp.api import Listener, PlatformApi
from webapp.api.token_source import PersonTokens
from webapp.auth.attempts import Attempts
from webapp.auth.bounded_http import BoundedPools
from webapp.auth.browser_session import BrowserSession
from webapp.auth.discovery import Discovery
from webapp.auth.flow import SignInFlow
from webapp.auth.keeper_watch import KeeperWatch
from webapp.auth.open_sessions import OpenSessions
from webapp.auth.sealed_values import SealedValues
from webapp.auth.sealing import Sealer
from webapp.auth.sign_out import leaving, sign_out
from webapp.auth.signed_in import SignedIn
from webapp.auth.token_endpoint import TokenEndpoint
from webapp.auth.token_keeper import TokenKeeper
from webapp.auth.token_store import TokenStore
from webapp.background import Drafts
from webapp.background.kept_action import MOST_KEPT as MOST_KEPT_ACTIONS
from webapp.background.kept_action import KeptAction
from webapp.batches.batches import MOST_AT_ONCE as MOST_BATCHES
from webapp.debriefs import Debriefs
from webapp.debriefs.store import DebriefStore
from webapp.debriefs.writing import MOST_AT_ONCE as MOST_DEBRIEFS
from webapp.inviting import Inviting
from webapp.outbound import Outbound
from webapp.own_log import OwnLog
from webapp.pending_invites import MOST_LINKS, Acts, ShareLink
from webapp.people.details import MOST_EDITS, Edit
from webapp.rates import Rates
from webapp.redis_connection import Eviction, connect
from webapp.revoking import Revoking
from webapp.saved_views.store import SavedViews
from webapp.security_log import SecurityLog
from webapp.settings import Settings
from webapp.tagging import Tagging
from webapp.tagging.tagging import MOST_AT_ONCE as MOST_CHANGES

MOST_BEHIND = MOST_DEBRIEFS + MOST_CHANGES + 2 * MOST_BATCHES
"""Calls to the API that work behind the requests of one process has under way."""


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
    saved_views: SavedViews
    account_drafts: AccountDrafts
    rates: Rates
    security: SecurityLog

    def keeper(self, token_key: str, watch: KeeperWatch | None = None) -> TokenKeeper:
        """The keeper of one connection's tokens, and who hears of what becomes of them."""
        return TokenKeeper(token_key, self.tokens, self.endpoint, watch)

    def end_sign_in(self, person: SignedIn, session: BrowserSession) -> None:
        """Sign a browser out: its session first, then what was about to go on for it, then every
        connection. Raises RedisError where nothing has ended yet, and never afterwards.
        """
        ending = leaving(self.tokens, [known.token_key for known in person.connections])
        session.end(forget_cookie=True)
        with suppress(RedisError):
            self.open_sessions.end_what_follows(person)
        sign_out(self.tokens, self.endpoint, ending)

    def platform(
        self, tokens: PersonTokens, listener: Listener, *, is_patient: bool = False
    ) -> PlatformApi:
        """The platform's API, as whoever these tokens speak for; `listener` keeps what was done."""
        return self.outbound.platform(tokens, listener, is_patient=is_patient)


def build_services(settings: Settings) -> Services:
    """Build everything; opens no connection yet."""
    idle, most = settings.session_idle_seconds, settings.session_max_seconds
    redis = connect(settings.redis_url)
    sealer = Sealer(settings.secret_keys)
    discovery = Discovery(settings.profile_api_url, BoundedPools())
    endpoint = TokenEndpoint(settings, discovery)
    attempts = Attempts(redis, sealer, cookie_prefix(settings))
    sessions = SealedValues(redis, sealer, "session")
    tokens = TokenStore(redis, sealer, most)
    return Services(
        settings=settings,
        redis=redis,
        eviction=Eviction(redis),
        outbound=Outbound(settings, endpoint, settings.threads + MOST_BEHIND),
        sessions=sessions,
        tokens=tokens,
        endpoint=endpoint,
        flow=SignInFlow(discovery, attempts, endpoint),
        open_sessions=OpenSessions(
            redis, sealer, sessions, tokens, idle_seconds=idle, max_seconds=most
        ),
        debriefs=Debriefs(DebriefStore(redis, sealer)),
        tagging=Tagging(redis, sealer),
        kept_actions=Drafts(redis, sealer, "action", KeptAction, MOST_KEPT_ACTIONS),
        aliases=AliasWork(redis, sealer),
        inviting=Inviting(redis, sealer),
        revoking=Revoking(redis, sealer),
        edits=Drafts(redis, sealer, "edit", Edit, MOST_EDITS),
        own_log=OwnLog(redis, sealer),
        invite_acts=Acts(redis, sealer),
        share_links=Drafts(redis, sealer, "share-link", ShareLink, MOST_LINKS),
        saved_views=SavedViews(redis, sealer, most),
        account_drafts=AccountDrafts(redis, sealer),
        rates=Rates(redis, settings.secret_keys[0]),
        security=SecurityLog(settings.secret_keys[0]),
    )


def services() -> Services:
    """The parts that this process was built with."""
    built: Services = current_app.extensions["services"]
    return built


def cookie_prefix(settings: Settings) -> str:
    """`__Host-` binds a cookie to this very host over https; browsers refuse it without."""
    return "__Host-dashboard-" if settings.secure else "dashboard-"
