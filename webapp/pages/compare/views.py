"""The comparison: of whom, the address says."""

from flask import Blueprint, render_template, request

from webapp.current import everyone, people_as_of, tags_if_granted
from webapp.guard import needs
from webapp.pages.compare.chosen import choose
from webapp.pages.compare.comparison import comparison
from webapp.pages.compare.picker import picker
from webapp.pages.compare.scales import persons
from webapp.pages.compare.strips import strip

blueprint = Blueprint("compare", __name__)


@blueprint.get("/team/compare", endpoint="compare")
@needs("profiles:read")
def compare() -> str:
    """The page, from one reading of everybody; tags are read only where there is a comparison."""
    chosen = choose(request.args.getlist("id"), everyone())
    people = persons(chosen.people)
    several = len(people) > 1
    return render_template(
        "pages/compare/compare.html",
        chosen=chosen,
        people=people,
        comparison=comparison(people, tags_if_granted()) if several else None,
        picker=picker(chosen, everyone(), request.args.get("q", "")),
        strip=strip,
        as_of=people_as_of(),
    )
