from tests.support.site import Site


def test_the_roster_shows_the_people_of_the_account(site: Site) -> None:
    page = site.get("/team")

    assert page.heading == "Team"
    assert len(page.rows()) == 50
