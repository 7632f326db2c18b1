"""The pages of an import, drawn by what there is now."""

from itertools import groupby

from flask import Response, make_response, render_template, request

from webapp.aliases import ImportDraft, NoSuchFile
from webapp.current import everyone_if_granted, presenting
from webapp.current.aliases import kept_file, own_id_book, own_id_import, own_id_imports
from webapp.pages.alias_import.decoding import LARGEST, Unreadable
from webapp.pages.alias_import.plan import Plan, plan
from webapp.pages.alias_import.reading import MOST_LINES
from webapp.pages.alias_import.told import groups, told_import
from webapp.people.by_id import by_id

PART = "pages/alias_import/_outcome.html"
PATIENCE = 1.5
"""Seconds for which a page waits for the end of a short import."""
MOST_SHOWN = 100
"""Lines of one group that are drawn unless all of them are asked for."""


def pasted() -> str:
    """The text that was typed in place of a file. Raises Unreadable."""
    text = request.form.get("text", "")
    if not text.strip():
        raise Unreadable("Choose a file, or paste its text.")
    if len(text.encode()) > LARGEST:
        raise Unreadable(f"This text has more than {LARGEST >> 20} MB. Split it.")
    return text


def file_page(refused: str = "", status: int = 200) -> Response:
    """`refused` says why what was chosen cannot be read."""
    html = render_template(
        "pages/alias_import/file.html",
        refused=refused,
        typed=request.form.get("text", "") if status == 422 else "",
        imports=[told_import(batch) for batch in own_id_imports()],
        megabytes=LARGEST >> 20,
        most_lines=MOST_LINES,
    )
    return make_response(html, status)


def planned(file_id: str) -> Plan:
    """What a file comes to by now. Raises NoSuchFile."""
    return plan(_kept(file_id).lines, own_id_book(), everyone_if_granted())


def preview_page(file_id: str, *, is_other: bool = False) -> Response:
    """`is_other` says that it was to be done, and comes to something else by now."""
    shown = planned(file_id)
    bad = sorted(shown.bad, key=lambda each: each.why)
    html = render_template(
        "pages/alias_import/preview.html",
        file_id=file_id,
        file=_kept(file_id),
        plan=shown,
        bad=[(why, list(those)) for why, those in groupby(bad, lambda each: each.why)],
        by_id=by_id(everyone_if_granted()),
        is_other=is_other,
        most=None if "all" in request.args else MOST_SHOWN,
    )
    return make_response(html, 409 if is_other else 200)


def outcome(batch_id: str, *, whole: bool) -> Response:
    """How an import stands. Raises NoSuchBatch."""
    batch = own_id_import(batch_id, PATIENCE if whole else 0.0)
    over = not batch.is_running and not presenting()
    html = render_template(
        "pages/alias_import/outcome.html" if whole else PART,
        told=told_import(batch),
        groups=groups(batch) if over else (),
        by_id=by_id(everyone_if_granted()) if over else None,
        most=None if "all" in request.args else MOST_SHOWN,
        **({} if whole else {"is_swapped": True}),
    )
    return make_response(html)


def _kept(file_id: str) -> ImportDraft:
    kept = kept_file(file_id)
    if kept is None:
        raise NoSuchFile(file_id)
    return kept
