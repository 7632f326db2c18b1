"""What is done with invites that are not answered yet: one is sent again, once a form; or it is
cancelled, and that proven by a reading. And the links that anybody may follow.
"""

from webapp.pending_invites.act import Act, Deed, Outcome
from webapp.pending_invites.acts import Acts, Work
from webapp.pending_invites.cancelling import Cancelling
from webapp.pending_invites.resending import Resending
from webapp.pending_invites.share_link import MOST_LINKS, ShareLink
from webapp.pending_invites.told import Told, told

__all__ = [
    "MOST_LINKS",
    "Act",
    "Acts",
    "Cancelling",
    "Deed",
    "Outcome",
    "Resending",
    "ShareLink",
    "Told",
    "Work",
    "told",
]
