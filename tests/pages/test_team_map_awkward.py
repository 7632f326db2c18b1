"""What the figures of the map do with people as no documentation has them."""

from typing import cast

import msgspec

from sandbox.population.profiles import Domain, Profile
from tests.support.altered_people import Alter, Change, with_flexibility
from tests.support.site import Site


def with_dominance(score: float) -> Change:
    def change(person: Profile) -> Profile:
        assert person.disc is not None
        return msgspec.structs.replace(person, disc=msgspec.structs.replace(person.disc, d=score))

    return change


def test_one_misshapen_focus_leaves_out_one_person_and_no_more(site: Site, alter: Alter) -> None:
    alter({0: with_flexibility(score="many"), 1: with_flexibility(facets="none")})

    page = site.get("/team/map")

    assert "The Focus results of 2 people came in a shape that could not be read" in page.text
    counts = [count.get_text() for count in page.soup.select(".levels > .n")]
    assert counts == ["48 people"] * 5


def test_when_nobodys_focus_can_be_read_that_is_what_is_said(site: Site, alter: Alter) -> None:
    def misshape(person: Profile) -> Profile:
        strange = cast("dict[str, Domain]", {"flexibility": 54})
        return msgspec.structs.replace(person, focus=strange if person.focus else None)

    alter(dict.fromkeys(range(60), misshape))

    page = site.get("/team/map")

    assert "The Focus results of 50 people came in a shape" in page.text
    assert "taken by nobody" not in page.text
    assert not page.soup.select("svg.stacked")


def test_an_unknown_level_stands_in_the_bar_in_words(site: Site, alter: Alter) -> None:
    alter(dict.fromkeys((0, 1, 2), with_flexibility(level="soaringAloft")))

    block = site.get("/team/map").soup.select(".levels")[0]

    legend = [" ".join(line.get_text(" ").split()) for line in block.select(".level-key li")]
    assert legend[-1] == "Soaring aloft 3"
    assert len(block.select(".stacked rect.other")) == 1
    assert "3 Soaring aloft" in str(block.desc)


def test_a_level_that_was_not_sent_is_said_to_be_missing(site: Site, alter: Alter) -> None:
    alter({0: with_flexibility(level=None)})

    assert "No level given 1" in site.get("/team/map").text


def test_scores_outside_the_scale_are_shown_as_sent_and_drawn_inside(
    site: Site, alter: Alter
) -> None:
    alter({0: with_dominance(-12.34), 1: with_dominance(250.0), 2: with_dominance(1e300)})

    row = site.get("/team/map").soup.select('table[aria-label^="DISC scores"] tbody tr')[0]

    cells = [cell.get_text(strip=True) for cell in row.select("td")]
    assert (cells[1], cells[2], cells[-1]) == ("n49", "-12.3", "250")
    for line in row.select("svg.spread > line"):
        assert 0 <= float(str(line["x1"]).removesuffix("%")) <= 100
        assert 0 <= float(str(line["x2"]).removesuffix("%")) <= 100


def test_just_below_ten_points_nobody_reads_as_ten_points_away(site: Site, alter: Alter) -> None:
    def near_ten(person: Profile) -> Profile:
        assert person.disc is not None
        disc = msgspec.structs.replace(person.disc, d=59.96, i=50.0, s=50.0, c=50.0)
        return msgspec.structs.replace(person, first_name="Nearby", disc=disc)

    alter({0: near_ten})

    (row,) = site.get("/team/map", q="Nearby").soup.select("#placed tbody tr")

    assert [cell.get_text() for cell in row.select("td")[-2:]] == ["None", "9.9 points"]
