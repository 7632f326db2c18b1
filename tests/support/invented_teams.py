"""Invented teams of every kind, for properties that hold for any team."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from webapp.api.focus import Domain
from webapp.api.profiles import Profile
from webapp.api.scores import Disc
from webapp.api.tags import Tag

_LETTERS = st.characters(min_codepoint=0x41, max_codepoint=0x24F, categories=("Lu", "Ll"))
_NAMES = st.text(alphabet=_LETTERS, min_size=1, max_size=8)
_SCORES = st.none() | st.floats(min_value=-10, max_value=110)
_STYLES = st.sampled_from((None, "", "D", "DI", "CS", "XQ"))
_DISC = st.builds(Disc, style=_STYLES, d=_SCORES, i=_SCORES, s=_SCORES, c=_SCORES)
_CORE = st.lists(st.sampled_from(("freedom", "wisdom", "wealth")), unique=True).map(tuple)
_MOMENTS = st.integers(0, 2_000_000_000).map(lambda second: datetime.fromtimestamp(second, UTC))
_FOCUS = (Domain(key="flexibility", score=54, level="baseline"),)


COMPLETE = Profile(
    id="1", first_name="Ana", disc=Disc(style="DI"), focus=(Domain(key="f"),), core=("wisdom",)
)
PARTLY = Profile(id="2", first_name="Bo", disc=Disc(style="S"))
PENDING = Profile(id="3", email="cy@people.test")
EVERYBODY = (COMPLETE, PARTLY, PENDING)
TAGS = (
    Tag(id="t1", label="zeta", profiles=("1", "2")),
    Tag(id="t2", label="Alpha", profiles=("1",)),
    Tag(id="t3", label="mid", profiles=()),
)
"""A team of three, one of each standing, and three tags."""


def people(max_size: int = 12) -> st.SearchStrategy[list[Profile]]:
    """Up to `max_size` people with ids of their own, who may share names and lack any part."""
    person = st.builds(
        Profile,
        id=st.uuids().map(lambda uuid: uuid.hex[:24]),
        email=st.none() | _NAMES.map(lambda name: f"{name}@people.test"),
        first_name=st.none() | _NAMES,
        last_name=st.none() | _NAMES,
        updated_at=st.none() | _MOMENTS,
        disc=st.none() | _DISC,
        focus=st.sampled_from((None, _FOCUS)),
        core=st.none() | _CORE,
    )
    return st.lists(person, max_size=max_size, unique_by=lambda profile: profile.id)


@st.composite
def teams(draw: st.DrawFn) -> tuple[list[Profile], list[Tag]]:
    """People, and tags that list some of them beside ids of nobody here."""
    profiles = draw(people())
    ids = st.sampled_from([*(profile.id for profile in profiles), "nobody-here"])
    labels = draw(st.lists(_NAMES, max_size=4))
    members = [tuple(draw(st.lists(ids, max_size=8))) for _ in labels]
    tags = [
        Tag(id=f"tag-{number}", label=label, color="blue", profiles=profile_ids)
        for number, (label, profile_ids) in enumerate(zip(labels, members, strict=True))
    ]
    return profiles, tags
