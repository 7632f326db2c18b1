"""What a person wants to do where a permission is missing, in words that follow "to"; pure.

By the endpoint, or by its page where all of that is for one thing. One without words here is told
of by the permission alone.
"""

_OF_ENDPOINTS = {
    "team.roster": "show your team",
    "profile.person": "show this person",
    "tag_people.keep": "show whom you chose",
    "team_map.map": "draw the map of your team",
    "tags.tags": "show your account’s tags",
    "tags.create": "make a tag",
    "tags.alter": "change a tag",
    "tags.delete": "delete a tag",
    "tag_members.members": "show who has this tag",
    "tag_changes.undo": "undo this change",
    "person_details.save": "change this person’s details",
    "person_details.remove": "delete this person",
    "new_invite.send": "send these invites",
    "invites.invites": "show your invites",
    "invites.resend": "show whose invite it is",
    "invites.send_again": "send this invite again",
    "invites.cancel": "show whose invite it is",
    "invites.take_back": "cancel this invite",
    "invites.make_link": "make a link to share",
}
_OF_PAGES = {
    "tags": "change tags",
    "tag_people": "tag the people you chose",
    "tag_members": "change who has this tag",
    "tag_changes": "show and undo changes of tags",
    "person_tags": "change this person’s tags",
    "compare": "compare people",
    "exports": "export your team",
    "saved_views": "save this view",
    "debrief": "have a debrief written",
    "connected_apps": "revoke apps",
    "invites": "send invites",
    "person_details": "change this person’s details, or delete them",
    "account": "show and change your account",
    "aliases": "show and change the own ids of your people",
    "alias_import": "import own ids",
    "person_aliases": "show the own ids of this person",
    "logo": "show and change the account’s logo",
}


def purpose(endpoint: str | None) -> str:
    """What this endpoint is for; "" where nobody has put it into words."""
    named = endpoint or ""
    return _OF_ENDPOINTS.get(named) or _OF_PAGES.get(named.partition(".")[0], "")
