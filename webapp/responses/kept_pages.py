"""Pages that are drawn once, for as long as what they show is the very same.

Each request still asks the platform and reads its session; where nothing has changed since the page
was drawn, it is given as it was drawn then, with form tokens of its own.
"""

import re
import secrets
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import msgspec
from flask import Response, g, make_response, render_template, request

from webapp.auth.browser_session import current_session
from webapp.auth.signed_in import SignedIn
from webapp.memory import NOTHING, Memory
from webapp.responses import kept_alone
from webapp.responses.partials import is_partial
from webapp.responses.redirects import here
from webapp.responses.session_time import SessionTime
from webapp.responses.stays_off import is_to_be_told

Values = Mapping[str, Any]
_MARK = f"mark-{secrets.token_hex(16)}-"
"""Begins what stands for a value that is another in every answer; nobody outside this process can
write it into a page.
"""
_MARKS = re.compile(f"{_MARK}([a-z_]+);".encode())
_TOKEN = "csrf_token"  # noqa: S105  # a name


def kept_answer(
    page: str,
    part: str | None,
    values: Callable[[], Values],
    *,
    of: tuple[object, ...],
    beside: object = None,
    fresh: Mapping[str, Callable[[], str]] | None = None,
) -> Response:
    """As `partials.answer`, drawn anew only where it must be. All that `values` gives is made of
    `of`, objects that are kept while they are the same (see `Memory.kept`; None is), of `beside`,
    which may be anything that msgpack can write, and of what this address asks for. `fresh` makes
    values for this answer alone, of letters, digits, `-`, `_` and `.`, without a look at the
    request; templates write them as they are.
    """
    template = part if part and is_partial() else page
    makes = fresh or {}
    session = current_session()
    if is_to_be_told(session) or kept_alone.is_to_be_told(session):
        made = {name: make() for name, make in makes.items()}
        return make_response(render_template(template, **values(), **made))
    memory: Memory = g.get("memory", NOTHING)
    key = (template, request.script_root, here(), request.full_path)
    sources = (msgspec.msgpack.encode((_shown_of_session(), beside)), *of)
    pieces = memory.kept(key, sources, partial(_drawn, template, values, makes), _weight)
    g.kept_body = partial(_filled, pieces, makes)  # may be given again, see `webapp.repeating`
    filled = _filled(pieces, makes, g.signed_in)
    return Response(filled, content_type="text/html; charset=utf-8")


def _drawn(
    template: str, values: Callable[[], Values], fresh: Mapping[str, object]
) -> tuple[bytes, ...]:
    """What stands between the fresh values, with the names of these between: name after piece."""
    marks: dict[str, Any] = {name: f"{_MARK}{name};" for name in fresh}
    token = f"{_MARK}{_TOKEN};"
    html = render_template(template, **values(), **marks, csrf_token=lambda: token)
    return tuple(_MARKS.split(html.encode()))


def _filled(
    pieces: tuple[bytes, ...], fresh: Mapping[str, Callable[[], str]], person: SignedIn
) -> bytes:
    """The page with values of its own, each made once."""
    made = {name.encode(): make().encode() for name, make in fresh.items()}
    made[_TOKEN.encode()] = person.new_token().encode()
    filled = list(pieces)
    filled[1::2] = [made[name] for name in pieces[1::2]]
    return b"".join(filled)


def _weight(pieces: tuple[bytes, ...]) -> int:
    return sum(map(len, pieces))


def _shown_of_session() -> tuple[object, ...]:
    """What any page shows of its session: who it is, and times as they are told, to the minute."""
    left: SessionTime = g.session_time
    return (g.signed_in, left.told)
