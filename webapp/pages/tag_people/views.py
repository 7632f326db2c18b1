"""Choose people, see what a tag would come to for them, and have it done.

Source: Profile API reference, section 4.6.
"""

from collections.abc import Mapping
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, request, url_for

from webapp.current import everyone, platform, selected_by
from webapp.current.tagging import asked_change, choice, choose, have_changed, new_form
from webapp.guard import needs
from webapp.pages.tag_people import asking
from webapp.pages.tag_people.preview import lines, wish
from webapp.pages.tag_people.who import in_words, who
from webapp.people.query import parsed
from webapp.responses.partials import answer
from webapp.responses.redirects import go, push, with_change
from webapp.tagging import Choice, NoSuchChoice, State

blueprint = Blueprint("tag_people", __name__)


@blueprint.post("/tags/people")
@needs("profiles:read")
def keep() -> Response:
    """Keep who was ticked, or who fits a question, for the next page. It does without
    `tags:manage`, so that whoever has to allow that first comes back to this very choice.
    """
    query = request.form.get("query")
    if query is None:
        choice_id = choose([each for each in request.form.getlist("id") if each])
    else:
        found = selected_by(parsed(query)).exactly("chosen")
        choice_id = choose([person.id for person in found.people], in_words(found))
    return go(url_for("tag_people.people", choice_id=choice_id))


@blueprint.get("/tags/people/<choice_id>")
@needs("tags:manage", "profiles:read")
def people(choice_id: str) -> Response:
    """Who is chosen and the tags they have; with a tag and a deed, what that would come to."""
    chosen = _chosen(choice_id)
    those = who(chosen, everyone())
    tags = platform().tags.every()
    asked = asking.asked(request.args, chosen, those, tags)
    response = answer(
        "pages/tag_people/people.html",
        "pages/tag_people/_preview.html",
        address=url_for("tag_people.people", choice_id=choice_id),
        who=those,
        lines=lines(those, tags),
        asked=asked,
        form=new_form(),
        news=asked_change(),
    )
    return push(response, _address(choice_id, asked.fields))


@blueprint.post("/tags/people/<choice_id>")
@needs("tags:manage")
def change(choice_id: str) -> Response:
    """Have it done as it was shown, then see how far it is. Where the tag is another by now, what
    that would come to is shown anew.
    """
    wished = wish(_chosen(choice_id), request.form)
    if wished is None:
        abort(400)
    made = have_changed(wished)
    if made.state is State.CONFLICT:
        again = _address(choice_id, {"tag": wished.tag_id, "do": request.form["do"]})
        return go(with_change(again, made.id))
    return go(url_for("tag_changes.change", change_id=made.id))


def _address(choice_id: str, fields: Mapping[str, str]) -> str:
    page = url_for("tag_people.people", choice_id=choice_id)
    return f"{page}?{urlencode(fields)}" if fields else page


def _chosen(choice_id: str) -> Choice:
    chosen = choice(choice_id)
    if chosen is None:
        raise NoSuchChoice(choice_id)
    return chosen
