"""The API v3 as the person signed in, where pages are made of that."""

from collections.abc import Sequence

from webapp.api.account import Account
from webapp.api.legacy import LegacyApi
from webapp.api.tags import Tag
from webapp.current.account import remember
from webapp.current.call import listener, memory, signed_in, token_source
from webapp.services import services


def account() -> Account:
    """All that it tells; the session learns the name, and what the person is in it."""
    told = _api().account()
    remember(told)
    return told


def tags() -> Sequence[Tag]:
    """Every tag of the account."""
    api, known = _api(), signed_in().connection.account_id
    return api.tags(known or api.account().id)


def _api() -> LegacyApi:
    return services().outbound.legacy(token_source(), listener(), memory())
