"""What a form of preferences wants, as it came; pure."""

from werkzeug.datastructures import MultiDict

from webapp.account_settings import Wish


def wish(form: MultiDict[str, str]) -> Wish:
    """From the names that the form was drawn with, those that were on then, and those that are on
    as it was sent. A box that is not ticked sends nothing.
    """
    names = form.getlist("drawn")
    was_on, on = (frozenset(form.getlist(field)) for field in ("was_on", "on"))
    return Wish(
        drawn={name: name in was_on for name in names},
        sent={name: name in on for name in names},
    )
