"""Changes of the account that this request may make, and what is kept of them."""

from flask import request

from webapp.account_settings import (
    AccountChange,
    LogoDraft,
    NoSuchDraft,
    Outcome,
    Picture,
    Wish,
    fingerprint,
    replace_logo,
    set_preferences,
)
from webapp.account_settings.drafts import DRAFT_SECONDS
from webapp.current.call import at_most, platform, work_owner
from webapp.current.security import note
from webapp.security_log import Event
from webapp.services import services

_NOTHING_SENT = (Outcome.ALREADY, Outcome.MEANWHILE)


def have_preferences_set(wish: Wish) -> str:
    """Set preferences; returns the id of what to tell of it. Raises ApiError where nothing was
    done. Needs `account:write`, and `account:read` for the readings.
    """
    return _kept(set_preferences(platform().account, wish))


def have_logo_replaced(wished: bytes | None, drawn: str) -> tuple[Outcome, str]:
    """Replace the logo with the fingerprint `drawn`, or remove it (None); returns how that
    ended, and the id of what to tell of it. Raises and needs as above.
    """
    after = fingerprint(wished)
    replaced = replace_logo(
        platform().logo, wished, drawn, lambda before: _keep_former(before, after)
    )
    change = AccountChange(
        outcome=replaced.outcome,
        said=replaced.said,
        is_logo=True,
        is_removal=wished is None,
        former=_former(after),
        now=replaced.now,
    )
    return replaced.outcome, _kept(change)


def keep_logo(picture: Picture) -> str:
    """Keep a picture that is not the logo yet; returns its id."""
    draft = LogoDraft(picture.content, picture.size, picture.was, picture.is_first_of_many)
    return services().account_drafts.logos.keep(work_owner(), draft, at_most(DRAFT_SECONDS))


def logo_draft(draft_id: str) -> LogoDraft:
    """A picture that was kept. Raises NoSuchDraft."""
    return _found(services().account_drafts.logos.read(work_owner(), draft_id))


def former_logo(draft_id: str) -> LogoDraft:
    """A logo that was replaced in this session. Raises NoSuchDraft."""
    return _found(services().account_drafts.former.read(work_owner(), draft_id))


def asked_account_change() -> AccountChange | None:
    """The change that this page is to tell of (`change` in its query string), as far as known."""
    named = request.args.get("change", "")
    return services().account_drafts.changes.read(work_owner(), named) if named else None


def _found(draft: LogoDraft | None) -> LogoDraft:
    if draft is None:
        raise NoSuchDraft
    return draft


def _keep_former(logo: bytes, replaced_by: str) -> None:
    draft = LogoDraft(logo, replaced_by=replaced_by)
    services().account_drafts.former.keep(work_owner(), draft, at_most(DRAFT_SECONDS))


def _former(replaced_by: str) -> str:
    """The logo that gave way to this one, also where the same was sent twice; "" where none is."""
    known = services().account_drafts.former.every(work_owner())
    return next((name for name, draft in known if draft.replaced_by == replaced_by), "")


def _kept(change: AccountChange) -> str:
    if change.outcome not in _NOTHING_SENT:
        note(Event.ACCOUNT_CHANGE)
    return services().account_drafts.changes.keep(work_owner(), change, at_most(DRAFT_SECONDS))
