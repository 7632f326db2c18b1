"""People with their places in the circle; pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from webapp.api.profiles import Profile
from webapp.api.scores import Disc
from webapp.pages.team_map.placing import Place, leading, place
from webapp.people.dimensions import DIMENSIONS
from webapp.responses.filters import score


@dataclass(frozen=True, slots=True)
class Placed:
    """Somebody on the map; `leads` is the letter of the highest score."""

    profile: Profile
    disc: Disc
    place: Place
    leads: str

    @property
    def spoken(self) -> str:
        """All that the map says of this person."""
        style = (f"style {self.disc.style}",) if self.disc.style else ()
        scores = (f"{DIMENSIONS[k]} {score(value)}" for k, value in self.disc.dimensions)
        lean = "leans " if self.place.quadrant else ""
        return ", ".join((self.profile.name, *style, *scores, lean + self.place.where))


def placed(people: Iterable[Profile]) -> tuple[Placed, ...]:
    """These people with their places; all of them have all four scores."""
    return tuple(
        Placed(profile, profile.disc, place(profile.disc), leading(profile.disc))
        for profile in people
        if profile.disc
    )
