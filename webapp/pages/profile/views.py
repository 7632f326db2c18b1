"""One person: DISC, Focus, Core values and tags, each score among the team's."""

from flask import Blueprint, render_template, request

from webapp.current import as_of, everyone_if_read, somebody, tags_if_granted
from webapp.current.debriefs import debrief
from webapp.current.details import asked_edit
from webapp.current.tagging import asked_change, new_form
from webapp.guard import needs
from webapp.pages.profile.disc_chart import disc_chart
from webapp.pages.profile.focus_chart import focus_groups
from webapp.pages.profile.talking import talking
from webapp.pages.profile.team import team as make_team
from webapp.pages.profile.team_range import team_range
from webapp.people.focus_reading import domains_of
from webapp.people.person_tags import person_tags
from webapp.responses.redirects import roster_address

blueprint = Blueprint("profile", __name__)


@blueprint.get("/team/<profile_id>")
@needs("profiles:read")
def person(profile_id: str) -> str:
    """The page; the client refuses what cannot be an id before anything is sent."""
    profile = somebody(profile_id)
    tags = tags_if_granted()
    team = make_team(profile, everyone_if_read(), tags, request.args.get("tag", "").strip())
    ranges = team_range(profile, team.people)
    domains = domains_of(profile)
    return render_template(
        "pages/profile/person.html",
        profile=profile,
        team=team,
        ranges=ranges,
        disc=disc_chart(profile.disc, ranges) if profile.disc else None,
        focus=focus_groups(domains or (), ranges),
        misread=domains is None,
        tags=None if tags is None else person_tags(tags, profile.id),
        form=new_form(),
        told=asked_change(),
        edited=asked_edit(profile_id),
        talking=talking(profile),
        debrief=debrief(profile),
        back=roster_address(),
        as_of=as_of(),
    )
