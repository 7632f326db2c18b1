"""Drafts of invites as this request may see them, and what they are held against."""

from collections.abc import Collection
from datetime import datetime

from webapp.background.owner import Owner
from webapp.current.aliases import own_id_book
from webapp.current.call import at_most, if_read, signed_in, work_owner
from webapp.current.people import tags_if_granted
from webapp.current.team import everyone_if_read, people_as_of
from webapp.inviting import Check, Checked, Draft, GivenTag, Known, checked
from webapp.services import services

DRAFT_SECONDS = 3600
"""How long what was typed is kept."""


def keep_draft(text: str, tag_ids: Collection[str]) -> str:
    """Keep what was typed; returns the draft's id. Tags that are none are dropped."""
    tags = [tag for tag in tags_if_granted() or () if tag.id in tag_ids] if tag_ids else ()
    return keep_again(Draft(text, tuple(GivenTag(tag.id, tag.label) for tag in tags)))


def keep_again(draft: Draft) -> str:
    """The same with one that is put together."""
    return services().inviting.drafts.keep(invites_owner(), draft, at_most(DRAFT_SECONDS))


def invite_draft(draft_id: str) -> Draft:
    """What was typed. Raises NoSuchInvites."""
    return services().inviting.draft(invites_owner(), draft_id)


def check_draft(draft: Draft, draft_id: str) -> tuple[Checked, Check, datetime]:
    """Who of a draft would be written to, what it was held against, and when."""
    person, moment = signed_in(), people_as_of()
    people = everyone_if_read() if person.may("profiles:read") else None
    check = Check(
        known=None if people is None else Known(people),
        own_ids=_own_ids() if person.may("account:read") else None,
        earlier=services().inviting.earlier(invites_owner(), but=draft_id),
    )
    return checked(draft.text, check), check, moment


def invites_owner() -> Owner:
    """Whoever does not share the account takes turns with all who do not: it may be one account."""
    return work_owner()._replace(account=signed_in().connection.account_id or "not shared")


def _own_ids() -> Collection[str] | None:
    book = if_read(own_id_book)
    return None if book is None else book.keys()
