"""What a form of this page sends; pure."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from urllib.parse import parse_qs

from werkzeug.datastructures import MultiDict

from webapp.pages.tag_members.place import Place, place_of
from webapp.people.search import legible

MOST_UNASKED = 20
"""People who are taken out without being asked whether that is meant."""


@dataclass(frozen=True, slots=True)
class Sent:
    """`people` are ids, each once; `label` is what the tag was called when the form was drawn;
    `place` is where the person was, `is_sure` whether they were asked.
    """

    people: tuple[str, ...]
    label: str
    place: Place
    is_sure: bool

    @property
    def is_to_be_asked(self) -> bool:
        """Whether so many people are meant that it may be a mistake."""
        return len(self.people) > MOST_UNASKED and not self.is_sure


def sent_by(form: MultiDict[str, str]) -> Sent:
    """The button of one person is about nobody else, whoever is ticked. Never fails."""
    only = form.get("only")
    place = place_of(parse_qs(form.get("shown", "").removeprefix("?")))
    return Sent(
        people=(only,) if only else tuple(dict.fromkeys(filter(None, form.getlist("id")))),
        label=form.get("label", "").replace("\r\n", "\n"),  # so forms send the ends of lines
        place=replace(place, find=legible(form.get("find", ""))),
        is_sure="sure" in form,
    )


def refusal(people: Collection[str], known: Collection[str]) -> str:
    """Why nothing is sent to the platform; "" where it can be. `known` are ids it may be about."""
    if not people:
        return "Nobody was chosen, so nothing was changed."
    strangers = sum(person not in known for person in people)
    if not strangers:
        return ""
    who = "One of the people is" if strangers == 1 else f"{strangers:,} of the people are"
    return f"{who} not in this account, so nothing was changed."
