"""A form that was not accepted, as its refusal shows it: what was typed, and how to send it.

Nothing is kept of a form that another site may have sent.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import g, request

from webapp.auth import form_token
from webapp.responses.forms import FIELD, OtherAccount, fields_sent, is_surely_ours, sent_token

UNSEEN = frozenset(
    {
        *("next", "scope", "another", "connection", "session"),
        *("tag", "query"),
        *("once", "drawn", "was_label", "was_color", "was_members", "was_on", "add", "remove"),
        *("shown", "id", "only", "sure", "seen"),
        *("was_first_name", "was_last_name", "was_email", "was_phone", "was_to"),
    }
)
"""Fields that say where to go, what a form was drawn from, or whom or what it means by an id."""
MOST_KEPT = 64 * 1024
"""Characters of a form that are shown again, or kept, at most."""
MOST_FIELDS_KEPT = 200
ACTION_SECONDS = 900
"""How long an action is kept that met a missing permission: time for a sign-in, and to read."""
MOST_FIELDS_OF_ACTION = 3000
"""What was ticked in a list is one field each."""


@dataclass(frozen=True)
class KeptForm:
    """A form to send again: its address, its fields in order, and its token ("" to only show).

    `asks` where nobody but the person can tell that the account in use is the form's own;
    `may_name` where names are hidden, and what was typed while they were shown may be one;
    `had_files` where a file was sent along, which has to be chosen again.
    """

    action: str
    fields: tuple[tuple[str, str], ...]
    token: str
    asks: bool = False
    may_name: bool = False
    had_files: bool = False

    @property
    def shown(self) -> tuple[tuple[str, str], ...]:
        """What a person typed or chose, without what only says where to go; nothing that may be a
        name while names are hidden.
        """
        if self.may_name:
            return ()
        return shown_fields(self.fields)


def shown_fields(fields: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """What of a form's fields a person typed or chose, without what only says where to go."""
    return tuple((name, value) for name, value in fields if name not in UNSEEN and value)


def kept_form(refused: BaseException) -> KeptForm | None:
    """What this request wanted to send; None where that is nothing, or too much to show."""
    fields = _fields(MOST_FIELDS_KEPT)
    if fields is None:
        return None
    asks = isinstance(refused, OtherAccount) and refused.active.account_id is None
    token = _token_to_send_again(for_account_in_use=asks) if is_surely_ours() else ""
    return KeptForm(request.full_path.rstrip("?"), fields, token, asks, _may_name())


def action_sent() -> KeptForm | None:
    """What this request wanted to do, which met a permission that is missing: only to be shown, and
    to be kept until that is given. None where it is nothing, or too much. It is ours: the guard has
    seen its token.
    """
    fields = _fields(MOST_FIELDS_OF_ACTION)
    if fields is None:
        return None
    had_files = any(file.filename for file in request.files.values())
    return KeptForm(request.full_path.rstrip("?"), fields, token="", had_files=had_files)


def _fields(most: int) -> tuple[tuple[str, str], ...] | None:
    """What was typed and chosen, in order, without the form's token."""
    sent = list(fields_sent().items(multi=True))
    size = sum(len(name.encode()) + len(value.encode()) for name, value in sent)
    if request.method in ("GET", "HEAD") or size > MOST_KEPT or len(sent) > most:
        return None
    return tuple((name, value) for name, value in sent if name != FIELD)


def _may_name() -> bool:
    person = g.get("signed_in")
    return bool(person and person.presenting and not form_token.is_without_names(sent_token()))


def _token_to_send_again(*, for_account_in_use: bool) -> str:
    """The one that came, or of this session; for the account in use only where nobody can tell
    whether that is the form's own, and the person is asked.
    """
    person, token = g.get("signed_in"), sent_token()
    if person is not None and for_account_in_use:
        hidden = form_token.is_without_names(token)
        account = person.connection.drawn_for
        return form_token.masked(person.form_key, account, names_hidden=hidden)
    if person is not None and not form_token.is_valid(token, person.form_key):
        return form_token.renewed(token, person.form_key)
    return token
