"""What a form wants revoked, as it came; pure."""

import hashlib

from werkzeug.datastructures import MultiDict

from webapp.people.search import legible
from webapp.revoking import Target

LONGEST_NAME = 200


def sent_targets(form: MultiDict[str, str]) -> tuple[str, tuple[Target, ...]]:
    """The name of the revocation and its targets: the same form sent twice is one revocation, and
    of a grant that is not in Profile's list nothing is sent.
    """
    names = form.getlist("name")
    ids = dict.fromkeys(form.getlist("grant"))
    targets = tuple(
        Target(grant_id, legible(name)[:LONGEST_NAME] or "An app")
        for grant_id, name in zip(ids, [*names, *[""] * len(ids)], strict=False)
    )
    said = "\n".join((form.get("once", ""), *sorted(ids)))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32], targets
