"""Whose call this is, whom it may see, and what they have kept: all of one request."""

from webapp.current.account import account
from webapp.current.account_changes import (
    asked_account_change,
    former_logo,
    have_logo_replaced,
    have_preferences_set,
    keep_logo,
    logo_draft,
)
from webapp.current.call import platform, signed_in, whereabouts, write_down
from webapp.current.connections import go_on_as, leave
from webapp.current.debriefs import debrief, have_debrief_written, look_for_debrief
from webapp.current.details import asked_edit, forget_person, keep_edit
from webapp.current.grants import Grants, Source, grants_api, is_this_dashboard, read_grants
from webapp.current.invite_drafts import check_draft, invite_draft, keep_draft
from webapp.current.invites import (
    have_cancelled,
    have_resent,
    keep_link,
    kept_link,
    latest_resend,
    own_ids,
    told_act,
)
from webapp.current.inviting import (
    give_tags,
    go_on_inviting,
    invite_batch,
    invite_batches,
    is_sent,
    send_invites,
    tags_given,
)
from webapp.current.kept_actions import begun_as, keep_action, kept_action
from webapp.current.own_log import own_log
from webapp.current.people import (
    as_of,
    everyone,
    everyone_if_read,
    presenting,
    selected,
    selected_by,
    somebody,
    tags_if_granted,
    tags_if_read,
)
from webapp.current.revoking import have_revoked, revocation
from webapp.current.tagging import (
    asked_change,
    change,
    choice,
    choose,
    have_changed,
    have_continued,
    have_undone,
    new_form,
    told_changes,
    told_of,
)
from webapp.current.views import saved, shelf, views_owner

__all__ = [
    "Grants",
    "Source",
    "account",
    "as_of",
    "asked_account_change",
    "asked_change",
    "asked_edit",
    "begun_as",
    "change",
    "check_draft",
    "choice",
    "choose",
    "debrief",
    "everyone",
    "everyone_if_read",
    "forget_person",
    "former_logo",
    "give_tags",
    "go_on_as",
    "go_on_inviting",
    "grants_api",
    "have_cancelled",
    "have_changed",
    "have_continued",
    "have_debrief_written",
    "have_logo_replaced",
    "have_preferences_set",
    "have_resent",
    "have_revoked",
    "have_undone",
    "invite_batch",
    "invite_batches",
    "invite_draft",
    "is_sent",
    "is_this_dashboard",
    "keep_action",
    "keep_draft",
    "keep_edit",
    "keep_link",
    "keep_logo",
    "kept_action",
    "kept_link",
    "latest_resend",
    "leave",
    "logo_draft",
    "look_for_debrief",
    "new_form",
    "own_ids",
    "own_log",
    "platform",
    "presenting",
    "read_grants",
    "revocation",
    "saved",
    "selected",
    "selected_by",
    "send_invites",
    "shelf",
    "signed_in",
    "somebody",
    "tags_given",
    "tags_if_granted",
    "tags_if_read",
    "told_act",
    "told_changes",
    "told_of",
    "views_owner",
    "whereabouts",
    "write_down",
]
