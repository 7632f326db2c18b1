"""What is kept of batches, and for how long. Pure."""

from webapp.pages.privacy.ledger import Kept
from webapp.pages.privacy.lives import Lives


def of_batches(lives: Lives) -> Kept:
    """What lies in Redis of a batch under way."""
    return Kept(
        "batch-lock:*",
        "Invites, or an import of own ids, under way",
        "Only that there are some, under a hash of the account, so that no second ones come in "
        "between.",
        lives.batch,
        "after they were last heard of",
    )
