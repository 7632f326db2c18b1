"""What the address asks to be shown; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from webapp.api.tags import Tag
from webapp.pages.tag_people.preview import Preview, preview
from webapp.pages.tag_people.who import Who
from webapp.tagging import Choice

MOST_NAMES = 100
"""Names of one list that are drawn unless all of them are asked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """`tag` is the id of the tag that is picked, `preview` what it would come to, and `missing`
    says what must be picked first. `most` names are drawn of each list.
    """

    tag: str
    fields: dict[str, str]
    preview: Preview | None
    missing: str
    most: int


def asked(args: Mapping[str, str], choice: Choice, who: Who, tags: Sequence[Tag]) -> Asked:
    """Never fails: what cannot be shown is told."""
    tag_id, deed = args.get("tag", ""), args.get("do", "")
    tag = next((tag for tag in tags if tag.id == tag_id), None)
    is_asked = deed in ("add", "remove")
    missing = ""
    if is_asked and tag is None:
        gone = "This tag is not in the account any more. Pick another."
        missing = gone if tag_id else "Pick a tag first."
    return Asked(
        tag=tag_id,
        fields={"tag": tag_id, "do": deed} if is_asked and tag else {},
        preview=preview(choice, who, tag, is_adding=deed == "add") if is_asked and tag else None,
        missing=missing,
        most=len(choice.people) if args.get("all") else MOST_NAMES,
    )
