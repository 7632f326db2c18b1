"""One export from its beginning, or from where it was broken off, to its file."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar

from webapp.api import Forbidden, NotFound, NotOffered, PlatformApi
from webapp.api.account import Account
from webapp.api.profiles import Profile
from webapp.auth.sealing import Sealer
from webapp.auth.service_dialects import PROFILE_V4
from webapp.auth.service_endpoint import ServiceEndpoint
from webapp.people.ordering import by_label
from webapp.redis_connection import connect
from webapp.roster_export.errors import Refused
from webapp.roster_export.patience import Patience
from webapp.roster_export.progress import Progress
from webapp.roster_export.spool import Spool
from webapp.roster_export.spooling import spooled
from webapp.roster_export.state import Walk
from webapp.roster_export.target import Target
from webapp.roster_export.walking import walk
from webapp.roster_export.writing import FORMATS, Told
from webapp.security_log import Event, Form, SecurityLog
from webapp.service_calls.calls import ServiceCalls
from webapp.settings import ServiceClient, Settings

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wish:
    """What was typed; `patience` is in seconds."""

    target: Target
    kind: str
    patience: float
    is_fresh: bool
    once: bool


def carried_out(settings: Settings, wish: Wish, progress: Progress) -> None:
    """Write the file. Raises an ExportError; what was read so far is kept then, unless it is of no
    use.
    """
    client = settings.services.profile_v4
    if client is None:
        raise Refused("No client: set PROFILE_M2M_CLIENT_ID and PROFILE_M2M_CLIENT_SECRET.")
    with connect(settings.redis_url) as redis, spooled(wish.target.spool) as spool:
        calls = ServiceCalls(settings, redis, Sealer(settings.secret_keys), ServiceEndpoint())
        tokens = calls.source(PROFILE_V4.key)
        assert tokens is not None  # noqa: S101 # there is a client
        platform = PlatformApi(calls.transport(tokens))
        patience = Patience(wish.patience, tokens.service, progress.say)
        begun = spool.begin(_whose(client), afresh=wish.is_fresh, once=wish.once)
        if begun.page > 1 or begun.number > 1:
            progress.say(f"Going on at page {begun.page} of reading {begun.number}.")

        def read(limit: int, page: int) -> Sequence[Profile]:
            return patience.asked(partial(platform.profiles.page, limit, page))

        over = walk(read, spool, begun, progress.noted, once=wish.once)
        account, told = _told(over, platform, patience, spool)
        count = spool.count(over.number)
        _noted(settings, client, account, Form(wish.kind), count)
        with wish.target.opened() as file:
            FORMATS[wish.kind](spool, over, told, file)
        progress.over(count, wish.target.said)
        spool.remove()


def _noted(
    settings: Settings, client: ServiceClient, account: Account | None, form: Form, count: int
) -> None:
    """In the security log, before anybody's data leave: of a stream some may, though it breaks."""
    SecurityLog(settings.secret_keys[0]).record(
        Event.EXPORT,
        client=client.client_id,
        account=account.id if account else None,
        form=form,
        count=count,
    )


def _told(
    over: Walk, platform: PlatformApi, patience: Patience, spool: Spool
) -> tuple[Account | None, Told]:
    """Whose people these are, and what stands beside them; what the service may not read is left
    out.
    """
    as_of = datetime.fromtimestamp(over.read_at, UTC).replace(microsecond=0)
    account = patience.asked(partial(_if_allowed, platform.account.read))
    tags = patience.asked(partial(_if_allowed, platform.tags.every))
    spool.tag(
        (profile_id, place, tag.label)
        for place, tag in enumerate(by_label(tags or ()))
        for profile_id in dict.fromkeys(tag.profiles)
    )
    return account, Told(as_of, account.name if account else None, with_tags=tags is not None)


def _if_allowed(read: Callable[[], T]) -> T | None:
    try:
        return read()
    except (Forbidden, NotFound, NotOffered):
        return None


def _whose(client: ServiceClient) -> str:
    said = f"{client.api_url}\n{client.client_id}"
    return hashlib.sha256(said.encode()).hexdigest()
