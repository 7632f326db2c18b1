"""One person: DISC, Focus, Core values and tags, each score among the team's."""

from collections.abc import Sequence
from functools import partial

from flask import Blueprint, Response, request

from webapp.api.profiles import Profile
from webapp.api.tags import Tag
from webapp.current import as_of, everyone_if_read, memory, minute, somebody, tags_if_granted
from webapp.current.debriefs import debrief
from webapp.current.details import asked_edit
from webapp.current.tagging import asked_change, new_form
from webapp.guard import needs
from webapp.pages.profile.disc_chart import disc_chart
from webapp.pages.profile.focus_chart import focus_groups
from webapp.pages.profile.talking import talking
from webapp.pages.profile.team import Team
from webapp.pages.profile.team import team as make_team
from webapp.pages.profile.team_range import team_range
from webapp.people.focus_reading import domains_of
from webapp.people.person_tags import person_tags
from webapp.people.team_spreads import Spreads, team_spreads, weight
from webapp.responses.kept_pages import kept_answer
from webapp.responses.redirects import roster_address

blueprint = Blueprint("profile", __name__)


@blueprint.get("/team/<profile_id>")
@needs("profiles:read")
def person(profile_id: str) -> Response:
    """The page; the client refuses what cannot be an id before anything is sent."""
    profile, tags, everyone = somebody(profile_id), tags_if_granted(), everyone_if_read()
    told, edited = asked_change(), asked_edit(profile_id)
    words, back, moment = debrief(profile), roster_address(), minute(as_of())
    further = {"told": told, "edited": edited, "debrief": words, "back": back, "as_of": moment}
    return kept_answer(
        "pages/profile/person.html",
        None,
        lambda: {**shown(profile, everyone, tags), **further},
        of=(profile, everyone, tags, told, edited),
        beside=(words, back, moment),
        fresh={"form": new_form},
    )


def shown(
    profile: Profile, everyone: Sequence[Profile] | None, tags: Sequence[Tag] | None
) -> dict[str, object]:
    """What the page shows of somebody, among the team that its address names."""
    team = make_team(profile, everyone, tags, request.args.get("tag", "").strip())
    ranges = team_range(profile, _spreads(team, everyone, tags))
    domains = domains_of(profile)
    return {
        "profile": profile,
        "team": team,
        "ranges": ranges,
        "disc": disc_chart(profile.disc, ranges) if profile.disc else None,
        "focus": focus_groups(domains or (), ranges),
        "misread": domains is None,
        "tags": None if tags is None else person_tags(tags, profile.id),
        "talking": talking(profile),
    }


def _spreads(
    team: Team, everyone: Sequence[Profile] | None, tags: Sequence[Tag] | None
) -> Spreads | None:
    """Worked out once for all of the team's pages, as long as everybody is the same."""
    if team.people is None:
        return None
    made = partial(team_spreads, team.people)
    return memory().kept((Spreads, team.tag), (everyone, tags), made, weight)
