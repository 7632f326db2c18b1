"""Builds every part from the settings, and hands each what it needs."""

from webapp.account_settings import AccountDrafts
from webapp.aliases import AliasWork
from webapp.auth.attempts import Attempts
from webapp.auth.discovery import Discovery
from webapp.auth.flow import SignInFlow
from webapp.auth.open_sessions import OpenSessions
from webapp.auth.sealed_values import SealedValues
from webapp.auth.sealing import Sealer
from webapp.auth.token_endpoint import TokenEndpoint
from webapp.auth.token_store import TokenStore
from webapp.background import Drafts
from webapp.background.kept_action import MOST_KEPT as MOST_KEPT_ACTIONS
from webapp.background.kept_action import KeptAction
from webapp.batches.batches import MOST_AT_ONCE as MOST_BATCHES
from webapp.bounded_http import Hosts
from webapp.debriefs import Debriefs
from webapp.debriefs.store import DebriefStore
from webapp.debriefs.writing import MOST_AT_ONCE as MOST_DEBRIEFS
from webapp.inviting import Inviting
from webapp.memory import Memories
from webapp.outbound import Outbound
from webapp.own_log import OwnLog
from webapp.pending_invites import MOST_LINKS, Acts, ShareLink
from webapp.people.details import MOST_EDITS, Edit
from webapp.rates import Rates
from webapp.redis_connection import Eviction, connect
from webapp.revoking import Revoking
from webapp.saved_views.store import SavedViews
from webapp.security_log import SecurityLog
from webapp.service_calls.standing import Standing
from webapp.services.built import Services
from webapp.settings import Settings
from webapp.snapshots import Snapshots
from webapp.tagging import Tagging
from webapp.tagging.tagging import MOST_AT_ONCE as MOST_CHANGES

MOST_BEHIND = MOST_DEBRIEFS + MOST_CHANGES + 2 * MOST_BATCHES
"""Calls to the API that work behind the requests of one process has under way."""


def build_services(settings: Settings) -> Services:
    """Build everything; opens no connection yet."""
    idle, most = settings.session_idle_seconds, settings.session_max_seconds
    redis = connect(settings.redis_url)
    sealer = Sealer(settings.secret_keys)
    discovery = Discovery(settings.profile_api_url, Hosts())
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
        snapshots=Snapshots(redis, sealer, most),
        saved_views=SavedViews(redis, sealer, most),
        account_drafts=AccountDrafts(redis, sealer),
        memories=Memories(settings.memory_bytes),
        rates=Rates(redis, settings.secret_keys[0]),
        security=SecurityLog(settings.secret_keys[0]),
        standing=Standing(settings, redis, sealer),
    )


def cookie_prefix(settings: Settings) -> str:
    """`__Host-` binds a cookie to this very host over https; browsers refuse it without. Of v3 they
    have other names: what was granted for one API is never used at the other.
    """
    name = "dashboard-v3-" if settings.legacy_url else "dashboard-"
    return f"__Host-{name}" if settings.secure else name
