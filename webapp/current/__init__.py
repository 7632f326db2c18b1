"""Whose call this is, whom it may see, and what they have kept: all of one request."""

from webapp.current.account import account
from webapp.current.aliases import (
    asked_deed,
    changing_own_ids,
    have_own_id_import_continued,
    have_own_ids_imported,
    keep_deed,
    keep_file,
    kept_file,
    own_id_import,
    own_id_imports,
    own_ids,
)
from webapp.current.call import platform, signed_in, whereabouts, write_down
from webapp.current.connections import go_on_as, leave
from webapp.current.debriefs import debrief, have_debrief_written, look_for_debrief
from webapp.current.details import asked_edit, forget_person, keep_edit
from webapp.current.grants import Grants, Source, grants_api, is_this_dashboard, read_grants
from webapp.current.kept_actions import begun_as, keep_action, kept_action
from webapp.current.own_log import own_log
from webapp.current.people import (
    as_of,
    everyone,
    everyone_if_granted,
    everyone_if_read,
    presenting,
    selected,
    selected_by,
    somebody,
    tags_if_granted,
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
    "asked_change",
    "asked_deed",
    "asked_edit",
    "begun_as",
    "change",
    "changing_own_ids",
    "choice",
    "choose",
    "debrief",
    "everyone",
    "everyone_if_granted",
    "everyone_if_read",
    "forget_person",
    "go_on_as",
    "grants_api",
    "have_changed",
    "have_continued",
    "have_debrief_written",
    "have_own_id_import_continued",
    "have_own_ids_imported",
    "have_revoked",
    "have_undone",
    "is_this_dashboard",
    "keep_action",
    "keep_deed",
    "keep_edit",
    "keep_file",
    "kept_action",
    "kept_file",
    "leave",
    "look_for_debrief",
    "new_form",
    "own_id_import",
    "own_id_imports",
    "own_ids",
    "own_log",
    "platform",
    "presenting",
    "read_grants",
    "revocation",
    "saved",
    "selected",
    "selected_by",
    "shelf",
    "signed_in",
    "somebody",
    "tags_if_granted",
    "told_changes",
    "told_of",
    "views_owner",
    "whereabouts",
    "write_down",
]
