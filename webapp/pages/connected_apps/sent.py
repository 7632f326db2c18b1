"""What a form wants revoked, as it came; pure."""

import hashlib
from itertools import zip_longest

from werkzeug.datastructures import MultiDict

from webapp.people.search import legible
from webapp.revoking import Target

LONGEST_NAME = 420
"""Characters: a name and an account, each no longer than `apps.LONGEST`."""


def sent_targets(form: MultiDict[str, str]) -> tuple[str, tuple[Target, ...]]:
    """The name of the revocation and its targets, which may be none: the same form sent twice is
    one revocation. What an app is called is only shown; of a grant that is not in Profile's list
    nothing is sent.
    """
    named: dict[str, str] = {}
    for grant_id, name in zip_longest(form.getlist("grant"), form.getlist("name"), fillvalue=""):
        if grant_id:
            named.setdefault(grant_id, legible(name)[:LONGEST_NAME] or "An app")
    targets = tuple(Target(grant_id, name) for grant_id, name in named.items())
    said = "\n".join((form.get("once", ""), *sorted(named)))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32], targets
