"""Where somebody is on the page of a tag's members; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

from webapp.people.query import Asked, parse
from webapp.people.search import legible


@dataclass(frozen=True, slots=True)
class Place:
    """`asked` is the question about the members, without the tag itself; `find` the words by which
    people are looked for who might be added. `notes` say what of the question was ignored.
    """

    asked: Asked
    find: str = ""
    notes: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """The shortest query string that leads here: "" or "?q=ana&find=bo"."""
        found = urlencode({"find": self.find}) if self.find else ""
        asked = self.asked.query()
        return f"{asked}&{found}" if asked and found else asked or (f"?{found}" if found else "")

    @property
    def fields(self) -> list[tuple[str, str]]:
        """What a form sends along, so that the question stays as it is."""
        return parse_qsl(self.asked.query().removeprefix("?"))


def place_of(args: Mapping[str, Sequence[str]]) -> Place:
    """Every value of every name in, of a query string. Never fails."""
    asked, notes = parse(args)
    find = next(iter(args.get("find", ())), "")
    return Place(replace(asked, tags=(), outright=False, view=""), legible(find), notes)
