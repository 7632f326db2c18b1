"""DISC scores in, the chart out: order, geometry, emphasis. Pure.

Every score is shown as it was sent and drawn within its scale of 0 to 100.
"""

from dataclasses import dataclass

from webapp.api.scores import Disc
from webapp.pages.profile.letters import Letters, letters
from webapp.pages.profile.strip import Strip
from webapp.pages.profile.team_range import TeamRange
from webapp.people.dimensions import DIMENSIONS
from webapp.responses.filters import score

TOP, FLOOR, LEFT, STEP, WIDTH = 24.0, 184.0, 40.0, 70.0, 46.0


@dataclass(frozen=True, slots=True)
class Column:
    """One DISC dimension: a column of the chart in the chart's own units, y growing downwards.

    `strip` is the score among the team's, None where nothing is said of them.
    """

    letter: str
    name: str
    text: str
    x: float
    y: float
    width: float
    height: float
    in_style: bool
    strip: Strip | None

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class DiscChart:
    """`meaning` is the style in words, `letters` each of its letters; `description` is the chart
    for those who do not see it."""

    style: str | None
    meaning: str
    letters: Letters
    columns: tuple[Column, ...]
    half: float

    @property
    def description(self) -> str:
        scores = ", ".join(f"{column.name} {column.text}" for column in self.columns)
        return f"{scores}; a line marks 50."


def disc_chart(disc: Disc, team: TeamRange) -> DiscChart:
    """Four columns in the order D, I, S, C; those of the style are emphasised."""
    style = (disc.style or "").lower()
    columns = tuple(
        _column(place, letter, value, letter in style, team.strip(("disc", letter), value))
        for place, (letter, value) in enumerate(disc.dimensions)
    )
    return DiscChart(
        style=disc.style,
        meaning=meaning(disc.style),
        letters=letters(disc.style),
        columns=columns,
        half=_y(50),
    )


def meaning(style: str | None) -> str:
    """The letters of a style in words; an open string, so unknown letters are said to be so."""
    names = [DIMENSIONS.get(letter.lower()) for letter in style or ""]
    known = [name for name in names if name]
    if not names:
        return "Profile gave no style with these scores."
    if len(known) < len(names) or len(set(known)) < len(known):
        return "This dashboard has no words for this style."
    first, rest = known[0], known[1:]
    return f"{first} first" + (f", then {' and '.join(rest)}." if rest else ".")


def _column(
    place: int, letter: str, value: float | None, in_style: bool, strip: Strip | None
) -> Column:
    y = FLOOR if value is None else _y(value)
    return Column(
        letter=letter.upper(),
        name=DIMENSIONS[letter],
        text=score(value),
        x=LEFT + place * STEP,
        y=y,
        width=WIDTH,
        height=round(FLOOR - y, 2),
        in_style=in_style,
        strip=strip,
    )


def _y(value: float) -> float:
    return round(FLOOR - min(max(value, 0.0), 100.0) * (FLOOR - TOP) / 100, 2)
