"""The figures of the map in a browser: without barriers, in every width, swapped, on paper."""

import pytest
from playwright.sync_api import expect

from tests.browser.looks import has_no_barriers, must_pass
from tests.browser.screens.team import Team
from tests.browser.screens.team_figures import TeamFigures

WIDTHS = (320, 390, 640, 768, 1280)


def test_nothing_stands_in_anybodys_way(team: Team) -> None:
    has_no_barriers(TeamFigures.visit(team.page).unfold().page)


def test_nothing_does_after_a_swap_or_where_people_are_few(team: Team) -> None:
    figures = TeamFigures.visit(team.page).choose_style("SC")
    expect(figures.section("DISC styles").locator("summary")).to_have_count(1)
    has_no_barriers(figures.unfold().page)
    figures.choose_style("XZ")
    expect(figures.section("DISC scores")).to_contain_text("Fewer than three people")
    has_no_barriers(figures.page)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_figures_fit(team: Team, width: int) -> None:
    team.page.set_viewport_size({"width": width, "height": 844})
    figures = TeamFigures.visit(team.page)
    assert figures.fits()
    assert figures.unfold().fits()


def test_a_table_stays_a_table_where_it_is_laid_out_as_cards(team: Team) -> None:
    wide = TeamFigures.visit(team.page).figures_of("Dominance")
    team.page.set_viewport_size({"width": 390, "height": 844})

    assert TeamFigures(team.page).figures_of("Dominance") == wide
    assert len(wide) == 6


def test_forced_colours_leave_every_bar_readable(team: Team) -> None:
    team.page.emulate_media(forced_colors="active")

    must_pass(TeamFigures.visit(team.page).unfold().page)


def test_paper_shows_the_figures_and_what_was_opened(team: Team) -> None:
    figures = TeamFigures.visit(team.page)
    folded = figures.section("DISC scores").locator("details")
    folded.first.locator("summary").click()

    team.page.emulate_media(media="print")

    expect(figures.section("DISC scores").get_by_role("table").first).to_be_visible()
    expect(folded.first.locator(".steps")).to_be_visible()
    expect(folded.last).to_be_hidden()


def test_a_figure_opens_by_keyboard(team: Team) -> None:
    figures = TeamFigures.visit(team.page)
    scores = figures.section("DISC scores")

    scores.get_by_text("Dominance worked out").press("Enter")

    expect(scores.get_by_role("list", name="Dominance scores")).to_be_visible()
